"""The rules on misspelt words: how words are cut, what is judged, and what stands around a word."""

from __future__ import annotations

import struct
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newslint import testing
from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.document import Document
from newslint.lexicon import layout
from newslint.lexicon.reading import Lexicon
from newslint.model import Applicability, Severity
from newslint.plugins import load
from newslint.rule import Rule, Suspect
from newslint.rules.typo.doubled_word import doubled_word
from newslint.rules.typo.known_misspelling import known_misspelling
from newslint.rules.typo.probable_misspelling import probable_misspelling
from newslint.words import vocabulary
from newslint.words.vocabulary import WORD
from newslint.words.wordgate import WordGate

NAMES = ("known-misspelling", "probable-misspelling", "not-english")
RULES = [load().rules[name] for name in NAMES]
ENGLISH = "The council met in the old town hall on Monday and talked for hours about the price of bread and water. "
GERMAN = (
    "Die Regierung hat gestern beschlossen, das Gesetz nicht weiter zu verfolgen, weil viele Abgeordnete dagegen"
    " gestimmt haben und ein neuer Entwurf erst im kommenden Jahr beraten werden soll, sagte eine Sprecherin. "
)


def found(text: str, words: frozenset[str] = frozenset(), **options: object) -> list[tuple[str, str]]:
    """Return rule and text of every finding."""
    active = [Active(rule, rule.severity, {**rule.options, **options} if rule.options else {}) for rule in RULES]
    raised = Checker(active, words=words).check(Document(text))
    return sorted((one.rule.name, one.finding.span.of(text)) for one in raised)


def misspelt(text: str, words: frozenset[str] = frozenset(), **options: object) -> list[str]:
    """Return the words that are reported."""
    return [word for rule, word in found(text, words, **options) if rule != "not-english"]


def lookup(rule: str) -> Rule:
    return load().rules[rule]


def test_without_judges_a_text_that_is_plainly_english_is_not_cut_into_words() -> None:
    rule = lookup("not-english")
    gate = WordGate([Active(rule, rule.severity, {})], frozenset())
    document = Document("The head of the fair and the mayor of the town went to the river and to the sea. " * 5)
    assert list(gate.suspects(document, *gate.look([document]))) == []
    assert "tokens" not in vars(document)


def test_a_name_too_short_to_be_a_slip_is_looked_for_in_the_table_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Lexicon, "neighbours", lambda self, key, **_: asked.append(key) or [])
    assert misspelt("In Xqvz and in Xqvzt stood Xqvztr.") == []
    assert asked == ["xqvztr"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hu\u00admanitarian aid", ["hu\u00admanitarian", "aid"]),
        ("cafe\u0301s don’t ‘close’", ["cafe\u0301s", "don’t", "close"]),
        ("re-elected co‑operation", ["re-elected", "co‑operation"]),
        ("B2B 4th snake_case COVID-19 19-year-olds", ["COVID", "year-olds"]),
        ("-- ' -x- 'tis", ["x", "tis"]),
        ("ثورة Łódź", ["ثورة", "Łódź"]),
    ],
)
def test_a_word_is_letters_joined_by_apostrophes_and_hyphens(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Write to recieve@example.org today.",
        "See www.example.org/recieve/more or https://example.org/recieve now.",
        "They follow @recieve and #recieve there.",
        "The file recieve_all and C:\\recieve are gone.",
        "The variable recieve2 and 2recieve are gone.",
        "Look in foo/recieve.md, recieve.txt or “Recieve.PDF”.",
        "It is in /recieve, ./recieve, ../recieve and ~/recieve.",
    ],
)
def test_an_address_a_handle_or_a_code_holds_no_misspelling(text: str) -> None:
    assert misspelt(text) == []


