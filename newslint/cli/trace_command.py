"""``newslint trace``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import click

from newslint.cli import completing
from newslint.cli.effective import configured, counted, painted
from newslint.cli.options import UNNAMED, standard_input
from newslint.cli.streams import complain, say, width
from newslint.config import Layer
from newslint.configuration.schema import ConfigError
from newslint.readers import UnreadableError
from newslint.reporters.window import window
from newslint.reporters.words import json_escaped, posix_path, printable
from newslint.requests.request import STDIN, Loaded, Options, Task, prepare
from newslint.steps.work import Work
from newslint.tracing import RULES, Source, Trace, Traced, trace

SHORTEST = 20
"""The fewest columns in which the beginning of a paragraph is shown."""
LISTED = 10
"""How many sources are summed up by name."""
SAME, LIKE, PART = "=", "≈", "+"


@click.command("trace")
@click.argument("file", type=completing.FILE)
@click.option(
    "--corpus",
    multiple=True,
    metavar="PATH",
    type=completing.FILE,
    help="Compare with this file or folder, not the configured corpus. May be repeated.",
)
@click.option(
    "--output-format",
    type=click.Choice(("map", "json")),
    default="map",
    show_default=True,
    help="A line for each paragraph, or JSON.",
)
@click.option("--stdin-filename", metavar="PATH", type=completing.FILE, help="What standard input (-) is called.")
@configured
@click.pass_context
def command(
    ctx: click.Context, file: str, corpus: tuple[str, ...], output_format: str, stdin_filename: str | None,
    config: str | None, preset: str | None, isolated: bool,
) -> None:  # fmt: skip
    """Show where each paragraph of an article also stands.

    It is compared with the configured corpus; where there is none, with the files beside it. A - stands
    for standard input, which takes the place of the file that --stdin-filename names.
    """
    file, stdin = _read(file, stdin_filename)
    loaded = _loaded(file, corpus, Options((), config, preset, isolated, scope="corpus", stdin=stdin))
    path = _task(loaded, file).path
    unread: dict[str, None] = {}
    try:
        found = trace(Work(loaded.request, loaded.plugins), path, unread.setdefault)
    except UnreadableError as problem:
        found = []
        unread[str(problem)] = None
    problems = dict.fromkeys((*loaded.request.missing, *unread))
    problems |= {_unreadable(one): None for one in found if one.problem}
    others = {task.path for task in loaded.request.tasks} - {path}
    compared = len(others.difference(message.partition(": ")[0] for message in unread))
    if compared or len(found) > 1:
        _show([one for one in found if not one.problem], compared, output_format)
        if not corpus and not any(one.shares for one in found) and not _has_corpus(loaded):
            beside = printable(os.path.dirname(path) or "the working directory")
            say(f"newslint: compared with what lies in {beside} only; --corpus PATH compares with more")
    elif not problems:
        problems[f"{path}: there is nothing to compare with; name it with --corpus"] = None
    for message in problems:
        complain(printable(message))
    if problems:
        ctx.exit(2)


def _read(file: str, called: str | None) -> tuple[str, tuple[str, bytes] | None]:
    """Return what the article is called, and standard input where that is the article.

    Raises:
        ConfigError: a name for standard input, which is not asked for.
    """
    if file == STDIN:
        name = os.path.normpath(called or UNNAMED)
        return name, (name, standard_input())
    if called:
        raise ConfigError("--stdin-filename goes with - (standard input)")
    return file, None


def _show(found: list[Trace], compared: int, output_format: str) -> None:
    if output_format == "json":
        click.echo(json_escaped(json.dumps([_as_json(one, compared) for one in found], ensure_ascii=False, indent=1)))
    elif found:
        click.echo("\n\n".join("\n".join(_map(one, compared)) for one in found))


def _unreadable(one: Trace) -> str:
    return f"{one.document.path}{_record(one.document.record)}: cannot be read: {one.problem}"


def _loaded(file: str, corpus: tuple[str, ...], options: Options) -> Loaded:
    """Return the request to map the file and what it is compared with, for the rules on twins alone."""
    named = (file,) if options.stdin is None else ()
    loaded = prepare(options.but(paths=(*named, *corpus), corpora=not corpus))
    if not (corpus or _has_corpus(loaded)):
        loaded = prepare(options.but(paths=(*named, os.path.dirname(file) or os.curdir)))
    only = Layer("newslint trace", select=RULES)
    settings = tuple(
        setting.but(layers=(*(one.but(select=None, extend_select=(), ignore=()) for one in setting.layers), only))
        for setting in loaded.request.settings
    )
    return loaded.but(request=loaded.request.but(settings=settings))


def _has_corpus(loaded: Loaded) -> bool:
    return any(config.corpus for config in loaded.request.configs)


def _task(loaded: Loaded, file: str) -> Task:
    wanted = os.path.abspath(file)
    for task in loaded.request.tasks:
        if os.path.abspath(task.path) == wanted:
            return task
    what = "is a folder; name one article in it" if os.path.isdir(file) else "is no file that newslint reads"
    problem = next(iter(loaded.request.missing), f"{file}: {what}")
    raise UnreadableError(printable(problem))


def _map(found: Trace, compared: int) -> Iterator[str]:
    """Yield a line for each paragraph and each of its sources, then the shares of the sources."""
    name = f"{found.document.path}{_record(found.document.record)}"
    yield painted(f"{printable(name)}: {counted(len(found.paragraphs), 'paragraph')}", bold=True)
    places = max((len(_place(one)) for each in found.paragraphs for one in each.sources), default=1)
    for paragraph in found.paragraphs:
        yield from _lines(found, paragraph, places)
    yield ""
    yield from _shares(found, compared)


def _lines(found: Trace, paragraph: Traced, places: int) -> Iterator[str]:
    line = found.document.locate(paragraph.span).position.line
    text = found.document.slice(paragraph.span)
    shown = window(text, 0, 1, max(SHORTEST, width() - places - 16)).text
    first, *others = paragraph.sources or (None,)
    yield f"{line:>5}  {_origin(paragraph, first, places)}  {painted(shown, dim=True)}"
    for other in others:
        yield f"{'':>5}  {_origin(paragraph, other, places)}".rstrip()


def _origin(paragraph: Traced, source: Source | None, places: int) -> str:
    if source is None:
        return " " * (places + 7)
    share = source.words / max(1, paragraph.words)
    if share < 1:
        sign, how = PART, f"{share:.0%}"
    else:
        sign, how = (SAME, "") if source.similarity == 1 else (LIKE, f"{source.similarity:.0%}")
    return painted(f"{sign} {how:>4} {_place(source):{places}}", fg={SAME: "red", LIKE: "yellow"}.get(sign, "cyan"))


def _place(source: Source) -> str:
    return f"{printable(source.where.path)}{_record(source.where.record)}:{source.line}"


def _record(record: int | None) -> str:
    return f":{record}" if record else ""


def _shares(found: Trace, compared: int) -> Iterator[str]:
    whole = max(1, found.words)
    own = found.words - sum(share.words for share in found.shares)
    with_what = f"{counted(compared, 'other file')} compared" if compared else "compared within this file alone"
    yield f"{own / whole:>6.0%}  stands nowhere else ({with_what})"
    for share in found.shares[:LISTED]:
        path, record = share.origin
        parts = counted(share.paragraphs, "paragraph")
        yield f"{share.words / whole:>6.0%}  {printable(path)}{_record(record)} ({parts})"
    if more := found.shares[LISTED:]:
        yield f"{sum(share.words for share in more) / whole:>6.0%}  {counted(len(more), 'more article')}"
    if found.shares:
        yield f"{SAME} the same words, {LIKE} nearly the same, {PART} a part of the paragraph"


def _as_json(found: Trace, compared: int) -> dict[str, Any]:
    document, whole = found.document, max(1, found.words)
    return {
        "path": posix_path(document.path),
        "record": document.record,
        "words": found.words,
        "compared_files": compared,
        "own_share": round((found.words - sum(share.words for share in found.shares)) / whole, 4),
        "shares": [
            {
                "path": posix_path(share.origin[0]),
                "record": share.origin[1] or None,
                "words": share.words,
                "share": round(share.words / whole, 4),
                "paragraphs": share.paragraphs,
            }
            for share in found.shares
        ],
        "paragraphs": [_paragraph_as_json(document, one) for one in found.paragraphs],
    }


def _paragraph_as_json(document: Any, paragraph: Traced) -> dict[str, Any]:
    return {
        **document.locate(paragraph.span).position._asdict(),
        "start": paragraph.span.start,
        "end": paragraph.span.end,
        "words": paragraph.words,
        "twins": paragraph.twins,
        "sources": [
            {
                "path": posix_path(one.where.path),
                "record": one.where.record or None,
                "line": one.line,
                "kind": "exact" if one.similarity == 1 else "near",
                "similarity": round(one.similarity, 4),
                "words": one.words,
                "share": round(one.words / max(1, paragraph.words), 4),
            }
            for one in paragraph.sources
        ],
    }
