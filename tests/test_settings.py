"""Configurations: the nearest one wins, they build on each other, and what means nothing is an error."""

from pathlib import Path

import pytest

from newslint.config import Layer, active_rules
from newslint.configuration import settings
from newslint.configuration.settings import ConfigError, read
from newslint.plugins import load
from newslint.rules import presets


def read_text(folder: Path, text: str, preset: str | None = None, name: str = "newslint.toml"):
    (folder / name).write_text(text)
    return read(str(folder / name), presets(), preset)


@pytest.mark.parametrize(("text", "words"), [
    ("severity = 3", "severity must be a table"),
    ("rules = []", "rules must be a table"),
    ("extend = 5", "extend must be a text or a list of texts"),
    ('encoding = "nonsense"', "encoding must be the name of an encoding"),
    ('encoding = "idna"', "encoding must be the name of an encoding"),
    ('encoding = "unicode_escape"', "encoding must be the name of an encoding"),
    ("[tool.newslint]\nselect = []", "[tool.newslint] is for a pyproject.toml"),
    ('encoding = "hex"', "encoding must be the name of an encoding"),
    ("encoding = 8", "encoding must be the name of an encoding"),
    ('select = "typo"', "select must be a list of texts"),
    ("words = [1]", "words must be a list of texts"),
    ('fail-on = "off"', "fail-on must be info, warning or error"),
    ("per-path = 3", "per-path must be tables"),
    ('[per-path]\npaths = ["a"]', "per-path must be tables"),
    ("[[per-path]]\nselect = []", "wants paths"),
    ('[[per-path]]\npaths = ["a"]\nwords = []', "no setting 'words'"),
    ('[severity]\ntypo = "eror"', "did you mean 'error'?"),
    ("[rules]\ndoubled-word = 3", "doubled-word must be a table of options"),
    ('exlude = ["a"]', "did you mean 'exclude'?"),
    ('[fields]\ntitel = "a"', "did you mean 'headline'?"),
    ('[fields]\narticle_boddy = "a"', "did you mean 'body'?"),
    ('[fields]\nlang = "a"', "did you mean 'language'?"),
    ('extend = "dsek"', "did you mean 'desk'?"),
    ('extend = "gone.toml"', "extend: "),
    ('words-files = ["gone.txt"]', "gone.txt cannot be read: No such file or directory"),
    ("[a", "is not TOML"),
])  # fmt: skip
def test_a_value_that_means_nothing_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as raised:
        read_text(tmp_path, text)
    assert words in str(raised.value)
    assert str(raised.value).startswith("newslint.toml: ")


def test_a_preset_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there are corpus, desk, feed"):
        read_text(tmp_path, "", "nonsense")


def test_the_nearest_configuration_above_a_file_wins(tmp_path: Path) -> None:
    near = tmp_path / "far" / "near"
    near.mkdir(parents=True)
    (tmp_path / "newslint.toml").touch()
    (tmp_path / "far" / "pyproject.toml").write_text('[project]\nname = "newslint-house"\n')
    assert settings.find(str(near)) == str(tmp_path / "newslint.toml")
    (tmp_path / "far" / "pyproject.toml").write_text("[tool.newslint]\n")
    assert settings.find(str(near)) == str(tmp_path / "far" / "pyproject.toml")
    (tmp_path / "far" / "newslint.toml").touch()
    assert settings.find(str(near)) == str(tmp_path / "far" / "newslint.toml")


@pytest.mark.parametrize(
    "text",
    [
        '[tool]\nnewslint.select = ["text"]\n',
        '[tool] # ours\n"newslint" = { select = ["text"] }\n',
        'tool.newslint.select = ["text"]\n',
        'tool = { newslint = { select = ["text"] } }\n',
        '[ tool . "newslint" ]\nselect = ["text"]\n',
        "[tool.'newslint']\nselect = [\"text\"]\n",
        '\ufeff[tool.newslint]\nselect = ["text"]\n',
    ],
)
def test_settings_in_a_pyproject_are_found_however_they_are_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    found = settings.find(str(tmp_path))
    assert found == str(tmp_path / "pyproject.toml")
    assert read(found, presets()).layers[-1].select == ("text",)


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nname = "newslint"\ndependencies = [\n    "newslint==1",\n]\n[project.scripts]\nnewslint = "a:b"\n',
        '[tool.poetry.dependencies]\nnewslint = "^1"\n[tool]\nx = "newslint"\n',
        "[tool.newslint-of-ours]\nselect = 1\n",
        "# tool.newslint\n[tool]\n# newslint = 1\n",
        'tools = ["newslint"]\n',
    ],
)
def test_what_only_names_newslint_in_a_pyproject_is_no_setting(tmp_path: Path, text: str) -> None:
    (tmp_path / "newslint.toml").touch()
    near = tmp_path / "near"
    near.mkdir()
    (near / "pyproject.toml").write_text(text, "utf-8")
    assert settings.find(str(near)) == str(tmp_path / "newslint.toml")