@pytest.mark.parametrize("text", ["A loss/recieve plan.", "He left.Recieve it.", "Did he recieve...md?", "(recieve)."])
def test_signs_beside_a_word_make_no_file_of_it(text: str) -> None:
    assert [word.lower() for word in misspelt(text)] == ["recieve"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "text", ["*Recieve\n \nA one", "x\n\n*Recieve the money.\n", "We *recieve\nit* now.", "We recieve*\n"]
)
def test_an_asterisk_beside_a_word_excuses_nothing_unless_letters_stand_behind_it(text: str, line_end: str) -> None:
    assert [word.lower() for word in misspelt(text.replace("\n", line_end))] == ["recieve"]
    assert misspelt("They f*recieve and recieve***d.") == []


def test_of_a_word_with_a_capital_it_is_said_why_its_fix_waits_for_a_person() -> None:
    (capital,) = testing.lint(lookup("known-misspelling"), "Goverment forces left.")
    (small,) = testing.lint(lookup("known-misspelling"), "The goverment left.")
    assert capital.fix is not None
    assert capital.fix.applicability is Applicability.UNSAFE
    assert capital.message.endswith("“Government” is meant, unless it is a name")
    assert small.message.endswith("“government” is meant")


def test_a_misspelling_is_found_in_the_text_and_not_in_the_address_beside_it() -> None:
    text = "See www.example.org/recieve if you recieve it, or recieved-by."
    spans = [one.finding.span for one in Checker([Active(lookup(NAMES[0]), Severity.ERROR, {})]).check(Document(text))]
    assert [span.start for span in spans if span.of(text) == "recieve"] == [text.index("recieve it")]


@pytest.mark.parametrize(
    "text",
    [
        "We hope to re\u00adcieve it.",
        "They hope to recieve it.",
        "His freind’s house fell.",
        "The adress-book is lost.",
        "“We recieve it,” he said.",
        "Goverment forces left the town.",
    ],
)
def test_a_listed_misspelling_is_found_however_it_is_set(text: str) -> None:
    assert len(misspelt(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Persson met Karam Sheikmos in Taftanaz.",
        "The Wellcome Trust and the Pavillion hotel paid.",
        "By Jane Presidnet, Staff writer\n\n" + ENGLISH,
        "He wrote of his “freind” again.",
        "They keep on runnin’ there.",
        "It pumps 5 bpd of oil, and four mln more.",
        "An 80-seater flew to the island.",
        "The torrefier is hot. A torrefier must cool. Clean the torrefier.",
        "Anna Hopsitla came. They call the thing a hopsitla.",
        "You little p*ssy, he said, f**k off.",
        "It isn ‘t over.",
    ],
)
def test_what_says_name_term_or_quirk_is_believed(text: str) -> None:
    assert misspelt(text) == []


def test_a_capital_at_the_start_of_a_sentence_hides_no_slip() -> None:
    assert misspelt(ENGLISH + "Witnses to the crash were heard.") == ["Witnses"]
    assert misspelt(ENGLISH + "Sajid was heard. Booy Karam was not.") == []


def test_a_fix_is_safe_only_for_one_correction_in_lower_case_outside_quotations() -> None:
    cases = {
        "They recieve it.": Applicability.SAFE,
        "It went throught it.": Applicability.UNSAFE,
        "Goverment forces left the town.": Applicability.UNSAFE,
        "“We recieve it,” he said.": Applicability.DISPLAY,
    }
    for text, applicability in cases.items():
        (one,) = testing.lint(known_misspelling, text)
        assert one.fix
        assert one.fix.applicability is applicability, text


def test_a_slip_in_a_quotation_is_a_warning_whether_known_or_probable() -> None:
    (known,) = testing.lint(known_misspelling, "“We recieve it,” he said.")
    (probable,) = testing.lint(probable_misspelling, "“We were hit by an ambluance,” he said.")
    assert known.severity is probable.severity is Severity.WARNING
    assert known.fix
    assert known.fix.applicability is Applicability.DISPLAY


def test_a_word_that_a_speaker_says_twice_is_a_warning() -> None:
    (quoted,) = testing.lint(doubled_word, "He said, “We saw the the man,” and left.")
    (ours,) = testing.lint(doubled_word, "He said that we saw the the man, and left.")
    assert (quoted.severity, ours.severity) == (Severity.WARNING, Severity.ERROR)


