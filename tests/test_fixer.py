"""Fixes change what they say, where they say it, and nothing else."""

import os
import stat
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.checking.checker import Checker
from newslint.checking.diagnose import diagnose
from newslint.checking.settle import settle
from newslint.config import Active
from newslint.document import Document
from newslint.edits import applied
from newslint.fixer import ALSO_UNSAFE, SAFE, mended, replace
from newslint.mending import PASSES, Article, Mended, may_apply, mend
from newslint.model import Applicability, Edit, Fix, Span
from newslint.readers import Source, UnreadableError, UnwritableError
from newslint.readers.markdown import read as read_markdown
from newslint.requests.request import Options, prepare
from newslint.rule import Finding, rule
from newslint.steps.work import Work


def swapping(
    name: str, found: str, better: str, category: str = "typo", applicability: Applicability = Applicability.SAFE
):
    """Return a rule that finds one text everywhere and puts in another."""

    def check(document: Document):
        """A text is there.

        It should be another.
        """
        start = document.text.find(found)
        while start >= 0:
            span = Span(start, start + len(found))
            yield Finding(span, fix=Fix((Edit(span, better),), applicability))
            start = document.text.find(found, start + len(found))

    check.__name__ = name
    return rule("Found", category=category, examples=[])(check)


def mend_text(text: str, *rules, allowed=SAFE) -> Mended:
    checker = Checker([Active(one, one.severity, one.options) for one in rules])

    def lint(data: bytes) -> Sequence[Article]:
        document = Document(data.decode())
        return [Article(document, diagnose(document, settle(document, checker.check(document))))]

    def write(data: bytes, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
        return applied(data.decode(), edits[None]).encode()

    return mend(text.encode(), lint, write, may_apply(allowed))


def mend_file(path: Path, **options) -> Mended:
    loaded = prepare(Options((str(path),), isolated=True, **options))
    return mended(Work(loaded.request, loaded.plugins), loaded.request.tasks[0], may_apply(SAFE))


def test_of_two_fixes_that_overlap_the_second_waits_for_the_next_pass() -> None:
    # Of different categories, so that both speak.
    first, second = swapping("first", "abc", "xbc"), swapping("second", "bcd", "bcy", "text")
    assert mend_text("abcd", first, second).after == b"xbcy"
    assert len(mend_text("abcd", first, second).changes) == 2


def test_a_fix_that_brings_a_finding_of_its_own_rule_is_left_out_and_said_to_be() -> None:
    grows = swapping("grows", "ab", "aab")
    outcome = mend_text("ab and ab", grows)
    assert outcome.after == b"ab and ab"
    assert {change.old for change in outcome.left} == {"ab"}
    assert outcome.changes == ()


def test_a_bad_fix_does_not_keep_good_fixes_from_being_applied() -> None:
    outcome = mend_text("ab teh", swapping("grows", "ab", "aab"), swapping("teh", "teh", "the", "text"))
    assert outcome.after == b"ab the"
    assert [change.new for change in outcome.changes] == ["the"]


def test_two_rules_that_undo_each_other_change_nothing() -> None:
    outcome = mend_text("a", swapping("up", "a", "b"), swapping("down", "b", "a", "text"))
    assert outcome.after == b"a"
    assert outcome.left


def test_a_fix_in_several_steps_of_the_same_rule_is_applied() -> None:
    assert mend_text("a    b", swapping("space", "  ", " ")).after == b"a b"


def test_more_steps_than_passes_change_nothing_rather_than_half() -> None:
    text = "the " * (PASSES + 2) + "end"
    assert mend_text(text, swapping("twice", "the the the", "the the")).after in (text.encode(), b"the the end")


def test_a_fix_for_persons_is_never_applied_and_an_unsafe_one_only_on_demand() -> None:
    unsafe = swapping("unsafe", "a", "b", applicability=Applicability.UNSAFE)
    display = swapping("display", "c", "d", "text", Applicability.DISPLAY)
    assert mend_text("ac", unsafe, display).after == b"ac"
    assert mend_text("ac", unsafe, display, allowed=ALSO_UNSAFE).after == b"bc"


@pytest.mark.parametrize("text", [
    "He said: “We teh people know.”",
    'He said: "We teh people know."',
    "By Teh Writer",
    "Photo by teh agency",
])  # fmt: skip
def test_nothing_is_changed_inside_a_quotation_a_byline_or_a_credit(text: str) -> None:
    rules = swapping("lower", "teh", "the"), swapping("upper", "Teh", "The", "text")
    assert mend_text(text, *rules, allowed=ALSO_UNSAFE).after == text.encode()


def test_an_edit_that_reaches_into_a_quotation_is_not_applied() -> None:
    assert mend_text("He said “no”.", swapping("reaching", "said “", "said, “")).after == "He said “no”.".encode()


TEXTS = st.text(alphabet=st.sampled_from("abcd \r\n“”"), max_size=40)
PAIRS = st.tuples(st.text("abcd ", min_size=1, max_size=3), st.text("abcd ", max_size=3)).filter(lambda p: p[0] != p[1])


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(PAIRS, min_size=1, max_size=3))
def test_whatever_the_rules_a_second_run_changes_nothing(text: str, pairs: list[tuple[str, str]]) -> None:
    categories = ("typo", "text", "entity")
    rules = [swapping(f"rule_{n}", *pair, categories[n]) for n, pair in enumerate(pairs)]
    once = mend_text(text, *rules)
    twice = mend_text(once.after.decode(), *rules)
    assert twice.after == once.after or once.left


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_what_is_outside_the_edits_stays_as_it_was(text: str) -> None:
    outcome = mend_text(text, swapping("vowel", "a", "x"))
    plain = outcome.after.decode()
    assert len(plain) == len(text)
    assert all(new == old or (old, new) == ("a", "x") for old, new in zip(text, plain, strict=True))
    assert (plain == text) == (not outcome.changes)


