"""Words of one's own: the commands that keep and learn them, [sic], and the varieties of English."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import fixer
from newslint.checking.checker import Checker
from newslint.checking.settle import settle
from newslint.config import Active
from newslint.document import Document
from newslint.learning import Learner
from newslint.lexicon import open_lexicon
from newslint.lexicon.varieties import counterpart
from newslint.linter import Linter
from newslint.plugins import load
from newslint.readers import UnwritableError
from newslint.word_files import parsed

NEWSLINT = Path(sys.executable).with_name("newslint")


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    result = subprocess.run([NEWSLINT, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert result.returncode == status, result.stderr
    return result.stderr if status == 2 else result.stdout


def words_in(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def spoken(text: str, **options: str) -> list[tuple[str, str]]:
    """Return rule and text of what the rules on typos report once they have settled."""
    rules = [
        one for one in load().rules.values() if one.category == "typo" and (one.name != "spelling-variety" or options)
    ]
    active = [Active(one, one.severity, {**one.options, **options} if "variety" in one.options else one.options)
              for one in rules]  # fmt: skip
    document = Document(text)
    return sorted(
        (one.rule.name, one.finding.span.of(text)) for one in settle(document, Checker(active).check(document))
    )


def test_words_are_kept_sorted_in_a_file_that_is_made_and_named(tmp_path: Path) -> None:
    said = run(tmp_path, "words", "add", "livestreamed", "Idlib", "O’Neill")
    assert words_in(tmp_path / "words.txt") == ["Idlib", "livestreamed", "O'Neill"]
    assert 'put into a new file newslint.toml:  words-files = ["words.txt"]' in said
    assert run(tmp_path, "words", "list").split() == ["Idlib", "livestreamed", "O'Neill"]


def test_words_go_where_init_wrote_the_configuration_though_one_works_in_the_folder_above(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "newslint.toml").write_text("")
    said = run(tmp_path, "words", "add", "Idlib")
    assert words_in(tmp_path / "articles" / "words.txt") == ["Idlib"]
    assert "articles/newslint.toml now names that file" in said
    assert (tmp_path / "articles" / "newslint.toml").read_text() == 'words-files = ["words.txt"]\n'
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "newslint.toml").write_text("")
    run(tmp_path, "words", "add", "Aleppo")
    assert words_in(tmp_path / "words.txt") == ["Aleppo"], "nobody knows which of two is meant"


@pytest.mark.parametrize(("before", "after"), [
    ('# words-files = ["words.txt"]\n\n[severity]\n', 'words-files = ["words.txt"]\n\n[severity]\n'),
    ('extend = "desk"\r\n[severity]\r\n', 'extend = "desk"\r\nwords-files = ["words.txt"]\r\n\r\n[severity]\r\n'),
])  # fmt: skip
def test_the_first_word_is_named_in_the_configuration_and_nothing_else_there_changes(
    tmp_path: Path, before: str, after: str
) -> None:
    (tmp_path / "newslint.toml").write_bytes(before.encode())
    (tmp_path / "article.txt").write_text("The ambluance was hit at noon.\n")
    assert "newslint.toml now names that file, so that its words count." in run(tmp_path, "words", "add", "ambluance")
    assert (tmp_path / "newslint.toml").read_bytes() == after.encode()
    assert "now names" not in run(tmp_path, "words", "add", "Idlib")
    assert "probable-misspelling" not in run(tmp_path, "check", ".")


@pytest.mark.parametrize(("config", "said"), [
    ("words-files = [  # none yet\n]\n", 'add "words.txt" to the list words-files in newslint.toml'),
    ("words-files = []\n", 'add "words.txt" to the list words-files in newslint.toml'),
])  # fmt: skip
def test_what_a_person_wrote_otherwise_into_the_configuration_stays_and_it_is_said_what_to_add(
    tmp_path: Path, config: str, said: str
) -> None:
    (tmp_path / "newslint.toml").write_text(config)
    assert said in run(tmp_path, "words", "add", "Idlib")
    assert (tmp_path / "newslint.toml").read_text() == config


def test_what_to_write_by_hand_is_no_setting_of_the_table_below(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('extend = "desk"\n[severity]\ntypo = "error"\n')
    said = run(tmp_path, "words", "add", "Idlib", "--file", "names.txt")
    assert 'add to newslint.toml, above its first [section]:  words-files = ["names.txt"]' in said


def test_to_add_a_word_twice_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, "words", "add", "Idlib", "bandh")
    before = _written(tmp_path / "words.txt")
    said = run(tmp_path, "words", "add", "Idlib", "Bandh")
    assert "Idlib is known already." in said
    assert "Bandh is known already, since bandh holds in any case." in said
    assert _written(tmp_path / "words.txt") == before


def _written(path: Path) -> tuple[int, int]:
    """Return which file it is and when it was last written; reading may change the rest of what is told of it."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def test_words_go_to_the_file_that_the_configuration_names_even_from_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('words-files = ["names.txt"]\n')
    (tmp_path / "desk").mkdir()
    assert "words-files" not in run(tmp_path / "desk", "words", "add", "Idlib")
    assert words_in(tmp_path / "names.txt") == ["Idlib"]
    assert 'add "desk/more.txt" to the list words-files in newslint.toml' in run(
        tmp_path, "words", "add", "--file", "desk/more.txt", "Aleppo"
    )
    assert words_in(tmp_path / "desk" / "more.txt") == ["Aleppo"]


