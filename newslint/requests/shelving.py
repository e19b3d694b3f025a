"""How each file of a run is read, and by whose plugins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslint.openers import Opener, is_url, opener_of
from newslint.plugins import Plugins, load
from newslint.readers import Reader, reader_for
from newslint.requests.library import Library, Shelf
from newslint.requests.tasks import Setting, Task, sections_of

if TYPE_CHECKING:
    from newslint.requests.request import Request


def loaded_for(request: Request) -> list[Plugins]:
    """Return the plugins of each setting; those of the same names are loaded once."""
    known = {setting.plugins: setting.folder for setting in request.settings}
    loaded = {named: load(named, folder) for named, folder in known.items()}
    return [loaded[setting.plugins] for setting in request.settings]


def library_of(request: Request, plugins: Sequence[Plugins]) -> Library:
    """Return the files of a request, as its settings and their plugins have them read."""
    return Library(_Shelves(request, plugins), dict(request.replaced), sections_of(request.tasks))


class _Shelves(dict[str, Shelf]):
    """How each file is read, found out when it is read: most files of a corpus are only looked up in the store."""

    def __init__(self, request: Request, plugins: Sequence[Plugins]) -> None:
        super().__init__()
        self._settings = request.settings
        self._plugins = plugins
        self._tasks = {task.path: task for task in request.tasks}
        self._known: dict[tuple[int, str, str], Shelf] = {}

    def __missing__(self, path: str) -> Shelf:
        task = self._tasks[path]
        self[path] = found = _shelf(self._known, self._plugins[task.setting], self._settings, task)
        return found


def _shelf(
    known: dict[tuple[int, str, str], Shelf], plugins: Plugins, settings: Sequence[Setting], task: Task
) -> Shelf:
    """Return how a file is read, which is the same for all files of a setting whose names end alike."""
    path, setting = task.path, settings[task.setting]
    if is_url(path) and plugins.openers:
        # The query of an address is no part of the file's name.
        reader = reader_for(plugins.readers, path.partition("?")[0])
        return _shelf_of(reader, setting, task.encoding, opener_of(plugins.openers, path))
    key = (task.setting, task.encoding, path[path.rfind("/") + 1 :].partition(".")[2])
    if key not in known:
        known[key] = _shelf_of(reader_for(plugins.readers, path), setting, task.encoding)
    return known[key]


def _shelf_of(reader: Reader, setting: Setting, encoding: str, opener: Opener | None = None) -> Shelf:
    return Shelf(reader, encoding, setting.fields, setting.readers.get(reader.name.partition(".")[0]), opener)
