from pathlib import Path


def compile_lexicon(source: Path, target: Path) -> None:
    target.write_bytes(b"")