def test_a_file_that_only_an_extended_configuration_names_is_kept_where_that_one_lies(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "house.toml").write_text('words-files = ["house.txt"]\n')
    (tmp_path / "pyproject.toml").write_text('[tool.newslint]\nextend = "house/house.toml"\n')
    run(tmp_path, "words", "add", "Idlib")
    assert words_in(tmp_path / "house" / "house.txt") == ["Idlib"]
    assert "pyproject.toml, below [tool.newslint]" in run(tmp_path, "words", "add", "--file", "a.txt", "Idlib")


def test_an_added_word_silences_the_rules_and_its_file_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('words-files = ["words.txt"]\n')
    run(tmp_path, "words", "add", "ambluance")
    (tmp_path / "article.txt").write_text("The ambluance was hit at noon.\n")
    assert "1 article, " in run(tmp_path, "check", ".")
    assert run(tmp_path, "words", "remove", "ambluance").startswith("Removed 1 word")
    assert "probable-misspelling" in run(tmp_path, "check", ".", status=1)


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("Abu Kamal", "'Abu Kamal' is more than one word"),
        ("", "at least one letter"),
        ("a\nb", "is more than one word"),
        ("#Idlib", "is no word"),
        ("COVID-19", "is no word"),
        ("recieve@example.org", "is no word"),
        ("--nonsense", "there is no option --nonsense"),
    ],
)
def test_what_is_no_word_is_refused_and_nothing_is_written(tmp_path: Path, word: str, problem: str) -> None:
    assert problem in run(tmp_path, "words", "add", "Idlib", word, status=2)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_utf_8_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes(b"Montr\xe9al\n")
    assert "words.txt is not UTF-8" in run(tmp_path, "words", "add", "Idlib", status=2)
    assert (tmp_path / "words.txt").read_bytes() == b"Montr\xe9al\n"


def test_a_word_that_is_not_there_is_said_to_be_missing_with_the_near_one(tmp_path: Path) -> None:
    assert "there is no file words.txt yet" in run(tmp_path, "words", "list", status=2)
    run(tmp_path, "words", "add", "Idlib")
    assert "did you mean 'Idlib'" in run(tmp_path, "words", "remove", "Idlb")


def test_notes_blank_lines_and_line_ends_of_a_file_stay() -> None:
    text = "# Ours.\r\n\r\nZaatari  # a camp\r\n# two spellings\r\nIdleb\r\n"
    after = parsed(text).with_words(["Homs"]).text()
    assert after == "# Ours.\r\n\r\nHoms\r\n# two spellings\r\nIdleb\r\nZaatari  # a camp\r\n"
    assert parsed(after).without(["Idleb"]).text() == "# Ours.\r\n\r\nHoms\r\nZaatari  # a camp\r\n"


@given(st.lists(st.sampled_from(["Idlib", "idlib", "Homs", "élan", "Zed", "ab-cd"])), st.text("ab#\n é"))
def test_a_file_of_words_is_sorted_and_stable_whatever_it_held(words: list[str], text: str) -> None:
    once = parsed(text).with_words(words)
    assert set(words) <= once.words
    assert [one.place for one in once.entries] == sorted(one.place for one in once.entries)
    assert parsed(once.text()).with_words(words).text() == once.text()


