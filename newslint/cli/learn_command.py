"""``newslint learn``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from newslint import __version__, fixer, settings
from newslint.cli.effective import configured, counted
from newslint.cli.streams import say, write_out
from newslint.cli.words_command import Target, advice
from newslint.engine import Work
from newslint.learning import Learned, Learner
from newslint.readers import UnreadableError
from newslint.request import Options, prepare

UNTRUSTWORTHY = 2


@click.group("learn")
def command() -> None:
    """Learn from a corpus what it holds, into a file that people can read and edit."""


@command.command("words")
@click.argument("corpus", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write a new file; without it, standard output.")
@click.option(
    "--min-files",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="In how many articles a name has to stand; a term in lower case in twice as many.",
)
@configured
@click.pass_context
def words(
    ctx: click.Context, corpus: tuple[str, ...], output: str | None, min_files: int,
    config: str | None, preset: str | None, isolated: bool,
) -> None:  # fmt: skip
    """Learn the names and terms of a corpus: unknown words that several of its articles share."""
    loaded = prepare(Options(corpus, config, preset, isolated, scope="document"))
    work = Work(loaded.request, loaded.plugins)
    problems = [*loaded.request.missing]
    learner = Learner()
    articles = _taken(work, learner, problems)
    learned = learner.learned(min_files)
    text = "".join(_lines(learned, articles, min_files))
    if output is None:
        write_out([text])
    else:
        fixer.create(output, text.encode("utf-8"))
        click.echo(f"Learned {counted(len(learned), 'word')} from {counted(articles, 'article')} into {output}.")
        governing = config or settings.find(".")
        click.echo("Read it and strike out what is no word. " + advice(Target(output, governing, False)))
    for problem in problems:
        say(f"newslint: {problem}")
    if problems:
        ctx.exit(UNTRUSTWORTHY)


def _taken(work: Work, learner: Learner, problems: list[str]) -> int:
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
