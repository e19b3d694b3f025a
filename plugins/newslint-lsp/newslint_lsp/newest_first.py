"""A thread that does jobs by name; of two of one name only the later is done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

LOG = logging.getLogger(__name__)
Job = Callable[[], Any]
Deliver = Callable[[Any], None]


class NewestFirst:
    """Does one job after the other, away from the one who talks with the editor.

    The thread is a daemon: nobody waits for it when the editor says goodbye.
    """

    def __init__(self, name: str) -> None:
        """Take the name of the thread, which begins with the first job."""
        self._name = name
        self._waiting: dict[str, tuple[Job, Deliver]] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(self, name: str, job: Job, deliver: Deliver) -> None:
        """Do a job when there is time, and hand over what it returns; one of the same name that waits is dropped."""
        with self._changed:
            self._waiting[name] = (job, deliver)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify()

    def drop(self, name: str) -> None:
        """Forget a job that waits."""
        with self._changed:
            self._waiting.pop(name, None)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._waiting))
                job, deliver = self._waiting.pop(next(iter(self._waiting)))
            try:
                deliver(job())
            except Exception:
                LOG.exception("a fault of newslint-lsp; please report it")