@pytest.mark.parametrize(("encoding", "mark"), [
    ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"),
])  # fmt: skip
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", ""])
def test_line_ends_trailing_spaces_and_byte_order_marks_survive(
    tmp_path: Path, encoding: str, mark: bytes, end: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + f"Café  \r\n\x0c\u2028Police said the the man fled. \t{end}".encode(encoding))
    assert mend_file(path).after == mark + f"Café  \r\n\x0c\u2028Police said the man fled. \t{end}".encode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16", "utf_16", "utf-8-sig", "UTF16"])
def test_a_configured_encoding_is_written_back(tmp_path: Path, encoding: str) -> None:
    path, config = tmp_path / "a.txt", tmp_path / "newslint.toml"
    config.write_text(f'encoding = "{encoding}"')
    written = {"utf-16": "utf-16-le", "utf_16": "utf-16-le", "UTF16": "utf-16-le", "utf-8-sig": "utf-8"}
    path.write_bytes("Café: the the man.".encode(written.get(encoding, encoding)))
    loaded = prepare(Options((str(path),)))
    outcome = mended(Work(loaded.request, loaded.plugins), loaded.request.tasks[0], may_apply(SAFE))
    assert outcome.after == "Café: the man.".encode(written.get(encoding, encoding))


def test_a_file_that_cannot_be_decoded_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Caf\xe9: the the man.")
    outcome = mend_file(path)
    assert outcome.after == outcome.before == path.read_bytes()


def test_a_replaced_file_keeps_its_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_symbolic_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    path, link = tmp_path / "far" / "a.txt", tmp_path / "link.txt"
    path.write_bytes(b"old")
    link.symlink_to(path)
    replace(str(link), b"old", b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"theirs")
    with pytest.raises(UnwritableError, match="somebody changed it"):
        replace(str(path), b"old", b"new")
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises((UnwritableError, UnreadableError)):
        replace(str(tmp_path / "gone.txt"), b"old", b"new")
    assert os.listdir(tmp_path) == []


def test_a_folder_that_cannot_be_written_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def refuse(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    # Root may write everywhere, so a mode would prove nothing.
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnwritableError, match="Permission denied"):
        replace(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableError, match="No space left"):
        replace(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: 'I dont know'\n---\n", None),
        ('---\ntitle: "I dont know"\n---\n', '---\ntitle: "I don\'t know"\n---\n'),
        ("---\ntitle: I dont know # dont\n---\n", "---\ntitle: I don't know # dont\n---\n"),
        ("---\ncaption: >\n  I dont know\n---\n", "---\ncaption: >\n  I don't know\n---\n"),
        ("+++\ntitle = 'I dont know'\n+++\n", None),
        ('---\ntitle: "I QUOTE know"\n---\n', None),
        ('---\ntitle: "I SLASH know"\n---\n', None),
        ('+++\ntitle = "I QUOTE know"\n+++\n', None),
        ("---\ntitle: I QUOTE know\n---\n", '---\ntitle: I " know\n---\n'),
        ("---\ntitle: QUOTE know\n---\n", None),
        ("---\ntitle: I COLON know\n---\n", None),
        ("---\ntitle: I know COLON\n---\n", None),
        ("---\ntitle: I HASH know\n---\n", None),
        ("---\ntitle: 'I HASH know COLON'\n---\n", "---\ntitle: 'I # know :'\n---\n"),
        ("<img alt='I dont know'>\n", None),
        ('<img alt="I dont know">\n', '<img alt="I don\'t know">\n'),
        ('{{< figure caption="I QUOTE know" >}}\n', None),
        ("[I dont know][]\n\n[i dont  know]: /a\n", None),
        ("[I dont know] it\n\n[I dont know]: /a\n", None),
        ("[I dont know][a] it\n\n[a]: /a\n", "[I don't know][a] it\n\n[a]: /a\n"),
        ('+++\nsummary = """\nI QUOTE know\n"""\n+++\n', '+++\nsummary = """\nI " know\n"""\n+++\n'),
        ('+++\nsummary = """I know QUOTE"""\n+++\n', None),
        ('+++\nsummary = """\nI SLASH know\n"""\n+++\n', None),
        ("+++\nsummary = '''I dont know'''\n+++\n", "+++\nsummary = '''I don't know'''\n+++\n"),
        ("I QUOTE know, alt='I dont know'\n", "I \" know, alt='I don't know'\n"),
    ],
)
def test_no_fix_breaks_what_prose_is_enclosed_in(before: str, after: str | None) -> None:
    words = {"dont": "don't", "QUOTE": '"', "SLASH": "\\", "COLON": ":", "HASH": "#"}
    rules = [swapping(f"swaps_{word.lower()}", word, sign) for word, sign in words.items()]
    checker = Checker([Active(one, one.severity, one.options) for one in rules])
    (document,) = read_markdown(Source("a.md", BytesIO(before.encode())))
    found = diagnose(document, checker.check(document))
    edits = [edit for one in found if one.fix and one.fix.applicability is Applicability.SAFE for edit in one.fix.edits]
    assert found
    assert applied(before, sorted(edits)) == (after or before)


