"""Readers lose nothing: every offset is one in the file, and what is no prose is masked."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document import Document
from newslint.engine import run
from newslint.model import MASK
from newslint.readers import Source, UnreadableError, newslint_readers, read_file, reader_for
from newslint.readers.decoding import decode
from newslint.readers.markdown import read as read_markdown
from newslint.readers.plain import read as read_plain
from newslint.requests.request import Options, prepare

# A loaded machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

READERS = {suffix: reader for reader in newslint_readers() for suffix in reader.suffixes}
SHOWN = "·"
"""A mask, in the tests below."""


def markdown(text: str) -> Document:
    data = text.encode("utf-8", "surrogateescape")
    (document,) = read_markdown(Source("a.md", BytesIO(data)))
    return document


def masked(text: str) -> str:
    return markdown(text).text.replace(MASK, SHOWN)


def prose(text: str) -> list[str]:
    document = markdown(text)
    return [document.slice(span).replace(MASK, SHOWN) for span in document.paragraphs]


MARKS = st.sampled_from([
    "---\n", "+++\n", "title: ", "caption: |\n", "description:\n", "  ", "\n", "\r\n", "\r", "`", "``", "```", "~~~",
    "<b>", "</b>", "<!--", "-->", "{{", "}}", "{{<", ">}}", "{%", "%}", 'alt="', '"', "'", "[", "](", "[^1]:", "x)",
    "!", "*", "**", "_", "#", "- ", "1. ", "> ", "|", "a", "The ", "www.", "a@b.org", ".", "\\", "&amp;", "\t",
    "====\n", "---", MASK, "\u2028", "İ", "\udce9", "<script>", "</script>", "https://a.b/c",
])  # fmt: skip
ANY_MARKDOWN = st.lists(MARKS, max_size=40).map("".join)


@given(ANY_MARKDOWN)
def test_masking_shifts_nothing_and_changes_nothing_but_into_masks(text: str) -> None:
    document = markdown(text)
    assert len(document.text) == len(document.source)
    assert document.source == decode(text.encode("utf-8", "surrogateescape")).text
    for shown, source in zip(document.text, document.source, strict=True):
        assert shown == source or (shown in {" ", MASK} and source not in "\r\n")


@given(ANY_MARKDOWN)
def test_a_title_is_the_headline_and_stands_in_the_text(text: str) -> None:
    document = markdown(text)
    if document.title is not None:
        assert 0 <= document.title.start < document.title.end <= len(document.text)
        assert document.headline == document.title
        assert document.meta["title"] == document.slice(document.title)


def test_the_title_of_the_front_matter_is_the_headline_and_its_prose_is_linted() -> None:
    text = """---
title: "Rain closes bridges"  # for now
date: 2020-01-01
tags: [rain, Paris]
description: The river rose
  by a hand.
summary: >-
  It rained.

  It pours.
images:
  - src: rain.jpg
    caption: 'A bridge, closed: the lower one'
    alt: A bridge
---

It rained.
"""
    document = markdown(text)
    assert document.headline is not None
    assert document.slice(document.headline) == "Rain closes bridges"
    assert prose(text) == [
        "Rain closes bridges", "The river rose", "by a hand.", "It rained.", "It pours.",
        "A bridge, closed: the lower one", "A bridge", "It rained.",
    ]  # fmt: skip


def test_toml_front_matter_is_read_too() -> None:
    text = '+++\ntitle = "Rain"\ndate = 2020-01-01\n+++\nIt rained.\n'
    assert prose(text) == ["Rain", "It rained."]


def test_a_toml_value_of_several_lines_is_prose() -> None:
    text = '+++\nsummary = """\nIt rained "hard".\n\n  It poured."""\ncaption = \'\'\'Rain\'\'\'\nx = 1\n+++\nSnow.\n'
    assert prose(text) == ['It rained "hard".', "It poured.", "Rain", "Snow."]
    assert prose('+++\nsummary = """\nnever closed\n+++\nSnow.\n') == ["never closed", "Snow."]


