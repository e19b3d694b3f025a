from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule

# No English sentence ends in one of these without a sign after it.
LAST_WORDS = "a an the and or nor of with from into than whose my his their our your is are was were been"
OPEN_ENDED = tuple(f" {word}" for word in LAST_WORDS.split())
WORDS = 15


@rule(
    "The text breaks off after “{word}”",
    category="text",
    examples=[
        Bad("The minister said on Monday that the new law, which was passed last year, would be part [[of]]\n"),
        Good("The minister said on Monday that the new law, which was passed last year, would be part of it"),
        Good("What the minister was thinking of\n\nThe minister said on Monday that the law was passed last year."),
    ],
)
def cut_off_text(document: Document) -> Iterator[Finding]:
    """The article ends in the middle of a sentence.

    Its end was lost on the way, or stands behind a link "Read more".
    """
    end = len(document.text) - len(document.text[-200:]) + len(document.text[-200:].rstrip())
    if not document.text.endswith(OPEN_ENDED, max(0, end - 10), end):
        return
    line = document.line(end - 1)
    if document.text.count(" ", line.start, end) + 1 >= WORDS:
        start = document.text.rindex(" ", 0, end) + 1
        yield Finding(Span(start, end), {"word": document.slice(Span(start, end))})
