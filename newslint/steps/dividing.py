"""Large files of records in pieces, so that several workers can read one."""

from collections.abc import Iterator

from newslint.plugins import Plugins
from newslint.readers import CREDITS, Names, Sections, Source, opened, reader_for
from newslint.requests.request import Loaded, Request, Task

LARGE = 8 << 20
"""From this size on, in bytes, a file comes in pieces."""
PIECE = 1 << 20
"""The size of a piece, about: as much work as a part of small files."""


def divided(loaded: Loaded) -> Request:
    """Return the request with several tasks in place of that of each large file."""
    request = loaded.request
    replaced = {path for path, _ in request.replaced}
    tasks: list[Task] = []
    for task in request.tasks:
        tasks += (
            [task] if task.section or task.path in replaced else _pieces(request, loaded.plugins[task.setting], task)
        )
    return request.but(tasks=tuple(tasks))


def _pieces(request: Request, plugins: Plugins, task: Task) -> list[Task]:
    sections = reader_for(plugins.readers, task.path).sections
    fields = request.settings[task.setting].fields
    # That no record has a field is said of a file as a whole.
    if sections is None or any(names and what not in ("body", CREDITS) for what, names in fields.items()):
        return [task]
    try:
        found = list(_split(sections, task, fields))
    except Exception:  # noqa: BLE001 - a plugin's reader may raise anything, and who reads the file says so
        return [task]
    return found if len(found) > 1 else [task]


def _split(sections: Sections, task: Task, fields: Names) -> Iterator[Task]:
    with opened(task.path) as stream:
        if stream.seek(0, 2) < LARGE:
            return
        stream.seek(0)
        found = list(sections.split(Source(task.path, stream, task.encoding, fields), PIECE))
    for section in found:
        yield task._replace(section=section._replace(is_last=section is found[-1]))
