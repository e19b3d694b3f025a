"""The kind of pack rules that finds what a page left in the text."""

import pytest

from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.document import Document
from newslint.kinds import PackError, read_pack
from newslint.model import Applicability, Span
from newslint.rule import Rule
from newslint.testing import lint

BODY = (
    "Few people came to see the stalls on Monday, when the weather kept most families of the town at home, and those "
    "who came left early, the owner of the only open stall said."
)


def rule_of(table: str) -> Rule:
    head = '[appeal]\nkind = "leftover"\nmessage = "{count} {place}{size}"\nsummary = "S."\nreason = "R."\n'
    pack = read_pack(f'{head}bad = ["[[x]]"]\ngood = ["y"]\n{table}'.encode(), "test.toml")
    return pack[0]


def found(table: str, text: str) -> list[str]:
    return [text[one.location.span.start : one.location.span.end] for one in lint(rule_of(table), text)]


def test_a_line_is_found_in_any_case_and_with_the_signs_around_it() -> None:
    assert found('lines = ["read more"]', "It rained.\n» READ MORE »\nIt rained.") == ["» READ MORE »"]


def test_a_line_in_the_middle_of_a_hard_wrapped_paragraph_is_none() -> None:
    wrapped = "\n".join(
        ["the council has agreed to give to the people of the town what they"] * 9 + ["share"] + ["words"] * 4
    )
    assert found('lines = ["share"]', wrapped) == []


def test_an_opening_is_not_looked_for_in_the_headline() -> None:
    table = 'openings = ["watch:"]'
    assert found(table, f"Watch: mayor falls\n\n{BODY}\n\nWatch: fair opens") == ["Watch: fair opens"]


def test_a_phrase_reports_its_sentence_and_the_paragraph_where_little_else_stands_in_it() -> None:
    table = 'phrases = ["our newsletter"]'
    assert found(table, f"{BODY} Get our newsletter. It rained.") == ["Get our newsletter."]
    assert found(table, "It rains. Please do get our newsletter now.") == [
        "It rains. Please do get our newsletter now."
    ]


def test_a_phrase_that_somebody_says_is_none() -> None:
    assert found('phrases = ["our newsletter"]', "“Get our newsletter,” she said.") == []


def test_a_weak_phrase_counts_beside_a_leftover_only() -> None:
    table = 'phrases = ["your support matters"]\nweak = ["give today"]'
    block = "Your support matters.\n\nGive today."
    assert found(table, f"{BODY}\n\n{block}") == [block]
    assert found(table, f"{BODY}\n\nGive today.") == []
    assert found(table, f"{BODY}\n\nYour support matters.\n\nIt rained.\n\nGive today.") == ["Your support matters."]


def test_a_weak_phrase_in_the_body_is_none() -> None:
    table = 'phrases = ["your support matters"]\nweak = ["give today"]'
    text = "\n\n".join([BODY, "Your support matters.", "Give today.", *[BODY] * 9])
    assert found(table, text) == ["Your support matters."]


def test_an_edge_phrase_counts_at_the_foot_only() -> None:
    table = 'edge = ["in your inbox"]'
    assert found(table, "\n\n".join([BODY, "News in your inbox.", *[BODY] * 9])) == []
    assert found(table, "\n\n".join([*[BODY] * 9, "News in your inbox."])) == ["News in your inbox."]


def test_short_paragraphs_between_two_leftovers_belong_to_them() -> None:
    table = 'lines = ["take our poll", "vote now"]\nbetween = 2'
    poll = "Take our poll\n\nYes\n\nNo\n\nVote now"
    assert found(table, f"{BODY}\n\n{poll}\n\n{BODY}") == [poll]
    assert len(found(table.replace("2", "1"), f"{BODY}\n\n{poll}\n\n{BODY}")) == 2