def test_the_correction_that_the_article_uses_comes_first() -> None:
    (alone,) = testing.lint(probable_misspelling, "A regession began.")
    (used,) = testing.lint(probable_misspelling, "The recession is over. A regession began.")
    assert alone.suggestions[:2] == ("regression", "recession")
    assert used.suggestions[:2] == ("recession", "regression")


@pytest.mark.parametrize("entry", ["recieve", "Recieve"])
def test_a_word_that_a_person_vouches_for_is_right_in_all_its_forms(entry: str) -> None:
    text = "The {0} is here, the {0}'s and the {0}’s lid, two {0}s, a {0}-like lid, pro-{0}, {1}."
    forms = text.format(entry, entry.upper())
    assert misspelt(forms)
    assert misspelt(forms, frozenset({entry})) == []


def test_a_capitalised_entry_does_not_cover_the_lower_case() -> None:
    assert misspelt("They recieve it.", frozenset({"Recieve"})) == ["recieve"]


def test_an_allowed_word_is_not_reported() -> None:
    assert misspelt("They recieve it.", allow=frozenset({"recieve"})) == []


def test_a_text_that_is_not_english_is_said_to_be_so_once() -> None:
    assert [rule for rule, _ in found(GERMAN + "We recieve it.")] == ["not-english"]
    assert [rule for rule, _ in found(ENGLISH * 3 + "We recieve it.")] == ["known-misspelling"]


SHORT = {
    "German": "Es regnet seit drei Tagen in Ulm. Die Feuerwehr bittet alle, die Brücke am Fluss zu meiden.",
    "French": "Le maire a annoncé lundi que le pont restera fermé, car des fissures ont été trouvées.",
    "Spanish": "El alcalde anunció el lunes que el puente permanecerá cerrado porque se encontraron grietas.",
    "Dutch": "De burgemeester heeft maandag gezegd dat de brug gesloten blijft, omdat er scheuren zijn gevonden.",
    "Malay": "Wali kota mengatakan pada hari Senin bahwa jembatan akan ditutup karena ditemukan retakan.",
    "Russian": "Мэр города сообщил в понедельник, что мост останется закрытым до конца месяца.",
}


@pytest.mark.parametrize("language", SHORT)
def test_a_short_text_that_is_not_english_is_said_to_be_so(language: str) -> None:
    assert [rule for rule, _ in found(SHORT[language])] == ["not-english"]


@pytest.mark.parametrize(
    "text",
    [
        "Xqvzak beats Ujkol in Brzno: Xqvzak 3, Ujkol 2 (Tvrdk 12, Hrmlo 40, Zkrvt 88; Wqpal 9, Mnbvx 71).",
        "TVRDK CORP <TVK> SEES MNBVX SALE: Brzno, June 18 - Tvrdk Corp said it sold Mnbvx Inc's Hrmlo unit Zkrvt.",
        "They recieve it. We beleive thier freind acheived alot, definately.",
        "The quikc brwon fox jumsp ovre teh lazy dgo.",
        "Cooks here eat nasi lemak, rendang, laksa and kuih at any hour, says one who serves them all.",
    ],
)
def test_a_short_english_text_full_of_names_or_slips_is_english(text: str) -> None:
    assert "not-english" not in [rule for rule, _ in found(text)]


def test_too_many_unknown_words_in_a_long_text_are_not_judged() -> None:
    letters = "bcdfghjklm"
    strange = " ".join(f"Xq{a}{b}{c}ox" for a in letters for b in letters for c in letters[:3])
    assert [rule for rule, _ in found(ENGLISH * 400 + strange + " We recieve it.")] == ["not-english"]


