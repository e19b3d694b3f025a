"""Parquet, WARC and WET files, and files anywhere that fsspec reaches, for newslint.

Called in every run, so nothing heavy is imported here.
"""

from __future__ import annotations

from collections.abc import Sequence

from newslint import hookimpl
from newslint.openers import Opener
from newslint.readers import Reader
from newslint.rule import Deferred
from newslint_formats.versions import version_of

__version__ = "0.1.0"
EXTRACTORS = ("none", "trafilatura")


@hookimpl
def newslint_readers() -> Sequence[Reader]:
    """Bring readers of Parquet files, and of WARC and WET files, packed or not."""
    return (
        Reader(
            "parquet",
            (".parquet",),
            Deferred("newslint_formats.parquet:read"),
            of_records=True,
            version=_version(),
        ),
        Reader(
            "warc",
            (".warc", ".warc.gz", ".wet", ".wet.gz"),
            Deferred("newslint_formats.warc:read"),
            again=Deferred("newslint_formats.warc:again"),
            version=_version("trafilatura", "lxml", "justext"),
            of_records=True,
            options={"extractor": EXTRACTORS},
        ),
    )


@hookimpl
def newslint_openers() -> Sequence[Opener]:
    """Bring whatever fsspec opens: it knows dozens of schemes, and more come with other packages."""
    return (
        Opener("fsspec", ("",), Deferred("newslint_formats.remote:open_url"), Deferred("newslint_formats.remote:walk")),
    )


def _version(*libraries: str) -> str:
    """Return what documents depend on besides the bytes: this package, and what decides which text a page has."""
    return " ".join((__version__, *(f"{name}={version_of(name)}" for name in libraries)))