def test_a_new_file_is_written_whole_with_the_usual_rights_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    fixer.create(str(path), b"one\n")
    assert path.read_bytes() == b"one\n"
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    with pytest.raises(UnwritableError, match="is there already"):
        fixer.create(str(path), b"two\n")
    with pytest.raises(UnwritableError, match="cannot be written"):
        fixer.create(str(tmp_path / "gone" / "new.txt"), b"two\n")
    assert [one.name for one in tmp_path.iterdir()] == ["new.txt"]
    assert path.read_bytes() == b"one\n"


SENTENCES = (
    "The mayor of Zarvoluk said that the town needs more water.",
    "On Monday the people in Zarvoluk went home without it.",
    "Nobody had told the council of Zarvoluk about the plan.",
)


def learned(texts: list[str], least: int = 3) -> dict[str, int]:
    learner = Learner()
    for text in texts:
        learner.take(Document(text))
    return {one.word: one.articles for one in learner.learned(least)}


def test_a_name_that_several_articles_share_is_learned_with_its_case_and_number() -> None:
    assert learned(list(SENTENCES)) == {"Zarvoluk": 3}
    assert learned(list(SENTENCES[:2])) == {}
    assert learned(list(SENTENCES[:2]), 2) == {"Zarvoluk": 2}


def test_what_is_learned_does_not_depend_on_the_order_of_the_articles() -> None:
    texts = [*SENTENCES, *(one.replace("Zarvoluk", "Tormekia") for one in SENTENCES)]
    assert learned(texts) == learned(texts[::-1]) == {"Tormekia": 3, "Zarvoluk": 3}


def test_copies_of_one_article_and_of_one_sentence_prove_nothing() -> None:
    assert learned([SENTENCES[0]] * 5) == {}
    assert learned([f"{SENTENCES[0]} It is day {number}." for number in range(5)]) == {}


def test_a_name_at_the_start_of_sentences_or_in_headings_is_not_learned() -> None:
    texts = [f"Zarvoluk {verb} more water than all other towns." for verb in ("wants", "needs", "gets", "has")]
    assert learned(texts) == {}
    assert learned([f"Mayor Of Zarvoluk {verb} More Water Now Than All" for verb in ("Wants", "Needs", "Gets")]) == {}


def test_a_term_is_learned_from_twice_as_many_articles_and_a_common_slip_never() -> None:
    kinds = ("old", "new", "red", "long", "short", "heavy")
    texts = [f"They sold the {kind} tharquin at the market of the town." for kind in kinds]
    assert learned(texts) == {"tharquin": 6}
    assert learned(texts[:5]) == {}
    slips = [one.replace("tharquin", "ambluance") for one in texts]
    right = [f"The {number}th ambulance came to the market too late." for number in range(20)]
    assert learned([*slips, *right]) == {}


def test_an_article_in_another_language_teaches_nothing() -> None:
    german = "der Bürgermeister von Zarvoluk hat gestern beschlossen dass viele Abgeordnete dagegen gestimmt haben und"
    more = " ein neuer Entwurf erst im kommenden Jahr beraten werden soll sagte eine Sprecherin der Regierung heute."
    assert learned([f"{number} {german}{more}" for number in range(6)]) == {}


