"""``newslint trust``: in which folders an editor may run what a configuration names."""

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newslint.cli.main import main
from newslint.configuration.trust import Trusted, file_of_trust, is_trusted, trusted, withheld
from newslint.requests.request import Options, prepare


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    work = tmp_path / "work"
    (work / "desk" / "night").mkdir(parents=True)
    monkeypatch.chdir(work)
    return work


def trust(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["trust", *arguments])


def test_no_folder_is_trusted_before_somebody_says_so(home: Path) -> None:
    assert not is_trusted(str(home / "desk"))
    assert "you trust no folder yet" in trust("--list").stderr


def test_a_trusted_folder_is_trusted_with_all_in_it_and_nothing_above_or_beside_it(home: Path) -> None:
    assert trust("desk").exit_code == 0
    (home / "desk-of-others").mkdir()
    assert is_trusted("desk")
    assert is_trusted(str(home / "desk" / "night" / "not-yet-written.py"))
    assert not is_trusted(str(home))
    assert not is_trusted("desk-of-others")


def test_a_folder_is_revoked_and_listed_no_more(home: Path) -> None:
    trust("desk")
    trust("desk/night")
    assert str(home / "desk") in trust("--list").stdout
    assert trust("--revoke", "desk").exit_code == 0
    assert not is_trusted("desk/night")
    assert trust("--list").stdout == ""


def test_to_revoke_what_is_not_listed_is_an_error_that_names_the_folder_above(home: Path) -> None:
    trust("desk")
    done = trust("--revoke", "desk/night")
    assert done.exit_code == 2
    assert f"it lies in {home / 'desk'}" in done.stderr


def test_a_link_out_of_a_trusted_folder_leads_to_nothing_trusted_and_a_link_into_one_does(home: Path) -> None:
    trust("desk")
    (home / "elsewhere").mkdir()
    (home / "desk" / "out").symlink_to(home / "elsewhere")
    (home / "in").symlink_to(home / "desk")
    assert not is_trusted("desk/out")
    assert is_trusted("in/night")


def test_a_folder_that_was_moved_has_to_be_trusted_again_and_what_takes_its_place_too(home: Path) -> None:
    trust("desk")
    os.rename("desk", "moved")
    assert not is_trusted("moved")
    (home / "desk").mkdir()
    assert not is_trusted("desk")
    assert "no longer trusted" in trust("--list").stdout
    assert "Trusted:" in trust("desk").stdout
    assert is_trusted("desk")
    assert len(trusted()) == 1


def test_folders_are_the_same_when_the_file_system_says_so_however_they_are_spelt(home: Path) -> None:
    # Stands for a file system that takes DESK and desk for one: the same folder under a second name.
    state = os.stat("desk")
    assert is_trusted("desk", (Trusted(str(home / "work" / ".." / "desk"), state.st_ino),)) is False
    assert is_trusted("desk", (Trusted(f"{home}/./desk", state.st_ino),))


def test_the_list_is_for_the_user_alone(home: Path) -> None:
    trust("desk")
    assert os.stat(file_of_trust()).st_mode & 0o777 == 0o600
    assert os.stat(os.path.dirname(file_of_trust())).st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_list_that_others_may_write_is_not_believed(home: Path) -> None:
    trust("desk")
    os.chmod(file_of_trust(), 0o666)  # noqa: S103 - the fault
    assert not is_trusted("desk")
    done = trust("--list")
    assert done.exit_code == 2
    assert "could have been written by somebody else" in done.stderr


@pytest.mark.parametrize("text", [
    "", "[", "[]", "{}", '{"version": 1, "folders": [{"path": "desk", "number": 1}]}',
    '{"version": 1, "folders": [{"path": "/x", "number": "1"}]}', '{"version": 1, "folders": 3}', "\udcff",
])  # fmt: skip
def test_a_damaged_list_trusts_nothing_and_says_what_to_do(home: Path, text: str) -> None:
    trust("desk")
    Path(file_of_trust()).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert not is_trusted("desk")
    done = trust("desk")
    assert done.exit_code == 2
    assert "delete it and trust your folders again" in done.stderr


def test_a_list_of_a_later_version_is_left_alone(home: Path) -> None:
    trust("desk")
    path = Path(file_of_trust())
    path.write_text(text := json.dumps({"version": 2, "folders": []}))
    assert trust("desk").exit_code == 2
    assert path.read_text() == text


@pytest.mark.parametrize("folder", ["missing", "article.txt"])
def test_what_is_no_folder_cannot_be_trusted(home: Path, folder: str) -> None:
    (home / "article.txt").write_text("Rain.\n")
    assert trust(folder).exit_code == 2
    assert trusted() == ()


def test_whoever_trusts_a_folder_is_told_which_programs_may_run_there(home: Path) -> None:
    (home / "desk" / "newslint.toml").write_text('plugins = ["rules/house.py", "acme", "pack.toml"]\n')
    assert f"names {os.path.join('rules', 'house.py')}, acme." in trust("desk").stdout


def test_whoever_trusts_a_folder_below_its_configuration_is_told_where_that_lies(home: Path) -> None:
    (home / "newslint.toml").write_text('plugins = ["house.py"]\n')
    assert f"newslint trust {home}" in trust("desk").stdout


def test_programs_are_withheld_until_the_folder_is_trusted_and_packs_never(home: Path) -> None:
    plugins = (str(home / "desk" / "house.py"), str(home / "desk" / "pack.toml"), "acme")
    assert withheld(plugins, "desk") == (plugins[0], "acme")
    trust("desk")
    assert withheld(plugins, "desk") == ()


def test_a_path_that_no_file_system_takes_is_not_trusted(home: Path) -> None:
    trust("/")
    assert not is_trusted("a\0b")


def test_an_editor_uses_the_store_of_a_folder_only_where_that_is_trusted(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def store(*, trusted_only: bool) -> str:
        return prepare(Options((str(desk),), base=str(desk), cache=True, trusted_only=trusted_only)).request.cache

    desk = home / "desk"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "caches"))
    monkeypatch.delenv("NEWSLINT_CACHE_DIR", raising=False)
    (desk / "newslint.toml").write_text("")
    (desk / "a.txt").write_text("Rain fell.\n")
    own = store(trusted_only=True)
    assert Path(own).parent == home / "caches" / "newslint"
    assert store(trusted_only=False) == str(desk / ".newslint_cache")
    (desk / "newslint.toml").write_text(f'cache-dir = "{home / "elsewhere"}"\n')
    assert Path(store(trusted_only=True)).parent == home / "caches" / "newslint"
    (desk / "newslint.toml").write_text("")
    trust(str(desk))
    assert store(trusted_only=True) == str(desk / ".newslint_cache")
