"""What an editor lets us write: words that are known, findings that are right as they are. Each returns what to say."""

from __future__ import annotations

import os

from newslint import own_words
from newslint.settings import shown


def add_word(path: str, word: str) -> str:
    """Add a word to the words that govern a document, and see to it that they count.

    Raises:
        ConfigError: no configuration names the words, and none could be made to.
        UnreadableError: a file cannot be read.
        UnwritableError: a file cannot be written, or somebody changed it meanwhile.
    """
    target = own_words.target(os.path.dirname(path))
    own_words.add(target, (word,))
    own_words.make_count(target)
    named = "" if target.is_named or target.config is None else f", which {shown(target.config)} names now"
    return f"{word} is known from now on: it stands in {shown(target.path)}{named}."
