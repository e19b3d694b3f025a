"""HTML reports for the tests, and what stands in them."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from golden_runs import inside, report_of, result_of

from newslint.reporters import Look

ROOT = Path(__file__).resolve().parent.parent


class Elements(HTMLParser):
    """Notes each element of a page with its attributes, and what stands in it where that is no markup."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], str]] = [("", {}, "")]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("", {}, ""))

    def handle_data(self, data: str) -> None:
        tag, attributes, text = self.found[-1]
        self.found[-1] = (tag, attributes, text + data)


def blocks(page: str, kind: str) -> list[Any]:
    """Return the blocks of data of a kind, read."""
    found = Elements(page).found
    return [json.loads(text) for _, attributes, text in found if attributes.get("data-kind") == kind]


def html_of(folder: Path, *, former: str = "", show: str = "warning") -> str:
    """Return the report on all that lies in a folder."""
    from newslint.model import Severity

    with inside(folder):
        return report_of("html", result_of(".", config=None), Look(Severity(show), former=lambda: former))


def write(folder: Path, **articles: str) -> None:
    for name, text in articles.items():
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogateescape"))


def story(number: int, *sentences: str) -> str:
    """Return an article of its own: no sentence but the given ones stands in another one."""
    own = f"Rain fell on town number {number} for {number + 2} hours, the mayor of place {number} said on Monday."
    return "\n\n".join([f"Rain falls on town {number}", own, *sentences]) + "\n"