def test_a_rule_on_words_of_a_plugin_is_asked_about_listed_words_too() -> None:
    asked: list[str] = []
    rule = known_misspelling._replace(name="house", judge=asked.append)
    gate = WordGate([Active(rule, rule.severity, {})], frozenset())
    document = Document("The house, the house.")
    assert list(gate.suspects(document, *gate.look([document]))) == []
    assert sorted(asked) == ["The", "house", "the"]


@pytest.mark.parametrize("remembered", [0, 1_000])
def test_a_distinct_word_is_judged_once_per_run(remembered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "REMEMBERED", remembered)
    monkeypatch.setattr(vocabulary, "JUDGED", 1_000)
    asked: list[str] = []
    rule = known_misspelling._replace(name="house", judge=lambda word: asked.append(word) or word)
    gate = WordGate([Active(rule, rule.severity, {})], frozenset())
    for _ in range(3):
        document = Document("Xqvz, xqvz xqvz. (xqvz)")
        suspects: list[Suspect] = [suspect for _, suspect in gate.suspects(document, *gate.look([document]))]
        assert [(one.word, len(one.spans)) for one in suspects] == [("Xqvz", 1), ("xqvz", 3)]
    assert sorted(asked) == ["Xqvz", "xqvz"]


@pytest.mark.parametrize(
    "unit", ["a", "recieve", "á", "e\u0301", "-a", "a’", "\u00ad", "@", "a.", "ثورة", "[sic]", "“a"]
)
def test_a_word_of_a_million_letters_is_passed_over_at_once(unit: str) -> None:
    started = perf_counter()
    assert misspelt(ENGLISH + unit * (1_000_000 // len(unit)) + " recieve") in ([], ["recieve"])
    assert perf_counter() - started < 5


@given(st.text("recivat’'-.@/ \u00ad\u0301\n“”*[]AES", max_size=60))
@hypothesis_settings(max_examples=200, deadline=None)
def test_no_text_raises_and_every_finding_stands_where_it_says(text: str) -> None:
    assert all(word.strip() for _, word in found(text))


def test_the_sections_of_the_lexicon_are_read_as_little_endian(monkeypatch: pytest.MonkeyPatch) -> None:
    section = memoryview(struct.pack("<3I", 1, 258, 70_000))
    assert list(layout.numbers(section, "I")) == [1, 258, 70_000]
    # Here "the other order" stands for the machine's own: what is stored is then turned round.
    monkeypatch.setattr(layout, "byteorder", "big")
    assert list(layout.numbers(memoryview(struct.pack(">3I", 1, 258, 70_000)), "I")) == [1, 258, 70_000]


@pytest.mark.parametrize(("text", "right"), [
    ("The recieve’s end.", "receive’s"), ("The recieve's end, it’s said.", "receive's"),
    ("It didnt rain; it’s dry.", "didn’t"), ("It didnt rain; it's dry.", "didn't"),
    ("It’s dry for a week now, and it didnt rain; it's dry.", "didn't"),
    ("It didnt rain, he said, “not here”.", "didn’t"), ("It didnt rain, he said.", "didn't"),
    ("The [ambluance’s] horn.", "ambulance’s"),
])  # fmt: skip
def test_a_correction_has_the_apostrophe_that_the_text_uses(text: str, right: str) -> None:
    (raised,) = Checker([Active(rule, rule.severity, rule.options) for rule in RULES]).check(Document(text))
    assert raised.finding.fix is not None
    assert raised.finding.fix.edits[0].text == right
    assert raised.finding.suggestions[0] == right
    assert raised.finding.words["right"] == right


def test_a_word_that_is_misspelt_many_times_costs_no_more_counting_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """To count each correction anew in each place took minutes on an article of a thousand slips."""
    from newslint.lexicon import evidence

    counted: list[str] = []
    counting = evidence._count
    monkeypatch.setattr(evidence, "_count", lambda folded, word: counted.append(word) or counting(folded, word))
    text = "\n\n".join(f"He saw teh dog number {number} on Monday." for number in range(50))
    assert len(misspelt(text)) == 50
    assert counted
    assert len(counted) == len(set(counted))