def test_a_title_inside_another_key_is_no_headline() -> None:
    document = markdown("---\nseries:\n  title: Weather\n---\nIt rained.\n")
    assert document.title is None
    assert "Weather" in document.text


@pytest.mark.parametrize("text", ["---\ntitle: Rain\n", "Rain\n---\ntitle: x\n---\n", "\n---\ntitle: x\n---\n"])
def test_what_is_not_closed_or_does_not_stand_first_is_no_front_matter(text: str) -> None:
    assert "title: " in markdown(text).text


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("# Rain *closes* bridges #\n\nIt rained.\n", "Rain ·closes· bridges"),
        ("Rain closes bridges\n=====\n\nIt rained.\n", "Rain closes bridges"),
        ("\n\n<!-- x -->\n## Rain\n\nIt rained.\n", "Rain"),
        ("---\nlayout: x\n---\n# Rain\n", "Rain"),
        ("---\ntitle: Snow\n---\n# Rain\n", "Snow"),
    ],
)
def test_a_heading_that_stands_first_is_the_headline_unless_a_title_is_given(text: str, headline: str) -> None:
    document = markdown(text)
    assert document.headline is not None
    assert document.slice(document.headline).replace(MASK, SHOWN) == headline


def test_a_heading_below_the_text_is_no_headline() -> None:
    assert markdown("It rained. It rained.\n\n# Rain\n").title is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He typed `the the` here.", "He typed ········· here."),
        ("He typed ``a ` b`` here.", "He typed ········· here."),
        ("A lone ` tick.", "A lone ` tick."),
        ("See [the link](http://a.b/c_(d) \"x\") now.", "See ·the link······················· now."),
        ("See [the link][ref] now.", "See ·the link······ now."),
        ("See https://a.b/c_d?e=f. Then go.", "See ···················. Then go."),
        ("Mail jane@example.org, now.", "Mail ················, now."),
        ("It was <b class=\"x\">very</b> wet.", "It was ·············very···· wet."),
        ("It was *very* **very** _very_ wet.", "It was ·very· ··very·· ·very· wet."),
        ("a snake_case_name and 2 * 3 stay", "a snake_case_name and 2 * 3 stay"),
        ("Rain &amp; snow", "Rain ····· snow"),
        ("It rained \\*hard\\*.", "It rained ··hard··."),
        ("{{ page.title }} is {% x %} wet", "················ is ······· wet"),
        ("Wet {{< x >}} and {{% y %}} dry", "Wet ········· and ········· dry"),
        ("Wet <!-- the the --> dry", "Wet ················ dry"),
        ("Noted[^1] here.", "Noted···· here."),
        ("<script>var the the</script> wet", "···························· wet"),
    ],
)  # fmt: skip
def test_what_is_no_prose_in_a_line_is_masked_one_for_one(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```py\nthe the\n\nthe the\n```\nIt rained.\n", ["It rained."]),
        ("~~~\nthe the\n```\n~~~~\nIt rained.\n", ["It rained."]),
        ("```\nnever closed\n", []),
        ("- one\n\n      the the\n\n  It rained.\n", ["one", "It rained."]),
        ("1. one\n\n   two\n\n       the the\n2. It rained.\n", ["one", "two", "It rained."]),
        ("- one\n    - two\n        - three\n\n          It rained.\n", ["one", "two", "three", "It rained."]),
        ("- one\n\n three\n\n    It rained.\n", ["one", "three", "It rained."]),
        ("-     the\n", ["the"]),
        ("# Head\n    the the\nIt rained.\n", ["Head", "It rained."]),
        ("Head\n----\n\tthe the\nIt rained.\n", ["Head", "It rained."]),
        ("```\nthe the\n```\n    the the\nIt rained.\n", ["It rained."]),
        ("***\n    the the\n\nIt rained.\n", ["It rained."]),
        ("> It rained\n    all day.\n", ["It rained", "all day."]),
        ("{{< highlight go >}}\nthe the\n\n# the\n{{< /highlight >}}\nIt rained.\n", ["It rained."]),
        ("{% highlight py %}\nthe the\n{% endhighlight %}\nIt rained.\n", ["It rained."]),
        ("{%- raw -%}the the{%- endraw -%}\n\n{% comment %}\nthe\n{% endcomment %}\nIt rained.\n", ["It rained."]),
        ("{{< code f.py >}}\nIt rained.\n{{< code >}}the the{{</code>}}\nTwice.\n", ["It rained.", "Twice."]),
        ("{{< highlight go >}}\nIt rained.\n", ["It rained."]),
        ("{{< quote >}}\nIt rained.\n{{< /quote >}}\n", ["It rained."]),
        ("It rained.\n\n    the the\n\tthe the\n\nIt rained.\n", ["It rained.", "It rained."]),
        ("It rained\n    all day.\n", ["It rained", "all day."]),
        ("- one\n\n    still one\n- two\n", ["one", "still one", "two"]),
        ("1. one\n2) two\n* [ ] three\n", ["one", "two", "three"]),
        ("> It rained.\n> > Twice.\n", ["It rained.", "Twice."]),
        ("| a | b |\n|---|:-:|\n| c | d |\n", ["a   b", "c   d"]),
        ("one\n\n***\n\ntwo\n- - -\n", ["one", "two"]),
        ("[ref]: http://a.b 'x'\nIt rained.\n", ["It rained."]),
        ("[^1]: It rained.\n", ["It rained."]),
        ("[a]: <b c>\n[b]: /c (d)\n[c]: #d\n[d]: e.org\n[e]: mailto:f \"g\"  \nIt rained.\n", ["It rained."]),
        ("[Roe]: It rained.\n", ["[Roe]: It rained."]),
        ("[Roe]: Yes.\n\n[Doe]: No... never/ever.\n", ["[Roe]: Yes.", "[Doe]: No... never/ever."]),
        ("[Roe]: a/b \"as it rained\", he said.\n", ["[Roe]: a/b \"as it rained\", he said."]),
        ("<div class=\"x\">\n\nIt rained.\n\n</div>\n", ["It rained."]),
        ("**By Jane Roe**\n", ["By Jane Roe"]),
        ("![A wet bridge](a.png \"x\")\n", ["A wet bridge"]),
        ("[![A wet bridge](a.png)](b.html)\n", ["A wet bridge"]),
        ("<img src=\"a.png\" alt=\"A wet bridge\">\n", ["A wet bridge"]),
        ("{{< figure src=\"a.png\" caption=\"A wet bridge\" >}}\n", ["A wet bridge"]),
        ("{{< x >}}\n\n`code`\n\nhttps://a.b/\n", []),
        ("<!-- the\n\nthe -->\nIt rained.\n", ["It rained."]),
    ],
)  # fmt: skip
def test_paragraphs_are_the_prose_without_marks(text: str, found: list[str]) -> None:
    assert prose(text) == found
    assert prose(text.replace("\n", "\r\n")) == found


