"""Compile what start-up needs from its sources: rules and packs, presets, the lexicon.

Runs when newslint is built or installed (``hatch_build.py``), and by hand as
``python -m newslint.build`` after a rule, a pack, a preset or a word list was changed.
"""

from __future__ import annotations

import pprint
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
HEADER = '"""Made by newslint.build from the rules, the packs and the presets. Not to be edited."""\n\n'


def build() -> None:
    """Write ``_compiled.py`` and the lexicon beside their sources."""
    from newslint.lexicon.compile import compile_lexicon

    compile_lexicon(PACKAGE / "lexicon" / "sources", PACKAGE / "lexicon" / "lexicon.bin")
    (PACKAGE / "_compiled.py").write_text(compiled(), encoding="utf-8")


def compiled() -> str:
    """Return the source text of ``newslint/_compiled.py``."""
    from newslint.rules import to_row

    rows = [to_row(rule, target) for rule, target in sorted(_rules(), key=lambda pair: pair[0].name)]
    return f"{HEADER}RULES = {_literal(rows)}\n\nPRESETS = {_literal(dict(_presets()))}\n"


def _rules() -> Iterator[tuple[Any, str]]:
    from newslint.kinds import read_pack
    from newslint.rule import Rule

    folder = PACKAGE / "rules"
    for path in sorted(folder.glob("*/*.py")):
        if path.stem != "__init__":
            module = f"newslint.rules.{path.parent.name}.{path.stem}"
            rule = getattr(import_module(module), path.stem, None)
            if not isinstance(rule, Rule):
                raise TypeError(f"{path} defines no rule named {path.stem}")
            yield rule, f"{module}:{path.stem}"
    for path in sorted(folder.glob("*/*.toml")):
        name = path.relative_to(folder).as_posix()
        yield from ((rule, name) for rule in read_pack(path.read_bytes(), name))


def _presets() -> Iterator[tuple[str, dict[str, Any]]]:
    import tomllib

    for path in sorted((PACKAGE / "presets").glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))


def _literal(value: object) -> str:
    return pprint.pformat(value, width=118, sort_dicts=False, compact=True)


if __name__ == "__main__":
    build()