def test_what_stands_between_two_equal_appeals_is_the_article() -> None:
    table = 'lines = ["join us today", "vote now"]\nbetween = 2'
    said = "Nobody knew what the storm had done to the pier, the mayor said."
    assert found(table, f"{BODY}\n\nJoin us today\n\n{said}\n\nJoin us today\n\n{BODY}") == ["Join us today"] * 2
    assert len(found(table, f"{BODY}\n\nJoin us today\n\n{said}\n\nVote now\n\n{BODY}")) == 1


def test_the_items_of_a_list_belong_to_its_heading_until_a_sentence_comes() -> None:
    table = 'lines = ["most read"]\nitems = true'
    assert found(table, f"{BODY}\n\nMost read\n\nMayor steps down\n\nThat was all.") == [
        "Most read\n\nMayor steps down"
    ]


def test_without_blocks_each_line_is_a_finding() -> None:
    table = 'openings = ["more news:"]\nblock = false'
    assert found(table, f"{BODY}\nMore news: a\nMore news: b") == ["More news: a", "More news: b"]


def test_a_glued_phrase_reports_its_own_characters() -> None:
    table = 'glued = ["story continues below"]'
    assert found(table, f"{BODY} Story continues below It rained again.") == ["Story continues below"]


def test_the_message_says_where_the_leftover_stands_and_how_long_it_is() -> None:
    rule = rule_of('lines = ["log in", "sign in"]')
    messages = [one.message for one in lint(rule, f"Log in\n\n{BODY}\n\nLog in\n\n{BODY}\n\nLog in\n\nSign in")]
    assert messages == ["1 above the article", "1 inside the article", "2 under the article (2 paragraphs)"]


def test_further_phrases_from_the_option_are_whole_lines() -> None:
    rule = rule_of('lines = ["log in"]')
    text = "It rained.\nEnter now\nEnter now, he said."
    checker = Checker([Active(rule, rule.severity, {"allow": (), "extra": ("Enter *",)})])
    assert [text[one.finding.span.start : one.finding.span.end] for one in checker.check(Document(text))] == [
        "Enter now"
    ]


def test_a_phrase_without_a_literal_part_cannot_be_looked_for() -> None:
    with pytest.raises(PackError, match="no literal part"):
        rule_of('lines = ["# * #"]')


def test_a_short_label_is_found_in_the_first_line_and_in_the_last() -> None:
    assert found('lines = ["tweet"]', f"Tweet\n\n{BODY}\n\nTweet") == ["Tweet", "Tweet"]


def test_lines_that_begin_alike_are_told_apart() -> None:
    table = 'lines = ["sign up for our weekly letter", "sign up for our daily letter"]'
    text = f"{BODY}\n\nSign up for our daily letter!\n\n{BODY}\n\nSign up for our monthly letter"
    assert found(table, text) == ["Sign up for our daily letter!"]


def test_a_sign_may_stand_behind_a_number_or_some_words_before_a_name() -> None:
    table = 'openings = ["# thoughts on “"]\nphrases = ["write to us at *@"]'
    assert found(table, f"{BODY}\n\n6 thoughts on “Rain”") == ["6 thoughts on “Rain”"]
    assert found(table, f"{BODY} Write to us at rain@example.org.") == ["Write to us at rain@example.org."]


def test_what_ends_a_leftover_counts_below_one_only_and_takes_what_is_between() -> None:
    table = 'lines = ["take our poll"]\nends = ["thank you for voting"]\nbetween = 2'
    poll = "Take our poll\n\nIs it wet?\n\nYes\n\nThank you for voting in it."
    assert found(table, f"{BODY}\n\n{poll}\n\n{BODY}") == [poll]
    assert found(table, f"{BODY}\n\nThank you for voting in it.\n\n{BODY}") == []


def test_two_weak_phrases_in_which_a_site_speaks_to_its_readers_are_a_leftover() -> None:
    table = 'weak = ["your inbox", "our newsroom"]'
    appeal = "Our newsroom never sleeps; let it write to your inbox."
    assert found(table, f"{BODY}\n\n{appeal}\n\n{BODY}") == [appeal]
    assert found(table, f"{BODY}\n\nShe said: “Our newsroom writes to your inbox.”\n\n{BODY}") == []
    assert found(table, f"{BODY}\n\nOur newsroom never sleeps.\n\n{BODY}") == []