def test_a_byline_in_bold_is_a_byline() -> None:
    document = markdown("# Rain\n\nBy **Jane Roe**\n\nIt rained. It rained.\n")
    assert [document.slice(span).replace(MASK, "") for span in document.credits] == ["By Jane Roe"]


def test_line_ends_and_blank_lines_stay_where_they_are() -> None:
    text = "---\r\ntitle: Rain\r\n---\r\n\r\n```\r\nthe\rthe\r\n```\r\n"
    shown = markdown(text).text
    assert [index for index, sign in enumerate(shown) if sign in "\r\n"] == [
        index for index, sign in enumerate(text) if sign in "\r\n"
    ]
    assert shown.split() == ["Rain"]


def test_a_text_without_marks_is_its_own_original() -> None:
    assert markdown("It rained.\n").original is None
    assert markdown("It *rained*.\n").original == "It *rained*.\n"


@pytest.mark.parametrize(
    "unit",
    ["<a ", "[", "](", "a](", "*", "* ", "`", "`` ` ", "<!--", "{{ ", "www.", "a.", "a@", "\n", "<script ",
     "`a\n\n", "&a", "![a](b) ", '<img alt="a">', "_", "caption: a\n", "- a\n", "| a |\n", "    a\n", "~~~\n", "#",
     "\\", "> ", "[a]: b\n", "[a]: b.c \"", "[a]: <", "{{< code >}}", "{% raw %}{% endcode %}", 'a = """\n',
     "- a\n\n      b\n", "[a][]\n[a]: b\n"],
)  # fmt: skip
def test_masking_a_text_twice_as_long_takes_no_more_than_twice_the_steps(unit: str) -> None:
    """Counts the lines of Python that are run; a step of a pattern that searches on and on is bounded in its shape."""
    once, twice = (_steps(unit * count) for count in (200, 400))
    assert twice <= 2.5 * once + 500


