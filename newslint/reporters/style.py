"""Colours of a terminal, or none."""

from newslint.model import Severity

_CODES = {"error": "1;31", "warning": "1;33", "info": "1;36", "path": "1", "dim": "2", "good": "1;32"}


class Style:
    """Paints words where colours are wanted, and leaves them as they are where not."""

    def __init__(self, colour: bool) -> None:
        """Take whether they are."""
        self.colour = colour

    def paint(self, name: str, text: str) -> str:
        """Return ``text`` in the colour of a severity, or as ``path``, ``dim``, ``good``."""
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if self.colour and text else text

    def severity(self, severity: Severity) -> str:
        """Return the name of a severity in its colour."""
        return self.paint(severity.value, severity.value)
