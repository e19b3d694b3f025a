"""What a repair is to do, as plain values that travel to any worker."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import NamedTuple

from newslint.fixer import ALSO_UNSAFE, SAFE
from newslint.known.kept_back import KeptBack
from newslint.model import Applicability
from newslint.requests.request import Request
from newslint.twins.corpus import Where
from newslint.values import Values

FORMAT = 1
"""Of the audit. A newslint that finds another one leaves it alone."""
AUDIT = ".newslint-audit"
"""The folder of the result that holds the audit."""
WHOLE = "run.json"
"""The file of the audit that is written last, when all is done."""
PARTS = "[0-9]*.jsonl"
OTHERS = "others.jsonl"
"""The part of the audit that tells of the files which are no articles."""
ORIGINALS = "originals"
"""Where packed files are kept as they were: what packs them here writes other bytes."""
EXACT = {"article": "shared-article", "paragraph": "shared-paragraph"}
SIMILAR = {"article": "similar-article", "paragraph": "similar-paragraph"}


class How(Values):
    """What may be done to articles."""

    unsafe: bool = False
    credits: bool = True
    """Whether credits are moved to the data about the article, where it has a place for them."""
    dedupe: str = ""
    """``article`` or ``paragraph``: what is left out where it stands in the corpus already."""
    similar: bool = False
    """Whether what is nearly the same is left out too."""
    keep: str = "first"
    """Which of several is kept: ``first``, ``longest`` or ``oldest``."""

    @property
    def allowed(self) -> Collection[Applicability]:
        """Return who may apply the fixes that are applied."""
        return ALSO_UNSAFE if self.unsafe else SAFE

    @property
    def twin_rules(self) -> tuple[str, ...]:
        """Return the rules that say what stands in the corpus twice, the strictest first."""
        if not self.dedupe:
            return ()
        return (EXACT[self.dedupe], *((SIMILAR[self.dedupe],) if self.similar else ()))


class Left(NamedTuple):
    """A part of the corpus that is left out, since it is kept elsewhere."""

    rule: str
    where: Where
    kept: Where
    similarity: float


class Drop(Values):
    """What is left out of one file, by record; 0 stands for the only article of a file that holds no records."""

    articles: Mapping[int, Left] = {}
    paragraphs: Mapping[int, tuple[Left, ...]] = {}


class Job(Values):
    """A repair."""

    request: Request
    root: str
    """The folder below which the articles lie."""
    target: str
    """The folder that the copies go to; empty: nothing is written."""
    how: How
    numbers: Mapping[str, int]
    """The number of each part, by the path of its first file."""
    drops: Mapping[str, Drop] = {}
    """What is left out, by the name of the file."""
    single: bool = False
    """Whether one file is repaired, and not all that lies beside it."""
    compares: bool = True
    """Whether facts for finding duplicates are wanted."""
    kept_back: Mapping[str, KeptBack] = {}
    """The findings that stay as they are, by the path of the file."""

    def name_of(self, path: str) -> str:
        """Return what a file is called in the audit: its path below the root, with forward slashes."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def place_of(self, name: str) -> str:
        """Return the path of the copy of a file."""
        return os.path.join(self.target, *name.split("/"))

    def audit_of(self, *names: str) -> str:
        """Return the path of a file of the audit."""
        return os.path.join(self.target, AUDIT, *names)
