"""Compile what start-up needs from its sources: rules and packs, presets, the lexicon.

Runs when newslint is built or installed (``hatch_build.py``), and by hand as
``python -m newslint.build`` after a rule, a pack, a preset or a word list was changed. With
``--if-older`` it makes only what is older than its sources, as ``make`` and the tests ask for.
"""

from __future__ import annotations

import os
import pprint
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
HEADER = '"""Made by newslint.build from the rules, the packs and the presets. Not to be edited."""\n\n'


LEXICON = PACKAGE / "lexicon"
TRIGGERS = PACKAGE / "gates" / "triggers.bin"


def build() -> None:
    """Write ``_compiled.py``, the database of the triggers and the lexicon beside their sources."""
    _build_lexicon()
    _build_rules()


def build_older() -> None:
    """Write those of the compiled files that are older than one of their sources."""
    if is_older(LEXICON / "lexicon.bin", LEXICON):
        _build_lexicon()
    if is_older(PACKAGE / "_compiled.py", PACKAGE):
        _build_rules()


def is_older(made: Path, folder: Path) -> bool:
    """Return whether a file does not exist, or is older than a source below the folder."""
    if not made.exists():
        return True
    time = made.stat().st_mtime_ns
    return any(source.stat().st_mtime_ns > time for source in _sources(folder) if source != made)


def _sources(folder: Path) -> Iterator[Path]:
    """Yield the sources, and the folders among them: the time of a folder tells that something was removed from it."""
    for path in folder.rglob("*"):
        if path.suffix in (".py", ".toml", ".txt") or (path.is_dir() and path.name != "__pycache__"):
            yield path


def _build_lexicon() -> None:
    from newslint.lexicon.compile import compile_lexicon

    target = LEXICON / f"lexicon.{os.getpid()}.part"
    compile_lexicon(LEXICON / "sources", target)
    _put(target, LEXICON / "lexicon.bin")


def _build_rules() -> None:
    # First, since the time of its folder tells of changes too.
    _build_triggers()
    target = PACKAGE / f"_compiled.{os.getpid()}.part"
    target.write_text(compiled(), encoding="utf-8")
    _put(target, PACKAGE / "_compiled.py")


def _build_triggers() -> None:
    """Write the database of the triggers beside the rules that it is for; none where its library is missing."""
    from newslint.gates.fast_scan import to_store
    from newslint.gates.scan import entries_of

    data = to_store(entries_of(dict(_triggers())), _digests()["rules"])
    if data is None:
        TRIGGERS.unlink(missing_ok=True)
        return
    target = TRIGGERS.with_name(f"triggers.{os.getpid()}.part")
    target.write_bytes(data)
    _put(target, TRIGGERS)


def _put(new: Path, place: Path) -> None:
    """Move a file to its place at once, for somebody may be reading the old one; it is the last to be touched."""
    new.replace(place)
    os.utime(place)


def compiled() -> str:
    """Return the source text of ``newslint/_compiled.py``."""
    from newslint import late
    from newslint.rules import to_row

    several = sorted(_rules(), key=lambda pair: pair[0].name)
    values = {
        "RULES": [to_row(rule, target) for rule, target in several],
        "PRESETS": dict(_presets()),
        "SOURCES": _digests(),
        **_scanning(dict(_triggers())),
        "PROGRAMS": (late.identity(), dict(_programs())),
    }
    return HEADER + "\n".join(f"{name} = {_literal(value)}\n" for name, value in values.items())


def _digests() -> dict[str, str]:
    """Return what the findings depend on, as 64 bits in hex: the rules with all the code that serves them, the lexicon.

    It is the same wherever the sources lie, and however their lines end.
    """
    home = LEXICON / "sources"
    sources = [path for path in sorted(_sources(PACKAGE)) if path.is_file() and path.name != "_compiled.py"]
    others = [path for path in sources if path.relative_to(PACKAGE).parts[0] not in ("cli", "reporters")]
    return {
        "rules": _digest(path for path in others if home not in path.parents),
        "lexicon": _digest(path for path in others if home in path.parents),
    }


def _digest(paths: Iterable[Path]) -> str:
    from hashlib import blake2b

    whole = blake2b(digest_size=8)
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        name = path.relative_to(PACKAGE).as_posix()
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _scanning(by_rule: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return what finds the triggers of all rules: see ``newslint.gates.scan``."""
    from newslint.gates import scan

    groups = scan.grouped(scan.entries_of(by_rule))
    # What the library pickles is handed to it again; pickle itself would have to be imported.
    _, parts = scan.automaton_of(groups).__reduce__()
    return {
        "GROUPS": tuple(map(scan.packed, groups.values())),
        "AUTOMATON": (scan.identity(), parts),
    }


def _programs() -> Iterator[tuple[tuple[str, int], bytes]]:
    """Yield what the late patterns of all modules are compiled to: see ``newslint.late``."""
    from newslint.late import Late, program_of

    for path in sorted(PACKAGE.rglob("*.py")):
        if "\nfrom newslint.late import late\n" in path.read_text("utf-8"):
            module = import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
            values = (one for value in vars(module).values() for one in _each(value))
            for value in values:
                if isinstance(value, Late) and (program := program_of(*value.arguments)):
                    pattern, flags = value.arguments
                    yield (pattern, int(flags)), program


def _each(value: object) -> Iterable[object]:
    """Yield a value, or what it holds where several stand in it."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, tuple) else (value,)


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


def _triggers() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the rules wait for, by their names."""
    yield from sorted((rule.name, rule.triggers) for rule, _ in _rules() if rule.triggers)


def _presets() -> Iterator[tuple[str, dict[str, Any]]]:
    import tomllib

    for path in sorted((PACKAGE / "presets").glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))


def _literal(value: object) -> str:
    return repr(value) if isinstance(value, tuple) else pprint.pformat(value, width=118, sort_dicts=False, compact=True)


if __name__ == "__main__":
    build_older() if "--if-older" in sys.argv else build()
