"""What an editor lets us write: words that are known, findings that are right as they are. Each returns what to say."""

from __future__ import annotations

import os
from datetime import date

from newslint import own_words
from newslint.configuration.settings import shown
from newslint.engine import run
from newslint.known.accepting import Choice, files_for
from newslint.model import Diagnostic
from newslint.requests.request import Loaded
from newslint_lsp.checking import Snapshot, with_text


def accept(loaded: Loaded, snapshot: Snapshot, one: Diagnostic) -> str:
    """Note that a text is right as it is, as ``newslint accept`` does.

    Raises:
        ConfigError: the file of accepted findings is damaged, or cannot be written.
    """
    result = run(with_text(loaded, snapshot))
    files = files_for([Choice(one, when=date.today().isoformat())], result)
    for file in files:
        file.write()
    names = " and ".join(file.name for file in files)
    return f"“{one.excerpt}” is right as it is; {one.rule} is silent about it from now on. It is noted in {names}."


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