def test_learned_words_are_written_to_a_new_file_that_newslint_reads(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, text in enumerate(SENTENCES):
        (corpus / f"{number}.txt").write_text(text + "\n")
    said = run(tmp_path, "learn", "words", "corpus", "-o", "learned.txt")
    assert "Learned 1 word from 3 articles into learned.txt." in said
    assert 'words-files = ["learned.txt"]' in said
    assert words_in(tmp_path / "learned.txt") == ["Zarvoluk  # 3 files"]
    assert run(tmp_path, "words", "list", "--file", "learned.txt") == "Zarvoluk\n"
    assert run(tmp_path, "learn", "words", "corpus") == (tmp_path / "learned.txt").read_text("utf-8")
    assert "learned.txt is there already" in run(tmp_path, "learn", "words", "corpus", "-o", "learned.txt", status=2)
    assert "gone: there is no such file" in run(tmp_path, "learn", "words", "gone", "-o", "more.txt", status=2)


@pytest.mark.parametrize(
    ("before", "fault", "after", "rule"),
    [
        ("Police said", "the the", "man fled.", "doubled-word"),
        ("The talks are", "based on based on", "trust and a good will.", "doubled-phrase"),
        ("They", "can not", "go on.", "split-word"),
        ("It took", "a hour", "to get there.", "wrong-article"),
        ("They planned", "a deadly attacks", "in the city.", "wrong-article"),
        ("They hope to", "recieve", "the money.", "known-misspelling"),
        ("The old", "ambluance", "was hit.", "probable-misspelling"),
        ("He hid the", "filethat", "was lost.", "joined-words"),
    ],
)  # fmt: skip
def test_sic_after_it_silences_every_typo(before: str, fault: str, after: str, rule: str) -> None:
    assert spoken(f"{before} {fault} {after}") == [(rule, fault)]
    for sic in ("[sic]", "(sic)", "[SIC]", "[ sic ]", "[sic!]", "[*sic*]"):
        assert spoken(f"{before} {fault} {sic} {after}") == []
        assert spoken(f"{before} {fault}{sic} {after}") == []
    assert spoken(f"{before} {fault} {after} [sic]") == [(rule, fault)]


def test_sic_silences_only_what_stands_before_it() -> None:
    assert spoken("They recieve [sic] and recieve it; the sicknesses recieve (sickly) it.") == [
        ("known-misspelling", "recieve"),
        ("known-misspelling", "recieve"),
    ]
    assert Linter(isolated=True).lint_text("He said: “We recieve” [sic] it.\n") == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"), ("organisation", "organization"), ("analysed", "analyzed"), ("centre", "center"),
        ("defence", "defense"), ("catalogue", "catalog"), ("travelled", "traveled"), ("fulfil", "fulfill"),
        ("grey", "gray"), ("kilometres", "kilometers"), ("oesophagus", "esophagus"), ("sceptical", "skeptical"),
    ],
)  # fmt: skip
def test_a_word_of_one_variety_has_its_twin_in_the_other(british: str, american: str) -> None:
    lexicon = open_lexicon()
    assert ("british", american) == counterpart(british, lexicon) or lexicon.variety(british) == ""
    assert ("american", british) == counterpart(american, lexicon) or lexicon.variety(american) == ""
    assert lexicon.variety(british) or lexicon.variety(american)


def test_no_word_of_both_varieties_has_a_twin() -> None:
    lexicon = open_lexicon()
    for word in ("prize", "prise", "rise", "program", "metering", "story", "four", "water", "zxqy", "surprise", "size"):
        assert counterpart(word, lexicon) == ("", "")


def test_the_variety_of_the_house_is_not_reported_and_names_never_are() -> None:
    text = "The colour of the center was gray; Labour won at the Lincoln Center."
    variety = "spelling-variety"
    assert spoken(text, variety="american") == [(variety, "colour")]
    assert spoken(text, variety="british") == [(variety, "center"), (variety, "gray")]
    assert spoken(text) == []


def test_a_variety_that_is_none_is_an_error_that_names_the_two(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The colour of the sky.\n")
    (tmp_path / "newslint.toml").write_text('[rules.spelling-variety]\nvariety = "britsh"\n')
    said = run(tmp_path, "check", "a.txt", status=2)
    assert "variety must be american or british, not 'britsh'; did you mean 'british'?" in said
    (tmp_path / "newslint.toml").write_text('[severity]\nspelling-variety = "info"\n')
    assert "spelling-variety" in run(tmp_path, "check", "--show", "info", "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "The Indies, forthwith, goodwill, forbear, thereof, wherewith, theatre, thesis, withal, hitherto, hasten.",
        "Andover beat Haswell, and Thebault and Ofman of Hassake fought on.",
        "The offtake, signup, paydown and afterparty were runnin’ late.",
        "They soothe and bathe and breathe and loathe the lathe.",
    ],
)
def test_a_word_that_could_be_one_is_not_taken_apart(text: str) -> None:
    assert [found for found in spoken(text) if found[0] == "joined-words"] == []


@pytest.mark.parametrize(
    "text",
    [
        "It was a new series of deadly attacks and a foreign affairs official in a small arms depot.",
        "She is a military veterans advocate, a new parents group and a local sports of sorts.",
        "He lost a serious two years in a likely means of support, all of a sudden bullets flew.",
        "A foreign national works in the town; a nuclear weapons programme; a political parties act.",
        "A new class of a big business in a strong press that had a full five days.",
    ],
)
def test_an_article_before_what_may_be_singular_is_left_alone(text: str) -> None:
    assert spoken(text) == []
