"""What the site of the documentation needs besides the pages in docs: pages that stand elsewhere, and links to them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
REPOSITORY = "https://github.com/newslint/newslint/blob/main"
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")


def elsewhere() -> dict[Path, str]:
    """Return the pages that do not stand in docs, and what each is called on the site."""
    plugins = {
        path: f"plugins/{path.parent.name}.md"
        for path in sorted((*ROOT.glob("plugins/*/README.md"), *ROOT.glob("editors/*/README.md")))
    }
    return {ROOT / "CONTRIBUTING.md": "contributing.md", **plugins}


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that stand elsewhere."""
    for path, name in elsewhere().items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Let the links of a page lead to pages of the site, or to the repository."""
    on_site = {name: path for path, name in elsewhere().items()}
    source = on_site.get(page.file.src_uri, DOCS / page.file.src_uri)

    def led(match: re.Match[str]) -> str:
        title, target, anchor = match[1], (source.parent / match[2]).resolve(), match[3] or ""
        return f"[{title}]({_address(target, page.file.src_uri)}{anchor})"

    return _LINK.sub(led, markdown)


def _address(target: Path, page: str) -> str:
    """Return where a link from a page of the site to a file of the repository leads."""
    known = elsewhere()
    if target in known or target.is_relative_to(DOCS):
        name = known.get(target) or target.relative_to(DOCS).as_posix()
        return os.path.relpath(name, os.path.dirname(page) or ".")
    return f"{REPOSITORY}/{target.relative_to(ROOT).as_posix()}"
