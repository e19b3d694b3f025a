"""``newslint learn``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import click

from newslint import __version__, fixer
from newslint.cli.effective import configured, counted
from newslint.cli.groups import Group
from newslint.cli.streams import complain, say, write_out
from newslint.configuration import config_at_hand
from newslint.document import Document
from newslint.learning import Learned, Learner, LineLearner, SharedLine
from newslint.own_words import Target, advice
from newslint.readers import UnreadableError
from newslint.requests.request import Options, prepare
from newslint.steps.work import Work

UNTRUSTWORTHY = 2


@click.group("learn", cls=Group)
def command() -> None:
    """Learn from a corpus what it holds, into a file that people can read and edit."""


class _Asked(NamedTuple):
    """What every command here is asked."""

    corpus: tuple[str, ...]
    output: str | None
    min_files: int
    config: str | None
    preset: str | None
    isolated: bool


class _Lesson(NamedTuple):
    """What was learned: the text of the file, in a few words, and what to do with it."""

    text: str
    learned: str
    advice: str


_CORPUS = click.argument("corpus", nargs=-1, required=True)
_OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write a new file; without it, standard output.")


def _asking(least: int, meaning: str) -> Callable[[Any], Any]:
    """Give a command the corpus as argument, and the options that all commands here have."""
    files = click.option("--min-files", type=click.IntRange(min=least), default=3, show_default=True, help=meaning)
    return lambda asked: _CORPUS(_OUTPUT(files(configured(asked))))


@command.command("words")
@_asking(1, "In how many articles a name has to stand; a term in lower case in twice as many.")
def words(**given: Any) -> None:
    """Learn the names and terms of a corpus: unknown words that several of its articles share."""
    asked, learner = _Asked(**given), Learner()

    def lesson(articles: int) -> _Lesson:
        learned = learner.learned(asked.min_files)
        target = Target(asked.output or "", _config(asked), False)
        advised = "Read it and strike out what is no word. " + advice(target) if asked.output else ""
        text = "".join(_lines(learned, articles, asked.min_files))
        return _Lesson(text, counted(len(learned), "word"), advised)

    _learn(asked, learner, lesson)


@command.command("leftovers")
@_asking(2, "In how many articles a line or its beginning has to stand.")
def leftovers(**given: Any) -> None:
    """Learn the lines that recur in a corpus, and what lines begin with, as a pack to be reviewed."""
    asked, learner = _Asked(**given), LineLearner()

    def lesson(articles: int) -> _Lesson:
        lines, openings = learner.lines(asked.min_files), learner.openings(asked.min_files)
        learned = f"{counted(len(lines), 'line')} and {counted(len(openings), 'opening')}"
        output = asked.output
        naming = config_at_hand.how_to_name("plugins", output, _config(asked)) if output else ""
        advised = f"Strike out what belongs to the articles. To use it, {naming}"
        return _Lesson("".join(_pack(lines, openings, articles, asked.min_files)), learned, advised)

    _learn(asked, learner, lesson)


def _config(asked: _Asked) -> str | None:
    return asked.config or config_at_hand.at_hand(".")


def _learn(asked: _Asked, learner: _Learner, lesson: Callable[[int], _Lesson]) -> None:
    """Show the corpus to the learner, and write what it learned; of no article there is nothing to write."""
    loaded = prepare(Options(asked.corpus, asked.config, asked.preset, asked.isolated, scope="document"))
    problems = [*loaded.request.missing]
    articles = _taken(Work(loaded.request, loaded.plugins), learner, problems)
    if articles:
        _write(asked.output, lesson(articles), counted(articles, "article"))
    elif not problems:
        say(f"newslint: nothing to learn from: no articles in {', '.join(asked.corpus)}")
    for problem in problems:
        complain(problem)
    if problems:
        click.get_current_context().exit(UNTRUSTWORTHY)


def _write(output: str | None, lesson: _Lesson, articles: str) -> None:
    if output is None:
        write_out([lesson.text])
        return
    fixer.create(output, lesson.text.encode("utf-8"))
    click.echo(f"Learned {lesson.learned} from {articles} into {output}.")
    click.echo(lesson.advice)


class _Learner(Protocol):
    def take(self, document: Document) -> None: ...


def _taken(work: Work, learner: _Learner, problems: list[str]) -> int:
    """Show every article to the learner, and return how many there were."""
    articles = 0
    for task in work.request.tasks:
        try:
            for document in work.library.stream(task.path):
                learner.take(document)
                articles += 1
        except UnreadableError as problem:
            problems.append(str(problem))
    return articles


def _lines(learned: Sequence[Learned], articles: int, least: int) -> Iterator[str]:
    corpus = counted(articles, "article")
    yield f"# Learned by newslint {__version__} from {corpus}: names that at least {least} of them share, and terms.\n"
    yield "# A lower-case word is known in any case, a name as it stands. Strike out what is no word.\n"
    width = max((len(one.word) for one in learned), default=0)
    for one in learned:
        yield f"{one.word.ljust(width)}  # {counted(one.articles, 'file')}\n"


PACK = """\
# Learned by newslint {version} from {corpus}: lines, and what lines begin with, that at least {least} of them share.
# Strike out what belongs to the articles; the number says in how many of them it stands.
"""
TABLE = """
[house-leftover]
kind = "leftover"
category = "boilerplate"
severity = "warning"
message = "A line of the page was left {place}"
summary = "A line that recurs in the corpus stands in the text."
reason = "It belongs to the page that the text came from, not to the story."
fix = "unsafe"
"""


def _pack(lines: Sequence[SharedLine], openings: Sequence[SharedLine], articles: int, least: int) -> Iterator[str]:
    yield PACK.format(version=__version__, corpus=counted(articles, "article"), least=least)
    if not lines and not openings:
        yield "# Nothing recurs.\n"
        return
    yield TABLE
    for key, several in (("lines", lines), ("openings", openings)):
        if several:
            yield f"{key} = [\n"
            yield from (f"    {_phrase(one.text)},  # {counted(one.articles, 'file')}\n" for one in several)
            yield "]\n"
    first = lines[0].text if lines else f"{openings[0].text} so it is"
    bad = f"It rained.\n\n[[{first}]]\n\nThe sun came out."
    good = "It rained.\n\nThe sun came out."
    yield f"bad = [[{_quoted(bad)}, {_quoted(good)}]]\ngood = [{_quoted(good)}, {_quoted('It rained.')}]\n"


def _phrase(text: str) -> str:
    """Return a phrase as a pack writes it, in which no sign stands for a number or for words."""
    return _quoted(text.replace("#", "\\#").replace("*", "\\*"))


def _quoted(text: str) -> str:
    """Return a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
