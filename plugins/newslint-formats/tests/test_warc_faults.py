"""What is damaged in an archive costs itself alone, and is told."""

from __future__ import annotations

import gzip

import pytest
from formats_made import BODY, FIVE, WRONG, archive, packed, problems, read, record, texts, wet

REQUEST = record("GET / HTTP/1.1\r\n\r\n", 9, "request")


def test_a_packed_archive_that_breaks_off_gives_what_came_before_and_says_so() -> None:
    found = read("a.wet.gz", packed(FIVE)[:-30])
    assert texts(found) == [f"{n} {BODY}" for n in range(1, 5)]
    assert problems(found) == {5: "The packed file is damaged here: it breaks off"}


def test_an_archive_that_breaks_off_says_how_much_of_the_record_is_there() -> None:
    found = read("a.wet", b"".join(FIVE)[:-20])
    assert problems(found) == {5: f"The record breaks off: {len(BODY) - 14} of its {len(BODY) + 2} bytes are there"}
    assert found[-1].record_id == "https://www.example.org/5"


@pytest.mark.parametrize("at", [2, 12, 60, -6])
def test_a_damaged_member_costs_its_record_and_no_other(at: int) -> None:
    members = [bytearray(packed([one])) for one in FIVE]
    members[2][at] ^= 0xFF
    found = read("a.wet.gz", b"".join(members))
    assert texts(found) == [f"{n} {BODY}" for n in (1, 2, 4, 5)]
    assert list(problems(found)) == [3]
    assert found[2].problem.startswith("The packed file is damaged here: ")


def test_the_next_member_is_found_however_far_away_it_is() -> None:
    import random

    noise = random.Random(3).randbytes(300_000).replace(b"\x1f\x8b\x08", b"")  # noqa: S311 - no secret
    found = read("a.wet.gz", packed(FIVE[:2]) + b"\x1f\x8b\x08" + noise + packed(FIVE[2:]))
    assert texts(found) == [f"{n} {BODY}" for n in range(1, 6)]
    assert len(problems(found)) == 1


def test_zeros_between_members_are_passed_over() -> None:
    assert texts(read("a.wet.gz", packed(FIVE[:1]) + bytes(100_000) + packed(FIVE[1:2]) + bytes(9))) == [
        f"1 {BODY}", f"2 {BODY}",
    ]  # fmt: skip


@pytest.mark.parametrize("length", ["", "many", "-5"])
def test_a_record_that_does_not_say_how_long_it_is_costs_itself_alone(length: str) -> None:
    found = read("a.wet", archive(FIVE[0], wet(BODY, 2, Content_Length=length), FIVE[2]))
    assert texts(found) == [f"1 {BODY}", f"3 {BODY}"]
    assert problems(found) == {2: "The record does not say how long it is"}


def test_what_belongs_to_no_record_is_told_once_and_passed_over() -> None:
    found = read("a.wet", archive(FIVE[0], b"odd\nlines\n\nhere\n", FIVE[1]))
    assert texts(found) == [f"1 {BODY}", f"2 {BODY}"]
    assert problems(found) == {2: "What stands here belongs to no record of an archive"}


def test_a_length_that_is_too_small_loses_no_other_record() -> None:
    found = read("a.wet", archive(wet(BODY, 1, Content_Length="10"), FIVE[1]))
    assert texts(found) == [BODY[:10], f"2 {BODY}"]


def test_an_answer_without_a_status_and_an_unknown_version_are_findings() -> None:
    found = read("a.warc", archive(record("<p>Rain.</p>"), b"WARC/9.9\r\nContent-Length: 0\r\n\r\n\r\n", FIVE[1]))
    assert list(problems(found).values())[:1] == ["The record holds no answer of a web server"]
    assert "a version that is not known: 'WARC/9.9" in found[1].problem
    assert texts(found) == [f"2 {BODY}"]


def test_two_records_of_one_id_are_told_and_both_read() -> None:
    found = read("a.wet", archive(FIVE[0], FIVE[1], wet(WRONG, 1)))
    assert found[2].text == WRONG
    assert problems(found) == {3: "The record has the WARC-Record-ID of record 1 (<urn:uuid:000000000001>)"}


def test_one_address_fetched_twice_is_no_fault() -> None:
    address = "https://www.example.org/x"
    found = read("a.wet", archive(wet(BODY, 1, WARC_Target_URI=address), wet(BODY, 2, WARC_Target_URI=f"<{address}>")))
    assert problems(found) == {}
    assert [one.record_id for one in found] == [address, address]


@pytest.mark.parametrize("data", [b"", gzip.compress(b"")])
def test_an_empty_archive_says_so(data: bytes) -> None:
    (one,) = read("a.warc.gz", data)
    assert one.problem == "The file is empty: it holds no record"


def test_something_else_than_an_archive_is_one_finding() -> None:
    (one,) = read("a.warc", b"Rain fell.\n" * 9)
    assert one.problem == "What stands here belongs to no record of an archive"


def test_a_record_that_is_too_large_is_passed_over_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint_formats.archive.LARGEST", 100)
    notes: list[str] = []
    assert texts(read("a.wet", archive(wet("x" * 101, 1), FIVE[1]), notes)) == [f"2 {BODY}"]
    assert notes == ["1 of 2 records hold no article and were left out: 1 too large"]
