from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule


@rule(
    "{problem}",
    category="input",
    severity="error",
    examples=[
        Bad('[[{"text": "The river ro]]', problem="The line is not JSON: unterminated string, column 10"),
        Bad("[[Storm closes fair]]\n\nRain kept most families at home.", problem="It has the id of record 1"),
        Good("A text that is its whole file is no record."),
        Good('{"text": "In a text file this is text."}'),
    ],
)
def faulty_record(document: Document) -> Iterator[Finding]:
    """A record of a file cannot be read as an article, or says something that cannot be true.

    Nothing else would tell of it; what else of the file can be read is checked all the same. It may be a line that is
    not JSON, a row with too many or too few cells, a record without the field that holds the body, two records of one
    id, or a packed file that breaks off. Which fields are looked for is said under `[fields]` in the configuration.
    """
    if document.problem:
        first = document.lines[0] if document.lines else Span(0, len(document.text))
        yield Finding(first, {"problem": document.problem})
