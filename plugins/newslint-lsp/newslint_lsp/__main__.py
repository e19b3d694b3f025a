"""``newslint-lsp``: the command that editors start."""

from __future__ import annotations

import argparse
import logging
import os
import sys


def main() -> None:
    """Serve one editor, over standard input and output."""
    asked = _parser().parse_args()
    # An editor starts us in a folder that may hold anything, such as a file of the name of a module.
    sys.path[:] = [folder for folder in sys.path if folder and os.path.abspath(folder) != os.getcwd()]
    logging.basicConfig(
        stream=sys.stderr, level=asked.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    # The library notes every message that it sends, articles and all.
    logging.getLogger("pygls").setLevel(max(logging.WARNING, logging.getLogger().level))
    # Who compares articles lets go of the interpreter so often, in seconds, that nobody who types waits for it.
    sys.setswitchinterval(0.0005)
    from newslint_lsp.server import server

    made = server()
    if asked.tcp:
        host, _, port = asked.tcp.rpartition(":")
        made.start_tcp(host or "127.0.0.1", int(port))
    else:
        made.start_io()
    made.leave(0)


def _parser() -> argparse.ArgumentParser:
    from newslint_lsp import __version__

    parser = argparse.ArgumentParser("newslint-lsp", description="The language server of newslint; editors start it.")
    parser.add_argument("--version", action="version", version=f"newslint-lsp {__version__}")
    parser.add_argument("--stdio", action="store_true", help="talk over standard input and output, as it does anyway")
    parser.add_argument("--tcp", metavar="[HOST:]PORT", help="wait for an editor there instead, to look for faults")
    levels = ("debug", "info", "warning", "error")
    parser.add_argument("--log-level", choices=levels, default="info", help="what is written to standard error")
    return parser


if __name__ == "__main__":
    main()
