"""The lexicon: which words there are, how common they are, and which word a misspelt one was meant to be."""

from __future__ import annotations

from newslint.lexicon.reading import Lexicon, LexiconError, open_lexicon

__all__ = ["Lexicon", "LexiconError", "open_lexicon"]
