"""What an editor offers to do about findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    Diagnostic,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from newslint.configuration.schema import ConfigError
from newslint.known.withheld import OWN
from newslint.requests.request import Loaded
from newslint.rule import Rule
from newslint.values import Values
from newslint.word_files import proper
from newslint_lsp.changing import Change, Mender, is_safe
from newslint_lsp.checking import Snapshot
from newslint_lsp.places import Place
from newslint_lsp.shown import short

FIX_ALL = "source.fixAll.newslint"
KINDS = (CodeActionKind.QuickFix, FIX_ALL)
ACCEPT, ADD_WORD = "newslint.accept", "newslint.addWord"
SHOW_TWIN, EXPLAIN = "newslint.showTwin", "newslint.explainRule"
LARGE = 200_000
"""How many characters a document may have for all its fixes to be worked out before somebody wants them."""
TWINS = 3
"""How many twins of one finding are offered to be shown."""
LONGEST = 40
"""How many characters of a text a title quotes."""


class Asked(Values):
    """What an editor asks for."""

    snapshot: Snapshot
    loaded: Loaded
    """A run over the document alone."""
    found: Sequence[Place]
    """The findings of the whole document."""
    start: int
    end: int
    """The offsets between which somebody wants to do something."""
    only: Sequence[str] | None
    """The kinds of actions that are wanted; None: all."""
    folder: str
    """To which paths are relative in titles."""
    shown: Sequence[Diagnostic] = ()
    """What the editor says stands there, which it wants to be told again."""
    versioned: bool = True
    """Whether the editor understands changes of a certain version of a document."""


def actions(asked: Asked) -> list[CodeAction]:
    """Return what there is to do about the findings in a part of a document."""
    mender = Mender(asked.loaded, asked.snapshot)
    offered: list[CodeAction] = []
    if _wants(asked.only, CodeActionKind.QuickFix):
        rules = asked.loaded.plugins[0].rules
        for one in asked.found:
            if one.touches(asked.start, asked.end):
                offered += _about(asked, mender, one, rules.get(one.diagnostic.rule))
    if _wants_all(asked, bool(offered)) and any(is_safe(one.diagnostic) for one in asked.found):
        title = "Mend everything in this document that can be mended safely"
        offered += _changing(asked, title, FIX_ALL, mender.all_fixed())
    return offered


def _wants_all(asked: Asked, is_at_finding: bool) -> bool:
    """Whether to offer to mend everything; editors ask at each step of the cursor, so only where it is of use."""
    is_cheap = is_at_finding and len(asked.snapshot.text.text) <= LARGE
    return _wants(asked.only, FIX_ALL) and (asked.only is not None or is_cheap)


def _wants(only: Sequence[str] | None, kind: str) -> bool:
    return only is None or any(kind == one or kind.startswith(f"{one}.") or one == "" for one in only)


def _about(asked: Asked, mender: Mender, place: Place, rule: Rule | None) -> Iterator[CodeAction]:
    one = place.diagnostic
    told = [shown for shown in asked.shown if shown.code == one.rule]
    for action in (
        *_mending(asked, mender, place),
        *_commanding(asked, place, rule),
    ):
        action.diagnostics = told or None
        yield action


def _mending(asked: Asked, mender: Mender, place: Place) -> Iterator[CodeAction]:
    one, text = place.diagnostic, asked.snapshot.text.text
    fixed = mender.fixed(one)
    safe = is_safe(one)
    if fixed:
        doubt = "" if safe else ", if it is wrong"
        yield from _changing(asked, _title(text, fixed, one.rule) + doubt, CodeActionKind.QuickFix, fixed, safe)
    for suggestion in one.suggestions:
        changed = mender.replaced(one, suggestion)
        if changed and changed != fixed:
            title = f"Change to “{_quoted(suggestion)}”"
            yield from _changing(asked, title, CodeActionKind.QuickFix, changed)
    same = sum(is_safe(other.diagnostic) and other.diagnostic.rule == one.rule for other in asked.found)
    if safe and same > 1 and len(text) <= LARGE:
        title = f"Mend all {same} findings of {one.rule} in this document"
        yield from _changing(asked, title, CodeActionKind.QuickFix, mender.all_fixed(one.rule))


def _changing(
    asked: Asked, title: str, kind: str, changes: Iterable[Change], preferred: bool | None = None
) -> Iterator[CodeAction]:
    snapshot = asked.snapshot
    edits = [TextEdit(snapshot.text.range(start, end), new) for start, end, new in changes]
    if not edits:
        return
    if asked.versioned:
        document = OptionalVersionedTextDocumentIdentifier(snapshot.uri, snapshot.version)
        change = WorkspaceEdit(document_changes=[TextDocumentEdit(document, [*edits])])
    else:
        change = WorkspaceEdit(changes={snapshot.uri: edits})
    yield CodeAction(title, kind, edit=change, is_preferred=preferred or None)


def _commanding(asked: Asked, place: Place, rule: Rule | None) -> Iterator[CodeAction]:
    one = place.diagnostic
    for twin in place.related[:TWINS]:
        where = f"{short(twin.path, asked.folder)}, line {twin.line + 1}"
        yield _command(f"Show the twin in {where}", SHOW_TWIN, list(twin))
    if one.category != OWN:
        arguments: list[object] = [asked.snapshot.uri, one.rule, one.fingerprint]
        yield _command("It is right as it is: do not report it again", ACCEPT, arguments)
    if rule is not None and rule.on == "word" and (word := _word(asked.snapshot.text.text[place.start : place.end])):
        yield _command(f"Add “{word}” to the project's words", ADD_WORD, [asked.snapshot.uri, word])
    yield _command(f"Explain {one.rule}", EXPLAIN, [one.rule])


def _command(title: str, name: str, arguments: list[object]) -> CodeAction:
    return CodeAction(title, CodeActionKind.QuickFix, command=Command(title, name, arguments=arguments))


def _word(text: str) -> str:
    """Return what a file of words would hold of a text; empty where it is no word."""
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    try:
        return proper(text)
    except ConfigError:
        return ""


def _title(text: str, changes: Sequence[Change], rule: str) -> str:
    """Say what a fix does, with the words it changes as wholes."""
    if len(changes) != 1:
        return f"Mend {rule}"
    start, end, new = changes[0]
    left, right = start, end
    while left > 0 and text[left - 1].isalnum() and (new[:1].isalnum() or text[start:end][:1].isalnum()):
        left -= 1
    while right < len(text) and text[right].isalnum() and (new[-1:].isalnum() or text[start:end][-1:].isalnum()):
        right += 1
    old, whole = text[left:right].strip(), (text[left:start] + new + text[end:right]).strip()
    if not old or old == whole:
        return f"Mend {rule}"
    return f"Change “{_quoted(old)}” to “{_quoted(whole)}”" if whole else f"Remove “{_quoted(old)}”"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