def test_a_broken_heading_for_newslint_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.newslint\nselect = ["text"]\n')
    with pytest.raises(ConfigError, match="is not TOML"):
        read(settings.find(str(tmp_path)), presets())


def test_a_byte_order_mark_before_a_configuration_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_bytes(b'\xef\xbb\xbfselect = ["text"]\r\n')
    assert read(str(tmp_path / "newslint.toml"), presets()).layers[-1].select == ("text",)


def test_a_configuration_builds_on_files_and_presets_and_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "base.toml").write_text('extend = "desk"\nencoding = "cp1252"\nexclude = ["a"]\n')
    config = read_text(tmp_path, 'extend = "house/base.toml"\nencoding = "latin-1"\nexclude = ["b"]\n')
    assert [layer.origin.rpartition("/")[2] for layer in config.layers] == ["preset desk", "base.toml", "newslint.toml"]
    assert (config.encoding, config.exclude, config.fail_on) == ("latin-1", ("a", "b"), "error")


def test_a_preset_on_the_command_line_stands_in_for_the_configured_one(tmp_path: Path) -> None:
    config = read_text(tmp_path, 'extend = "desk"\n', "corpus")
    assert config.layers[0].origin == "preset corpus"
    assert "preset desk" not in [layer.origin for layer in config.layers]


def test_a_configuration_that_extends_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('extend = "newslint.toml"')
    with pytest.raises(ConfigError, match="extends itself"):
        read_text(tmp_path, 'extend = "other.toml"')


def test_words_come_from_files_without_their_comments(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Aleppo # a city\n\n# a note\nIdlib\n")
    config = read_text(tmp_path, 'words = ["Homs"]\nwords-files = ["words.txt"]')
    assert config.words == {"Aleppo", "Idlib", "Homs"}


def test_a_pyproject_holds_the_same_settings(tmp_path: Path) -> None:
    text = '[tool.newslint]\nencoding = "cp1252"\n[[tool.newslint.per-path]]\npaths = ["old/"]\nignore = ["typo"]\n'
    config = read_text(tmp_path, text, name="pyproject.toml")
    assert config.encoding == "cp1252"
    assert config.per_path[0].layer.ignore == ("typo",)


@pytest.mark.parametrize(
    ("layer", "speaks"),
    [
        (Layer("a"), None),
        (Layer("a", select=("all",)), None),
        (Layer("a", extend_select=("text",)), None),
        (Layer("a", severity={"text": "error"}), None),
        (Layer("a", severity={"text": "error"}, extend_select=("on-demand",)), "warning"),
        (Layer("a", select=("on-demand",)), "warning"),
        (Layer("a", severity={"on-demand": "error"}), "error"),
        (Layer("a", severity={"on-demand": "error"}, ignore=("on-demand",)), None),
    ],
)
def test_a_rule_on_request_speaks_when_its_own_name_is_said(layer: Layer, speaks: str | None) -> None:
    stray = load().rules["stray-space"]
    preset = Layer("preset feed", severity=presets()["feed"]["severity"])
    rule = stray._replace(name="on-demand", on_request=True)
    assert [active.severity.value for active in active_rules([rule], [preset, layer])] == ([speaks] if speaks else [])


@pytest.mark.parametrize(
    ("preset", "select", "speaks"),
    [
        ("feed", "typo", False),
        ("feed", "all", False),
        ("feed", "spelling-variety", True),
        ("desk", "boilerplate:promo", True),
        ("desk", "boilerplate", False),
    ],
)
def test_what_a_preset_has_off_is_switched_on_by_a_name_no_less_specific(
    preset: str, select: str, speaks: bool
) -> None:
    name = "spelling-variety" if preset == "feed" else "donation-appeal"
    layers = (*read(None, presets(), preset).layers, Layer("command line", select=(select,)))
    assert (name in {one.rule.name for one in active_rules(load().rules.values(), layers)}) is speaks
