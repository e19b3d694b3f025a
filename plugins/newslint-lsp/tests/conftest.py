from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")
from lsp_client import Client


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a configuration."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "newslint.toml").write_text('extend = "feed"\n', encoding="utf-8")
    return folder.resolve()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """What starts an editor in some folders."""
    clients: list[Client] = []

    def begin(*folders: Path, **initialize: Any) -> Client:
        clients.append(Client(folders, tmp_path, **initialize))
        return clients[-1]

    yield begin
    for client in clients:
        if client.process.poll() is None and client.process.stdin is not None:
            client.process.stdin.close()
        client.end()