def test_a_fix_that_would_take_hidden_marks_along_is_for_a_person_to_decide() -> None:
    text = "Rain fell.\n\nShare this\n\n## More rain\n"
    (document,) = read_markdown(Source("a.md", BytesIO(text.encode())))
    end = text.index("More")
    one = swapping("cuts", text[12:end].replace("#", " "), "")
    checker = Checker([Active(one, one.severity, one.options)])
    (found,) = diagnose(document, checker.check(document))
    assert found.fix is not None
    assert found.fix.applicability is Applicability.DISPLAY


BODY = (
    "Police said that the harbour was closed for two days after the storm, and that all ferries to the islands had "
    "been called off until at least Monday morning."
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Storm closes harbour\n\n## Storm closes harbour\n\nBODY\n", "# Storm closes harbour\n\nBODY\n"),
        ("---\ntitle: Storm closes harbour\n---\n\n# Storm closes harbour\n\nBODY\n", None),
        ("---\ntitle: Storm closes harbour\n---\n\n# Storm closes harbour\n\nStorm closes harbour\n\nBODY\n",
         "---\ntitle: Storm closes harbour\n---\n\n# Storm closes harbour\n\nBODY\n"),
        ("Storm closes harbour\n====\n\nStorm closes harbour\n-----\n\nBODY\n", "Storm closes harbour\n====\n\nBODY\n"),
        ("BODY\n\n### **Advertisement** ###\n\nRain fell.\n", "BODY\n\nRain fell.\n"),
        ("BODY\n\n> Advertisement\n\nRain fell.\n", "BODY\n\nRain fell.\n"),
        ("> BODY\n>\n> Advertisement\n>\n> Rain fell.\n", "> BODY\n>\n>\n> Rain fell.\n"),
        ("BODY\n\n1. Share this article\n\nRain fell.\n", "BODY\n\nRain fell.\n"),
        ("BODY\n\n- Share this article\n- Rain fell.\n", "BODY\n\n- Rain fell.\n"),
        ("BODY\n\nAdvertisement\n\n    code\n", "BODY\n\n    code\n"),
        ("- BODY\n\n    Advertisement\n\n    Rain fell.\n", "- BODY\n\n    Rain fell.\n"),
        ("BODY\n\n# Advertisement", "BODY"),
        ("BODY\n\nRead [the the report](/a) now, all of you.\n", "BODY\n\nRead [the report](/a) now, all of you.\n"),
        ("BODY\n\nAll took **the the** boat and _the the_ car.\n", "BODY\n\nAll took **the** boat and _the_ car.\n"),
        ("BODY\n\nTalks are *based on based on* trust, said all.\n", "BODY\n\nTalks are *based on* trust, said all.\n"),
        ("BODY\n\nAll took the **the** boat, `the the` and `a` the.\n", None),
        ("BODY\n\nRead [the the report] now, all of you.\n\n[the the report]: /a\n", None),
        # What would lose its beginning, or be lost with the line, is for a person to decide.
        ("BODY\n\n1. Share this article\n\n   Rain fell.\n", None),
        ("BODY\n\n> ![Advertisement](a.png)\n\nRain fell.\n", None),
        ("BODY\n\n<div>Advertisement\n\nRain fell.</div>\n", None),
        ("BODY\n\n| Advertisement |\n|---|\n| Rain |\n", None),
        ("BODY\n\n[Advertisement](/ads)\n\nRain fell.\n", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_line_of_markdown_goes_with_its_marks_or_not_at_all(
    before: str, after: str | None, line_end: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    before = before.replace("BODY", BODY).replace("\n", line_end)
    path.write_bytes(before.encode())
    wanted = before if after is None else after.replace("BODY", BODY).replace("\n", line_end)
    assert mend_file(path).after.decode() == wanted


def test_what_leaves_nothing_of_a_line_but_its_marks_is_for_a_person_to_decide() -> None:
    (document,) = read_markdown(Source("a.md", BytesIO(b"Rain fell.\n\n## Share this\n\nSnow fell.\n")))
    one = swapping("cuts", "Share this", "")
    checker = Checker([Active(one, one.severity, one.options)])
    (found,) = diagnose(document, checker.check(document))
    assert found.fix is not None
    assert found.fix.applicability is Applicability.DISPLAY
