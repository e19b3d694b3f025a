"""The last line of the JSON lines of a run over records: by it a reader knows that nothing is missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from newslint.configuration.configuration_hash import hash_of_run, versions

if TYPE_CHECKING:
    from newslint.engine import Result

SEVERITIES = ("error", "warning", "info")


def has_trailer(result: Result) -> bool:
    """Whether a run read files that hold many articles, or took a part of the input, which may hold none."""
    if result.loaded is None:
        return False
    if result.loaded.request.is_shard:
        return True
    asked = (task.path for task in result.loaded.request.tasks if task.asked)
    return result.records > 0 or any(result.library.shelf(path).reader.of_records for path in asked)


def trailer(result: Result) -> dict[str, Any]:
    """Return the trailer of a run.

    Raises:
        ValueError: the result is none of a run.
    """
    if result.loaded is None:
        raise ValueError("there was no run")
    request, plugins = result.loaded.request, result.loaded.plugins
    found = result.diagnostics
    of_severity = Counter(one.severity.value for one in found)
    return {
        "trailer": True,
        "complete": not (result.errors or result.unread or result.failures),
        "files": result.files,
        "articles": result.articles,
        "records": result.records,
        "unread": result.unread,
        "words": result.words if request.counts_words else None,
        "findings": len(found),
        "by_severity": {severity: of_severity[severity] for severity in SEVERITIES},
        "by_rule": dict(sorted(Counter(one.rule for one in found).items())),
        "errors": list(result.errors),
        "versions": versions(plugins),
        "configuration": hash_of_run(request, plugins),
    }
