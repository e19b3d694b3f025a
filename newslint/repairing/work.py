"""The repair of one part of a corpus: a work as any engine takes it, that also writes copies and their audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newslint.checking.asking import FAILED
from newslint.checking.checker import Checker
from newslint.checking.settle import may_ask
from newslint.comparing.articles import mark_of
from newslint.config import Active, options_of
from newslint.document import Document
from newslint.model import Fact
from newslint.plugins import Plugins
from newslint.readers import UnreadableError
from newslint.repairing import audit
from newslint.repairing.audit import Entry, Sums
from newslint.repairing.dates import published
from newslint.repairing.disk import Staged, remove
from newslint.repairing.files import FileRepair, Repaired
from newslint.repairing.how import ORIGINALS, Drop, Job
from newslint.repairing.twins import OF_ARTICLES, Candidate
from newslint.requests.request import Task
from newslint.rule import Rule
from newslint.silences import silences_of
from newslint.steps.work import Work
from newslint.text.structure import is_too_long_for_headline
from newslint.twins.corpus import Told, Where
from newslint.values import Values

_OPENING = ('"', "“", "‘", "«", "„")
"""A paragraph that is one quotation begins so."""


class Brought(Values):
    """What the repair of a part came to, besides its copies."""

    sums: Sums = Sums()
    candidates: tuple[Candidate, ...] = ()
    told: tuple[Told, ...] = ()
    """What the articles told the rules that say what stands in the corpus twice."""
    errors: tuple[str, ...] = ()


class RepairWork(Work):
    """Repairs files and writes their copies, where a plain work checks them."""

    def __init__(self, job: Job, plugins: Sequence[Plugins] | None = None) -> None:
        """Take what is to be done and, in the process that prepared it, the plugins that are loaded already."""
        super().__init__(job.request, plugins)
        self._job = job
        self._comparers: dict[int, Checker] = {}

    def __reduce__(self) -> tuple[type[RepairWork], tuple[Job]]:  # type: ignore[override]
        return (RepairWork, (self._job,))

    def repair(self, part: Sequence[Task]) -> Brought:
        """Repair the files of a part, and return what came of it and the facts about the copies."""
        number = f"{self._job.numbers[part[0].path]:05}"
        with Staged() as staged:
            shard = _Shard(self._job, number, staged)
            for task in part:
                self._repair(task, shard)
            shard.finish()
        return shard.brought()

    def _repair(self, task: Task, shard: _Shard) -> None:
        name = self._job.name_of(task.path)
        repair = FileRepair(self, task, self._job.how, self._job.kept_back.get(task.path))
        try:
            done = repair.repaired(self._job.drops.get(name, Drop()))
        except UnreadableError as problem:
            shard.fail(name, str(problem))
            return
        except Exception as problem:  # noqa: BLE001 - a plugin's reader may raise anything, and the run goes on
            said = f"{task.path}: could not be repaired: {type(problem).__name__}: {problem}"
            done = repair.untouched(said)
        shard.take(task, name, repair, done)
        if self._job.compares and self._job.how.dedupe and not done.problem:
            for document in repair.documents(done.content):
                self._compare(task, name, document, shard)
                document.forget()

    def _compare(self, task: Task, name: str, document: Document, shard: _Shard) -> None:
        if document.damaged:
            return
        facts, failures = self._comparer(task.setting).facts(document)
        if may_ask(document):
            facts = _unsilenced(document, facts, self.plugins[task.setting].rules)
        shard.errors += [f"{task.path}: a rule failed, so not all duplicates were found" for _ in failures[:1]]
        told = ((rule, fact) for rule, fact in facts if not (_is_quoted(document, fact) or _is_title(document, fact)))
        shard.told += (Told(rule, fact.key, Where(name, document.record or 0, fact.span)) for rule, fact in told)
        shard.candidates.append(
            Candidate(
                name, document.record or 0, len(document.text), published(document), document.meta.get("url", ""),
                len(document.prose_paragraphs),
            )
        )  # fmt: skip

    def _comparer(self, setting: int) -> Checker:
        if setting not in self._comparers:
            rules, of = self.plugins[setting].rules, self.request.settings[setting]
            wanted = (rules[name] for name in self._job.how.twin_rules)
            active = [Active(rule, rule.severity, options_of(rule, of.layers)) for rule in wanted]
            self._comparers[setting] = Checker(active, rules[FAILED], of.words, None)
        return self._comparers[setting]


def _is_quoted(document: Document, fact: Fact) -> bool:
    """Whether a place is one quotation: several reporters quote one official. Its full stop may stand outside."""
    text = document.slice(fact.span)
    if not text.startswith(_OPENING):
        return False
    inner = fact.span._replace(end=fact.span.start + len(text.rstrip(".,;")))
    return any(quotation.covers(inner) for quotation in document.quotations_at(inner))


def _is_title(document: Document, fact: Fact) -> bool:
    """Whether a place is the short first paragraph of an article: its headline, though a full stop may end it."""
    is_first = bool(document.paragraphs) and fact.span == document.paragraphs[0]
    return is_first and not is_too_long_for_headline(document.slice(fact.span))


def _unsilenced(
    document: Document, facts: Sequence[tuple[str, Fact]], rules: Mapping[str, Rule]
) -> list[tuple[str, Fact]]:
    """Return the facts about places where the article does not ask the rule to be silent: the others are kept."""
    silences = silences_of(document)

    def is_silenced(name: str, fact: Fact) -> bool:
        rule = rules[name]
        start = (mark_of(document) if name.endswith(OF_ARTICLES) else fact.span).start
        return any(one.hits_at(start, name, rule.category, rule.group) for one in silences)

    return [(name, fact) for name, fact in facts if not is_silenced(name, fact)]


class _Shard:
    """The copies and the audit of one part."""

    def __init__(self, job: Job, number: str, staged: Staged) -> None:
        self._job = job
        self._number = number
        self._staged = staged
        self._lines: list[bytes] = [audit.line(audit.head(number))]
        self._files: list[Entry] = []
        self._gone: list[str] = []
        self._counts: dict[str, Counter[str]] = {}
        self._taken = self._changed = self._left_out = 0
        self.errors: list[str] = []
        self.told: list[Told] = []
        self.candidates: list[Candidate] = []

    def fail(self, name: str, message: str) -> None:
        """Note that there is no copy of a file."""
        self.errors.append(message)
        self._lines.append(audit.line({"kind": "problem", "path": name, "message": message}))

    def take(self, task: Task, name: str, repair: FileRepair, done: Repaired) -> None:
        """Take a file that is repaired, and write its copy beside where it is to stand."""
        if done.problem:
            self.errors.append(done.problem)
        self._taken += 1
        self._changed += done.after is not None and done.after != done.before
        self._left_out += done.after is None
        for entry in audit.of_changes(name, repair, done):
            self._lines.append(audit.line(entry))
            if entry["kind"] == "change":
                self._counts.setdefault(entry["action"], Counter())[entry["rule"]] += 1
        if not self._job.target:
            return
        of_file = audit.of_file(name, done)
        self._files.append({key: of_file[key] for key in ("path", "source", "result")})
        self._lines.append(audit.line(of_file))
        if "original" in of_file:
            self._staged.add(self._job.audit_of(ORIGINALS, *name.split("/")), [done.before])
        if done.after is None:
            self._gone.append(name)
        else:
            self._staged.add(self._job.place_of(name), [done.after], task.path)

    def finish(self) -> None:
        """Write the audit, and give all files their names."""
        if not self._job.target:
            return
        end = audit.line(audit.trailer(self._number, self.sums, self._files))
        self._staged.add(self._job.audit_of(f"{self._number}.jsonl"), _chained(self._lines, end))
        self._staged.settle()
        for name in self._gone:
            remove(self._job.place_of(name), self._job.target)

    @property
    def sums(self) -> Sums:
        """What the part came to."""
        changes = {action: dict(sorted(counts.items())) for action, counts in sorted(self._counts.items())}
        return Sums(self._taken, 0, self._changed, self._left_out, changes, len(self.errors))

    def brought(self) -> Brought:
        """Return what the part came to."""
        return Brought(self.sums, tuple(self.candidates), tuple(self.told), tuple(self.errors))


def _chained(lines: Sequence[bytes], end: bytes) -> Iterator[bytes]:
    yield from lines
    yield end
