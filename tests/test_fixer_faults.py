"""Whatever happens while a file is fixed, it is whole, old or new, and nothing of ours is left beside it."""

import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newslint.fixer import beside_of, replace
from newslint.readers import UnwritableError

CALLS = ("stat", "access", "open", "fstat", "fchown", "fchmod", "listxattr", "fsync", "replace", "close", "unlink")
"""What the system is asked for while a file is replaced."""
OLD, NEW = b"old " * 50_000, b"new " * 40_000


def failing_at(number: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make the call of this number, of all of them, fail; return what was called."""
    called: list[str] = []

    def wrapped(name: str):
        function = getattr(os, name)

        def call(*arguments: object, **more: object) -> object:
            called.append(name)
            if len(called) == number:
                raise OSError(28, "No space left on device")
            return function(*arguments, **more)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, wrapped(name))
    return called


def refusal_of(path: Path) -> str:
    try:
        replace(str(path), OLD, NEW)
    except UnwritableError as problem:
        return str(problem)
    return ""


def test_whichever_call_of_the_system_fails_the_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    outcomes = []
    for number in range(1, 40):
        path.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as monkeypatch:
            called = failing_at(number, monkeypatch)
            said = refusal_of(path)
        wrote = not said
        assert wrote or (said.startswith(str(path)) and said.endswith("it is as it was"))
        outcomes.append(wrote)
        assert path.read_bytes() == (NEW if wrote else OLD)
        left = [one for one in os.listdir(tmp_path) if one != "a.txt"]
        assert not left or called[number - 1] == "unlink"
        for one in left:
            os.unlink(tmp_path / one)
        if number > len(called):
            break
    assert number > 8
    assert not all(outcomes)
    assert outcomes[-1]


DIES = """
import os, sys
from newslint.fixer import replace
path, calls = sys.argv[1], sys.argv[2].split(",")
old, new = b"old " * 50_000, b"new " * 40_000
for number in range(1, 40):
    for later in (False, True):
        with open(path, "wb") as file:
            file.write(old)
        child = os.fork()
        if child == 0:
            count = 0
            def wrapped(function):
                def call(*arguments, **more):
                    global count
                    count += 1
                    if count == number and not later:
                        os._exit(9)
                    answer = function(*arguments, **more)
                    if count == number:
                        os._exit(9)
                    return answer
                return call
            for name in calls:
                setattr(os, name, wrapped(getattr(os, name)))
            replace(path, old, new)
            os._exit(0)
        died = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with open(path, "rb") as file:
            data = file.read()
        print(number, later, died, {old: "old", new: "new"}.get(data, "broken"))
    if not died:
        break
"""


def test_killed_at_any_call_of_the_system_it_leaves_the_file_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    done = subprocess.run(
        [sys.executable, "-c", DIES, str(path), ",".join(CALLS)], capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert {line[3] for line in lines} == {"old", "new"}
    assert len([line for line in lines if line[2] == "9"]) > 16
    assert lines[-1][2:] == ["0", "new"]
    # What is left beside it no walk reads.
    assert all(one == "a.txt" or one.startswith(".newslint-") for one in os.listdir(tmp_path))


LINE = "The ferries to the islands did not sail on Monday, said the harbour master in the morning."


def test_a_run_that_is_killed_at_any_moment_leaves_all_files_whole_and_the_next_one_clears_up(tmp_path: Path) -> None:
    old = "\n\n".join([f"Police said the the man fled. {LINE}"] * 300) + "\n"
    new = old.replace("the the", "the")
    files = [tmp_path / f"{number}.txt" for number in range(40)]
    for path in files:
        path.write_text(old)
    command = [sys.executable, "-m", "newslint", "fix", "--quiet", "--select", "doubled-word", "--no-cache", "-j1", "."]
    for seed in range(14):
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as run:
            # The sooner half dies while it reads.
            time.sleep(random.Random(seed).uniform(0.1, 0.9))  # noqa: S311
            run.send_signal(signal.SIGKILL)
        assert {path.read_text() for path in files} <= {old, new}
        assert all(one.endswith(".txt") or one.startswith(".newslint-") for one in os.listdir(tmp_path))
    (tmp_path / f".newslint-{run.pid}-0badcafe.tmp").write_text(old)
    files[0].write_text(old)
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    assert {path.read_text() for path in files} == {new}
    assert sorted(os.listdir(tmp_path)) == sorted(path.name for path in files)


def test_what_another_run_is_just_writing_is_not_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police said the the man fled.\n")
    theirs = Path(beside_of(str(tmp_path / "a.txt")))
    theirs.write_text("half")
    subprocess.run([sys.executable, "-m", "newslint", "fix", "-q", "."], cwd=tmp_path, check=True)
    assert (tmp_path / "a.txt").read_text() == "Police said the man fled.\n"
    assert theirs.read_text() == "half"


def test_a_disk_that_fills_up_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    text = f"Police said the the man fled. {LINE}\n" * 2_000
    (tmp_path / "a.txt").write_text(text)

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        [sys.executable, "-m", "newslint", "fix", "--no-cache", "-q", "a.txt"], cwd=tmp_path, capture_output=True,
        preexec_fn=full, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "newslint: a.txt: cannot be fixed: File too large; it is as it was\n" in done.stderr
    assert (tmp_path / "a.txt").read_text() == text
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_of_two_names_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.link(path, tmp_path / "b.txt")
    with pytest.raises(UnwritableError, match=r"2 names \(hard links\), and only this one would be mended"):
        replace(str(path), b"old", b"new")
    assert os.path.samefile(path, tmp_path / "b.txt")
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(("make", "said"), [
    (Path.mkdir, "it is no file"), (lambda path: None, "somebody removed it meanwhile"), (os.mkfifo, "it is no file"),
])  # fmt: skip
def test_what_is_no_file_any_more_is_left_alone(tmp_path: Path, make, said: str) -> None:
    path = tmp_path / "a.txt"
    make(path)
    before = os.listdir(tmp_path)
    with pytest.raises(UnwritableError, match=said):
        replace(str(path), b"old", b"new")
    assert os.listdir(tmp_path) == before


STRANGER = """
import os, sys, tempfile
from newslint.fixer import replace
from newslint.readers import UnwritableError
folder = tempfile.mkdtemp()
path = os.path.join(folder, "a.txt")
try:
    with open(path, "wb") as file:
        file.write(b"old")
    os.chmod(path, int(sys.argv[1], 8))
    os.chmod(folder, int(sys.argv[2], 8))
    if os.geteuid() == 0:
        owner = os.fork()
        if owner:
            os.waitpid(owner, 0)
        else:
            os.setgroups([])
            os.setresgid(65534, 65534, 65534)
            os.setresuid(65534, 65534, 65534)
    if os.geteuid() != 0:
        try:
            replace(path, b"old", b"new")
            print("done")
        except UnwritableError as problem:
            print(problem)
        with open(path, "rb") as file:
            print(file.read(), sorted(os.listdir(folder)))
        os._exit(0)
finally:
    os.chmod(folder, 0o700)
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    os.rmdir(folder)
"""


@pytest.mark.parametrize(("mode", "of_folder", "said"), [
    ("444", "755", "cannot be fixed: the file is read-only"),
    ("666", "555", "cannot be fixed: Permission denied; it is as it was"),
])  # fmt: skip
def test_what_may_not_be_written_is_left_alone(mode: str, of_folder: str, said: str) -> None:
    done = subprocess.run([sys.executable, "-c", STRANGER, mode, of_folder], capture_output=True, text=True, check=True)
    assert said in done.stdout
    assert "b'old' ['a.txt']" in done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_owner_group_and_mode_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    path.chmod(0o2664)
    replace(str(path), b"old", b"new")
    now = path.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (1234, 4321, 0o2664)


def test_where_only_the_group_can_be_kept_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    given: list[tuple[int, int]] = []

    class Theirs:
        st_uid, st_gid, st_mode, st_nlink = 12345, 54321, stat.S_IFREG | 0o664, 1

    def chown(descriptor: int, owner: int, group: int) -> None:
        given.append((owner, group))
        if owner != -1:
            raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "stat", lambda path: Theirs)
    monkeypatch.setattr(os, "fchown", chown)
    replace(str(path), b"old", b"new")
    assert given == [(12345, 54321), (-1, 54321)]


def test_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    if not hasattr(os, "setxattr"):
        pytest.skip("the system has none")
    try:
        os.setxattr(path, "user.desk", b"world")
    except OSError:
        pytest.skip("the file system has none")
    replace(str(path), b"old", b"new")
    assert os.getxattr(path, "user.desk") == b"world"


def test_a_file_that_is_changed_while_it_is_fixed_is_reported_and_the_others_are_fixed(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name}: Police said the the man fled.\n")
    script = (
        "import sys\nimport newslint.cli.fixing as fixing\nreplace = fixing.replace\n"
        "def slowly(path, before, after):\n"
        "    if path == 'b.txt': open(path, 'w').write('b: somebody wrote the the this.\\n')\n"
        "    replace(path, before, after)\n"
        "fixing.replace = slowly\nfrom newslint.cli.main import main\nmain(['fix', '--no-cache'])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "newslint: b.txt: not fixed: somebody changed it meanwhile; run newslint again\n" in done.stderr
    assert "b.txt:1 doubled-word: " not in done.stderr
    assert "2 findings fixed in 2 files" in done.stderr
    assert (tmp_path / "b.txt").read_text() == "b: somebody wrote the the this.\n"
    assert (tmp_path / "c.txt").read_text() == "c: Police said the man fled.\n"
    # What stands there now is reported.
    assert "b.txt:1:19" in done.stdout