def _steps(text: str) -> int:
    import sys

    steps = 0

    def count(*_: object) -> object:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        markdown(f"---\n{text}\n---\n\n{text}")
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    ("data", "text", "bom"),
    [
        (b"caf\xc3\xa9\r\n", "café\r\n", b""),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café", b"\xef\xbb\xbf"),
        ("café\r\n".encode("utf-16"), "café\r\n", b"\xff\xfe"),
        (b"\xfe\xff" + "café".encode("utf-16-be"), "café", b"\xfe\xff"),
    ],
)
def test_a_text_is_decoded_without_its_mark_and_encoded_back_to_the_same_bytes(
    data: bytes, text: str, bom: bytes
) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.bom, decoded.damaged) == (text, bom, False)
    assert decoded.encode(decoded.text) == data


ENCODINGS = ["utf-8", "utf-8-sig", "UTF16", "utf-16-be", "utf_32", "cp1252", "latin-1", "ascii"]


@given(st.binary(max_size=40), st.sampled_from(ENCODINGS))
def test_any_bytes_survive(data: bytes, encoding: str) -> None:
    decoded = decode(data, encoding)
    assert decoded.encode(decoded.text) == data


def test_bytes_that_are_no_utf_8_make_a_damaged_document() -> None:
    for read in (read_plain, read_markdown):
        (document,) = read(Source("a", BytesIO(b"caf\xe9\n")))
        assert document.damaged
        assert document.text == "caf\udce9\n"
        (document,) = read(Source("a", BytesIO(b"caf\xe9\n"), "cp1252"))
        assert not document.damaged
        assert document.text == "café\n"


def test_a_mark_outranks_the_encoding_that_is_named() -> None:
    (document,) = read_plain(Source("a", BytesIO("café".encode("utf-16")), "cp1252"))
    assert document.text == "café"


def test_an_encoding_may_be_named_for_some_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newslint.toml").write_text('[[per-path]]\npaths = ["old/*"]\nencoding = "cp1252"\n', "utf-8")
    for folder in ("old", "new"):
        Path(folder).mkdir()
        Path(folder, "a.txt").write_bytes(b"A caf\xe9.\n")
    result = run(prepare(Options((".",))))
    assert [(one.location.path, one.rule) for one in result.diagnostics] == [("new/a.txt", "not-utf-8")]


def test_an_encoding_that_does_not_exist_is_an_error_of_the_run_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Rain.\n")
    for name in ("klingon", "base64"):
        with pytest.raises(UnreadableError, match=f"encoding '{name}', which does not exist"):
            read_file(READERS[".txt"], str(path), name)


def test_a_reader_is_chosen_by_the_suffix_in_any_case() -> None:
    chosen = {path: reader_for(READERS, path).name for path in ("a.md", "a/B.MD", "a.txt", "a.b/c", "a.unknown")}
    assert chosen == {
        "a.md": "markdown",
        "a/B.MD": "markdown",
        "a.txt": "plain",
        "a.b/c": "plain",
        "a.unknown": "plain",
    }


def test_a_file_that_cannot_be_opened_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"missing\.txt: cannot be read: No such file"):
        read_file(READERS[".txt"], str(tmp_path / "missing.txt"), "utf-8")
