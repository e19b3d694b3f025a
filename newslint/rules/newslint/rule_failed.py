from collections.abc import Iterator

from newslint.document import Document
from newslint.rule import Finding, rule


@rule(
    "The rule {rule} ({origin}) failed at {place}: {problem}",
    category="newslint",
    severity="error",
    examples=[],
)
def rule_failed(document: Document) -> Iterator[Finding]:
    """A rule raised an error on this article, so the article is not fully checked.

    The other rules go on, but the run cannot be trusted, and the exit status is 2. Report the
    failure to whoever wrote the rule; until it is mended, leave the rule out with `--ignore`.
    newslint itself raises this finding; it looks for nothing in a text.
    """
    yield from ()
