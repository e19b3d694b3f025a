"""Openers: articles that are no files of this machine, by the URL that names them."""

from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from newslint.late import late
from newslint.values import Values

# One letter before a colon is a drive.
_URL = late(r"[A-Za-z][A-Za-z0-9+.-]+(?:::?[A-Za-z][A-Za-z0-9+.-]*)*://")


class Opener(Values):
    """How URLs of some schemes become bytes."""

    name: str
    schemes: tuple[str, ...]
    """In lower case, without "://"; an empty text stands for all that no other opener names."""
    open: Callable[[str], BinaryIO]
    """Raises ``OSError`` with a message that says what to do."""
    walk: Callable[[str], Sequence[str] | None]
    """Returns the URLs of the files below a folder, or that a pattern names; None where a URL names one file.

    Raises ``OSError`` as ``open`` does.
    """


def bringing(plugin: str) -> str:
    """Return how to get a plugin that lies beside newslint, for messages: no index need have it."""
    return f"it takes the plugin {plugin}: in a checkout of newslint, pip install ./plugins/{plugin}"


def is_url(path: str) -> bool:
    """Whether what an argument names is no path, but a URL: "s3://papers/may.jsonl"."""
    return "://" in path and _URL.match(path) is not None


def opener_of(openers: Mapping[str, Opener], url: str) -> Opener:
    """Return what opens a URL.

    Raises:
        OSError: nothing does.
    """
    scheme = url.partition(":")[0].lower()
    found = openers.get(scheme) or openers.get("")
    if found is None:
        raise OSError(f"nothing here opens {scheme}://; {bringing('newslint-formats')}")
    return found
