"""Measure the HTML report in a headless Chromium: how long it takes to open, to show a view, to take a verdict.

Needs the group ``browser`` and Debian's package ``chromium``. ``python bench/html_report.py [FINDINGS]``
"""

import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run", "--enable-precise-memory-info")  # fmt: skip
WORDS = "rain town council mayor bridge river market school police train harbour vote budget storm field".split()
SLIPS = ("teh", "recieve", "seperate", "goverment", "untill", "wich", "definately", "occured")
VIEWS = ("articles", "texts", "samples&rule=known-misspelling", "twins", "charts", "texts&text=teh")
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
TIMES = """() => {
  window.times = []
  addEventListener("keydown", () => {
    const start = performance.now()
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - start)))
  }, true)
}"""


def sentence(dice: random.Random) -> str:
    """Return a sentence that no other article has."""
    return f"The {' '.join(dice.choice(WORDS) for _ in range(12))} {dice.randrange(10_000)}."


def article(dice: random.Random, number: int) -> str:
    """Return an article of some 1,700 characters with two misspelt words."""
    paragraphs = [" ".join(sentence(dice) for _ in range(3)) for _ in range(6)]
    for _ in range(2):
        place = dice.randrange(len(paragraphs))
        paragraphs[place] = paragraphs[place].replace(" ", f" {dice.choice(SLIPS)} ", 1)
    return "\n\n".join([f"Day {number} in the town", *paragraphs]) + "\n"


def report(folder: Path, findings: int) -> Path:
    """Write articles with so many findings, and the report on them."""
    dice = random.Random(6)  # noqa: S311 - the same articles each time
    for number in range(findings // 2):
        (folder / f"{number:05}.txt").write_text(article(dice, number), "utf-8")
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--no-cache", "--select", "known-misspelling"]
    subprocess.run(
        [*command, "--quiet", "--output-format", "jsonl", "--report", "html=out.html"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    return folder / "out.html"


def measure(page: Any, path: Path) -> None:
    """Print what was measured."""
    print(f"file: {path.stat().st_size / 1e6:.1f} MB")
    page.goto(path.as_uri())
    page.wait_for_selector("main h2")
    opened = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    print(f"{page.inner_text('#count')}: ready after {opened:.0f} ms, {heap(page):.0f} MB of heap")
    for view in VIEWS:
        start = page.evaluate("view => { location.hash = `view=${view}`; return performance.now() }", view)
        print(f"view {view}: {page.evaluate(FRAME) - start:.0f} ms, {page.locator('main *').count():,} elements")
    page.evaluate("location.hash = 'view=texts'")
    page.wait_for_timeout(200)
    page.evaluate(TIMES)
    for key in ("j", *"wrmlwrm", *"uuu"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
    print(f"a key, until it is seen: {max(page.evaluate('window.times')):.0f} ms at most; {heap(page):.0f} MB of heap")


def heap(page: Any) -> float:
    """Return how many megabytes the page's objects take."""
    return float(page.evaluate("performance.memory.usedJSHeapSize")) / 1e6


def main() -> None:
    """Measure a report on 10,000 findings, or as many as are asked for."""
    from playwright.sync_api import sync_playwright  # type: ignore[import-not-found, unused-ignore]

    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = report(Path(folder), findings)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        measure(browser.new_page(viewport={"width": 1280, "height": 900}), path)
        browser.close()


if __name__ == "__main__":
    main()
