"""MB per CPU second and peak memory of checking articles in Parquet, WARC and WET files, beside JSON lines.

Of archives of the web the bytes of whole pages count, else those of texts. Each file is made in two sizes; that memory
does not grow with the file shows in the second.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from environments import WORK, newslint_with_formats
from tree import articles
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FURNITURE = "<script>var page = {};</script>\n" + "<nav><ul><li><a href='/'>Home</a></li></ul></nav>\n" * 20
"""What stands around an article on a page, several times."""
CHECK = ("check", "--no-cache", "--scope", "document", "--jobs", "1", "--exit-zero", "--output-format", "json")
WITHIN = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
said = child.stderr.read()
_, status, usage = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
if status:
    sys.exit(said.decode())
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
"""
"""Runs a command and prints its CPU seconds and peak memory. A child of a large program would have that one's peak."""
Maker = Callable[[Path, Iterable[str]], None]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--pages", type=int, default=50, help="of the archive of the web")
    options = parser.parse_args()
    command = newslint_with_formats()
    print(f"{'file':24}{'articles':>9}{'MB read':>9}{'MB file':>9}{'first s':>9}{'MB/CPU s':>10}{'peak MiB':>10}")
    makers: dict[str, Maker] = {
        "a.jsonl": _jsonl, "a.parquet": _parquet, "a.wet.gz": _wet, "none/a.warc.gz": _warc,
        "trafilatura/a.warc.gz": _warc,
    }  # fmt: skip
    for name, make in makers.items():
        for times in (1, 4):
            count = times * (options.pages if make is _warc else options.articles)
            _measure(command, name, make, count)


def _measure(command: Path, name: str, make: Maker, count: int) -> None:
    """Print what a file costs over what one with a single article costs, most of which is start-up."""
    texts = list(islice(cycle(articles()), count))
    first, _ = _cost(command, _made(name, make, texts[:1]))
    path = _made(name, make, texts)
    seconds, peak = _cost(command, path)
    read = sum(len((_page(one) if make is _warc else one).encode()) for one in texts) / 1e6
    rate, file = read / max(seconds - first, 0.01), path.stat().st_size / 1e6
    print(f"{name:24}{count:9,}{read:9.1f}{file:9.1f}{first:9.2f}{rate:10.1f}{peak / (1 << 20):10.0f}", flush=True)


def _cost(command: Path, path: Path) -> tuple[float, int]:
    """Return the CPU seconds of checking a file, and the peak memory in bytes."""
    run = [sys.executable, "-S", "-c", WITHIN, str(command), *CHECK, path.name]
    seconds, peak = subprocess.check_output(run, cwd=path.parent, text=True).split()
    return float(seconds), int(peak)


def _made(name: str, make: Maker, texts: Sequence[str]) -> Path:
    """Make a file, and a configuration beside it that says how its pages are read."""
    path = WORK / "formats" / str(len(texts)) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path, texts)
    extractor = name.partition("/")[0] if "/" in name else "none"
    path.with_name("newslint.toml").write_text(f'[readers.warc]\nextractor = "{extractor}"\n', "utf-8")
    return path


def _jsonl(path: Path, texts: Iterable[str]) -> None:
    records = ({"url": url, "text": text} for url, text in _with_urls(texts))
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")


def _parquet(path: Path, texts: Iterable[str]) -> None:
    urls, bodies = zip(*_with_urls(texts), strict=True)
    vectors = pa.array([[0.5] * 256] * len(urls), pa.list_(pa.float32()))
    pq.write_table(pa.table({"url": urls, "text": bodies, "embedding": vectors}), path, row_group_size=100_000)


def _wet(path: Path, texts: Iterable[str]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, text in _with_urls(texts):
            content = BytesIO(text.encode())
            record = writer.create_warc_record(url, "conversion", payload=content, warc_content_type="text/plain")
            writer.write_record(record)


def _warc(path: Path, texts: Iterable[str]) -> None:
    said = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, text in _with_urls(texts):
            content = BytesIO(_page(text).encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=content, http_headers=said))


def _page(text: str) -> str:
    title, *paragraphs = [html.escape(line) for line in text.split("\n") if line.strip()]
    body = "\n".join(f"<p class='story-body'>{one}</p>\n<div class='ad' data-slot='x'></div>" for one in paragraphs)
    around = FURNITURE * 4
    return f"<html><head><title>{title}</title></head><body>{around}<h1>{title}</h1>\n{body}{around}</body></html>"


def _with_urls(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"https://www.example.org/{number}", text) for number, text in enumerate(texts))


if __name__ == "__main__":
    main()
