"""URLs among the arguments -> files that lie elsewhere. Imported only where there are any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newslint.config import Config
from newslint.files.discovery import Discovery, Found
from newslint.files.patterns import is_never_read, patterns
from newslint.openers import Opener, opener_of


def discover_remote(
    urls: Sequence[str], openers: Mapping[str, Opener], config: Config, exclude: Sequence[str], force_exclude: bool
) -> Discovery:
    """Return the files that URLs name, sorted, each once.

    A file that is named outright or by a pattern is taken whatever it is called, unless ``force_exclude`` says
    otherwise; of what lies below a folder ``include`` is taken. Whether a file is there shows when it is read.

    Args:
        urls: of files and folders, or patterns of them.
        openers: by scheme.
        config: the configuration that governs them: that of the working directory.
        exclude: patterns, as in a .gitignore; they and those of the configuration hold below what a URL names.
        force_exclude: whether exclusions hold for what is named outright.
    """
    found: list[str] = []
    missing: list[str] = []
    left_out: list[str] = []
    excluded = (*exclude, *config.exclude)
    for url in urls:
        try:
            below = opener_of(openers, url).walk(url)
        except Exception as problem:  # noqa: BLE001 - a plugin's opener may raise anything, and the run goes on
            missing.append(f"{url}: cannot be opened: {_said(problem)}")
            continue
        if below is not None and not below:
            missing.append(f"{url}: there is no such file or folder")
        elif below and "*" not in url:
            found += [one for one in below if _is_included(one, url, config) and not _is_excluded(one, url, excluded)]
        else:
            for one in below or (url,):
                (left_out if force_exclude and _is_excluded(one, url, excluded) else found).append(one)
    return Discovery(tuple(Found(url, config) for url in sorted(set(found))), tuple(missing), tuple(left_out))


def _said(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return problem.strerror or str(problem)
    return f"{type(problem).__name__}: {problem}"


def _is_included(url: str, folder: str, config: Config) -> bool:
    return patterns(config.include).match(_below(url, folder))


def _is_excluded(url: str, folder: str, excluded: Iterable[str]) -> bool:
    name = _below(url, folder)
    hidden = any(part.startswith(".") for part in name.split("/"))
    return hidden or is_never_read(name.rpartition("/")[2]) or patterns(tuple(excluded)).match(name)


def _below(url: str, folder: str) -> str:
    """Return the name of a file below the folder that was named; its last name where it is no folder's."""
    start = folder.rstrip("/") + "/"
    return url.removeprefix(start) if url.startswith(start) else url.rpartition("/")[2]
