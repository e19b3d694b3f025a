"""What tells one finding of a report from all others, and is the same in the next run."""

from __future__ import annotations

from newslint.model import Diagnostic
from newslint.reporters.words import encodable, posix_path


class Fingerprints:
    """Gives each finding of one report a fingerprint that no other one has.

    That of a diagnostic holds the rule and the text; those who compare reports need the path too,
    and take no part in a comparison when a fingerprint comes twice.
    """

    def __init__(self) -> None:
        """Begin a report."""
        self._seen: dict[bytes, int] = {}

    def of(self, diagnostic: Diagnostic) -> str:
        """Return 128 bits in hex over the path, the record, the diagnostic's own fingerprint and its ordinal.

        A record is told by its id, where it has one: its place changes when another one is put before it.
        """
        from hashlib import blake2b

        path = encodable(posix_path(diagnostic.location.path))
        record = encodable(diagnostic.location.record_id or str(diagnostic.location.record))
        text = f"{path}\0{record}\0{diagnostic.fingerprint}"
        # A corpus has millions of findings, and their texts would fill the memory.
        key = blake2b(text.encode(), digest_size=16).digest()
        self._seen[key] = self._seen.get(key, 0) + 1
        return blake2b(f"{text}\0{self._seen[key]}".encode(), digest_size=16).hexdigest()
