"""Finds the plugins that are installed: the entry points of the group ``newslint``.

``importlib.metadata`` needs 28 ms for what a look at the metadata folders does in 1.
"""

import os
import sys
from collections.abc import Iterator, Sequence

from newslint.late import late
from newslint.values import Values

GROUP = "newslint"
ENTRY_POINTS = "entry_points.txt"
METADATA = (".dist-info", ".egg-info")
_JOINTS = late(r"[-_.]+")


def digest(path: str | None) -> str:
    """Return what stands for the content of a plugin's file, as 64 bits in hex; "" where there is none."""
    from _blake2 import blake2b

    if not path or not os.path.isfile(path):
        return ""
    with open(path, "rb") as file:
        return str(blake2b(file.read(), digest_size=8).hexdigest())


class EntryPoint(Values):
    """What a distribution offers: a name, and the ``module`` or ``module:object`` that stands behind it."""

    name: str
    target: str
    distribution: str
    version: str


def entry_points(path: Sequence[str] | None = None) -> Iterator[EntryPoint]:
    """Yield the plugins of every distribution on ``path`` (None: ``sys.path``).

    A distribution that is found again further down the path is shadowed, as its modules are.
    """
    seen: set[str] = set()
    for entry in sys.path if path is None else path:
        for folder, text in _metadata(entry or os.curdir):
            stem, _, version = folder.rpartition(".")[0].partition("-")
            distribution = _JOINTS.sub("-", stem).lower()
            if distribution not in seen:
                seen.add(distribution)
                version = version.partition("-py")[0]
                yield from (EntryPoint(*pair, distribution, version) for pair in _pairs(text))


def _metadata(entry: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each metadata folder that may hold plugins, and the text of its entry points."""
    try:
        names = sorted(found.name for found in os.scandir(entry) if found.name.endswith(METADATA))
    except NotADirectoryError:
        yield from _metadata_in_archive(entry)
        return
    except OSError:
        return
    for name in names:
        try:
            with open(os.path.join(entry, name, ENTRY_POINTS), "rb") as file:
                data = file.read()
        except OSError:
            continue
        yield name, data.decode("utf-8", "replace")


def _metadata_in_archive(entry: str) -> Iterator[tuple[str, str]]:
    """Do the same for a wheel or another archive from which Python imports."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(entry) as archive:
            for name in sorted(archive.namelist()):
                folder, _, file = name.partition("/")
                if file == ENTRY_POINTS and folder.endswith(METADATA):
                    yield folder, archive.read(name).decode("utf-8", "replace")
    except (OSError, BadZipFile):
        return


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == GROUP and "=" in line and not line.startswith(("#", ";")):
            name, _, target = line.partition("=")
            yield name.strip(), target.partition("[")[0].strip()