LIST = "More news:\n- Chaos mars the hearing.\n- A player's advert is a joke"
LINKS = 'lines = ["more news"]\nitems = true\nfix = "safe"\nblock = true'


@pytest.mark.parametrize(
    "block",
    [
        LIST,
        LIST.replace("- ", "").replace("hearing.", "hearing"),
        LIST.replace("\n", "\n\n"),
        LIST.replace("\n- ", "\n\n").replace("hearing.", "hearing"),
    ],
)
def test_a_heading_inside_the_article_goes_together_with_its_list_and_a_person_looks_first(block: str) -> None:
    (one,) = lint(rule_of(LINKS), "\n\n".join([BODY, block, *[BODY] * 9]))
    start = len(BODY) + 2
    assert one.location.span == Span(start, start + len("More news:"))
    assert one.fix
    assert one.fix.applicability is Applicability.UNSAFE
    assert one.fix.edits[0].span.covers(Span(start, start + len(block)))


@pytest.mark.parametrize("below", ["The old harbour", "Chaos mars the hearing.\nand other towns were hit too."])
def test_a_heading_whose_list_cannot_be_told_from_the_article_is_left_to_a_person(below: str) -> None:
    gap = "\n" if "\n" in below else "\n\n"
    (one,) = lint(rule_of(LINKS), "\n\n".join([BODY, f"More news:{gap}{below}", *[BODY] * 9]))
    assert one.excerpt == "More news:"
    assert one.fix
    assert one.fix.applicability is Applicability.DISPLAY


@pytest.mark.parametrize("tail", ["Read more", "READ MORE", "» Read more »", "[Read more...]"])
def test_a_line_glued_behind_the_last_sentence_of_a_paragraph_is_found_alone(tail: str) -> None:
    assert found('lines = ["read more"]', f"{BODY} {tail}\n\nIt rained.") == [tail]


@pytest.mark.parametrize(
    "end",
    ["Few read more.", "he read more", "“It rained, I read more”", "It rained on Dr. read more", "Read more, he said"],
)
def test_words_that_end_a_sentence_are_no_glued_line(end: str) -> None:
    assert found('lines = ["read more"]', f"{BODY} {end}\n\nIt rained.") == []


def test_an_opening_glued_behind_the_last_sentence_takes_its_headline_along() -> None:
    assert found('openings = ["also read:"]', f"{BODY} ALSO READ: Fair moved to autumn\n\nIt rained.") == [
        "ALSO READ: Fair moved to autumn"
    ]


def test_an_opening_inside_a_paragraph_is_none_where_sentences_follow() -> None:
    for rest in ("the sign, he said.", "Rain is coming. Few read it", "Rain is coming.”"):
        assert found('openings = ["also read:"]', f"{BODY} Also read: {rest}\n\nIt rained.") == []


def test_a_glued_line_inside_a_quotation_is_none() -> None:
    assert found('lines = ["read more"]', f"“It rained. Read more\n\n“Few came,” she said. {BODY}") == []


def test_a_crosshead_in_capitals_with_labelled_sentences_below_is_no_leftover() -> None:
    assert found('lines = ["up next"]', f"{BODY}\n\nUP NEXT\n\nThunder: Host the Lakers on Friday.") == []
    assert found('lines = ["up next"]', f"{BODY}\n\nUP NEXT\n\nThunder host the Lakers") == ["UP NEXT"]


def test_one_word_behind_an_acronym_may_belong_to_the_sentence() -> None:
    rule = 'lines = ["shares", "more stories"]'
    assert found(rule, f"{BODY} It sold them in the U.S. SHARES\n\nIt rained.") == []
    assert found(rule, f"{BODY} It sold them in the U.S. More stories\n\nIt rained.") == ["More stories"]


def test_nothing_is_cut_from_a_headline() -> None:
    assert found('lines = ["photos"]', f"Rain falls. Fair closes. PHOTOS\n\n{BODY}") == []
