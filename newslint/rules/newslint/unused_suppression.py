from collections.abc import Iterator

from newslint.document import Document
from newslint.rule import Finding, rule


@rule("{problem}", category="newslint", examples=[])
def unused_suppression(document: Document) -> Iterator[Finding]:
    """Something asks newslint to be silent, and there is nothing to be silent about.

    The fault was mended, or the request is not understood. Left behind, it will one day hide something new; take it
    out, or mend it. Nothing is said of rules that did not run this time, nor of rules that compare
    articles where a run did not see all of them. newslint itself raises this finding; it looks for nothing in a text.
    """
    yield from ()
