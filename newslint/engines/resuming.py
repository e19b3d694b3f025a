"""An engine around an engine: what each part of each step came to is kept until the run is complete.

An answer is a file that is written under another name first and then renamed, so that it is there whole or not at
all. Its name is a digest of all that it depends on: what the run is to do, the part, the sizes and times of the files.
"""

import os
import pickle
from _blake2 import blake2b
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from io import BytesIO
from typing import Any

from newslint.configuration.configuration_hash import versions
from newslint.requests.shards import IGNORE, RUNS
from newslint.steps.linking import Do, EngineError
from newslint.steps.plain import Mapped, ToGroup
from newslint.steps.spool import Lazily
from newslint.steps.work import Work
from newslint.values import Values

Start = Callable[[Work], AbstractContextManager[Do]]
_CHECKSUM = 16
_HOMES = frozenset(
    {"newslint.twins.corpus", "newslint.figures.listed", "newslint.model", "newslint.silences", "newslint.steps.plain"}
)
"""Where the nouns of answers are defined."""
_HOW = ("engine", "jobs", "scheduler", "resume", "missing", "configs", "excluded")
"""What a request says that has no influence on answers: how the run is done, and what it comes to besides."""


def resuming(start: Start, folder: str) -> Start:
    """Return what starts the same engine, takes the answers of a run that was interrupted, and keeps those to come.

    Args:
        start: starts the engine.
        folder: where newslint keeps things. Each run has a folder of its own in it, which a complete run removes.
    """

    @contextmanager
    def started(work: Work) -> Iterator[Do]:
        answers = _Answers(work, folder)
        with start(work) as do:
            yield partial(_resumed, do, work, answers)
        answers.remove()

    return started


def _resumed(do: Do, work: Work, answers: "_Answers", step: str, parts: Sequence[Any]) -> Iterator[Any]:
    names = answers.known(step, parts)
    left = [index for index in range(len(parts)) if index not in names]

    def part(number: int) -> Any:
        # Named before it is done: should a file change meanwhile, the answer has the name of a state that is gone.
        found = parts[left[number]]
        names[left[number]] = answers.name(step, found)
        return found

    done = iter(do(step, Lazily(len(left), part)))
    undone = frozenset(left)
    for index in range(len(parts)):
        if index in undone:
            answer = next(done)
            answers.keep(names[index], answer)
        else:
            answer = answers.answer(names[index])
            if answer is None:
                answer = work.do(step, parts[index])
        yield answer


class _Answers:
    """The folder of one run."""

    def __init__(self, work: Work, folder: str) -> None:
        self._work = work
        self._run = _digest_of_run(work)
        self._folder = os.path.join(folder, RUNS, self._run.hex())
        self._keeps = True
        self._files = b""
        try:
            os.makedirs(self._folder, exist_ok=True)
            with suppress(FileExistsError), open(os.path.join(folder, ".gitignore"), "x", encoding="utf-8") as file:
                file.write(IGNORE)
        except OSError as problem:
            raise EngineError(
                f"--resume: {folder} cannot be written: {problem.strerror}; name another folder in NEWSLINT_CACHE_DIR"
            ) from problem

    def known(self, step: str, parts: Sequence[Any]) -> dict[int, str]:
        """Return the names of the answers that are there, by the numbers of their parts."""
        there = {name for name in os.listdir(self._folder) if name.startswith(step)}
        if not there:
            return {}
        names = ((index, self.name(step, part)) for index, part in enumerate(parts))
        return {index: name for index, name in names if name in there}

    def name(self, step: str, part: Any) -> str:
        """Return what the answer about a part is called."""
        files = self._states(part) if step == "map" else self._all_files()
        return f"{step}-{blake2b(_fixed(part) + files, digest_size=_CHECKSUM, key=self._run).hexdigest()}"

    def answer(self, name: str) -> Any | None:
        """Return an answer; None where the file does not hold what was written."""
        try:
            with open(os.path.join(self._folder, name), "rb") as file:
                data = file.read()
            if blake2b(data[_CHECKSUM:], digest_size=_CHECKSUM).digest() == data[:_CHECKSUM]:
                return _Nouns(BytesIO(data[_CHECKSUM:])).load()
        except (OSError, AttributeError, pickle.UnpicklingError):
            pass
        return None

    def keep(self, name: str, answer: Any) -> None:
        """Write an answer, unless a file could not be read, which may go better the next time."""
        if not self._keeps or _has_errors(answer):
            return
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        path = os.path.join(self._folder, name)
        try:
            with open(f"{path}.{os.getpid()}.part", "wb") as file:
                file.write(blake2b(data, digest_size=_CHECKSUM).digest() + data)
            os.replace(file.name, path)
        except OSError:
            # A full disk, or another run of the same was complete first: this one goes on, and keeps no more.
            self._keeps = False

    def remove(self) -> None:
        """Remove what was kept."""
        from shutil import rmtree

        rmtree(self._folder, ignore_errors=True)
        with suppress(OSError):
            os.rmdir(os.path.dirname(self._folder))

    def _states(self, numbers: Sequence[int]) -> bytes:
        return repr([_state(self._work.request.tasks[number].path) for number in numbers]).encode()

    def _all_files(self) -> bytes:
        """Return a digest of how all files lie there, whichever of them a step looks at once more."""
        if not self._files:
            self._files = blake2b(self._states(range(len(self._work.request.tasks)))).digest()
        return self._files


def _state(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _digest_of_run(work: Work) -> bytes:
    request = {name: value for name, value in work.request.as_dict().items() if name not in _HOW}
    said = repr((os.getcwd(), _plain(request), _plain(versions(work.plugins))))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_CHECKSUM).digest()


def _plain(value: Any) -> Any:
    """Return a value in which sets and mappings have an order."""
    if isinstance(value, Values):
        return _plain(value.as_dict())
    if isinstance(value, Mapping):
        return sorted((name, _plain(one)) for name, one in value.items())
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def _fixed(part: Any) -> bytes:
    """Return bytes that are the same for equal parts."""
    if isinstance(part, ToGroup):
        part = (part.facts, None if part.asked is None else sorted(part.asked))
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    # Without it bytes depend on which texts are one object.
    pickler.fast = True
    pickler.dump(part)
    return buffer.getvalue()


def _has_errors(answer: Any) -> bool:
    if isinstance(answer, Mapped):
        return any(outcome.errors for outcome in answer.outcomes.values())
    return bool(getattr(answer, "errors", ()))


class _Nouns(pickle.Unpickler):
    """Reads answers and nothing else: what lies beside somebody's articles shall not be able to run a program."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module in _HOMES else None
        if not isinstance(found, type) or found.__module__ not in _HOMES:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")
        return found
