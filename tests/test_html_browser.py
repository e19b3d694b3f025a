"""The HTML report in a real browser: read, filtered, judged by key; on a phone, in the dark, without a mouse."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from html_pages import ROOT, blocks, html_of, story, write

pytestmark = pytest.mark.browser
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / "build" / "axe.min.js"
VIEWS = ("articles", "texts", "samples&rule=doubled-word", "twins&twin={twin}", "charts", "rule&rule=doubled-word")
TWIN = "The council voted on Tuesday to close the old bridge over the river until all the cracks in it have been {}."
EDITED = TWIN.replace("Tuesday to close", "Tuesday evening to close").format("mended")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="could not import playwright")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on articles with slips that repeat, twins, overlaps, hostile and foreign texts."""
    folder = tmp_path_factory.mktemp("articles")
    slips = ("Police said the the man fled.", "He saw teh rain.", "They can not stay, the the mayor said.")
    write(folder, **{f"town{number}": story(number, slips[number % 3], slips[0]) for number in range(6)})
    write(folder, one=story(10, TWIN.format("mended")), two=story(11, EDITED), three=story(12, TWIN.format("mended")))
    write(
        folder,
        hostile=story(13, "<img src=x onerror=window.hit=1>\u202e </script><script>window.hit=1</script> the the"),
    )
    former = html_of(folder)
    write(folder, town9=story(9, "Mr Brown recieved teh prize, and and left.", "Later he read teh book."))
    path = folder / "out.html"
    path.write_text(html_of(folder, former=former), "utf-8")
    return path


def wait_for(page: Any, condition: str) -> None:
    """Wait until something holds; the page's policy forbids Playwright's own way, which is to evaluate a text in it."""
    for _ in range(200):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"this never came true: {condition}")


class Reader:
    """Somebody who has a report open."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.path = path
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("request", lambda one: self.requests.append(one.url))
        self.page.on("pageerror", lambda problem: self.faults.append(str(problem)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.open(fragment)

    def open(self, fragment: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.path.as_uri()}{fragment}")
        self.page.wait_for_selector("main h2")

    def show(self, view: str) -> None:
        self.page.evaluate("view => { location.hash = `view=${view}` }", view)
        self.wait(f"document.querySelector('#views [aria-current]').hash.startsWith('#view={view.partition('&')[0]}')")

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def wait(self, condition: str) -> None:
        wait_for(self.page, condition)

    def texts(self, selector: str) -> list[str]:
        return list(self.page.locator(selector).all_inner_texts())

    def export(self) -> list[dict[str, Any]]:
        with self.page.expect_download() as download:
            self.page.click("#export")
        assert download.value.suggested_filename == "decisions.jsonl"
        return [json.loads(line) for line in Path(download.value.path()).read_text("utf-8").splitlines()]

    def twin(self) -> str:
        """Return what names a pair of twins that differ."""
        self.open("#view=twins")
        href = self.page.locator("main .twins li", has_text="similar-").first.locator("a").get_attribute("href")
        return str(href).partition("twin=")[2]


@pytest.fixture
def reader(chromium: Any, report: Path) -> Iterator[Reader]:
    one = Reader(chromium, report)
    yield one
    faults = one.faults
    one.context.close()
    assert faults == []


def test_findings_are_marked_in_their_place_and_explained_beside_it(reader: Reader) -> None:
    number = reader.texts(".articles li a").index("town9.txt") + 1
    reader.page.click(f".articles li:nth-child({number}) a")
    reader.page.wait_for_selector("main h2:has-text('town9.txt')")
    assert reader.texts(".sheet .text mark") == ["recieved", "teh", "and and", "teh"]
    notes = reader.texts(".sheet .notes li")
    assert "misspelt" in notes[0]
    assert "newslint fix makes it “received”." in notes[0]
    assert "known-misspelling" in notes[0]
    reader.page.click(".sheet .notes li:first-child a:has-text('known-misspelling')")
    reader.page.wait_for_selector("main h2:has-text('known-misspelling')")
    assert reader.texts("main h2") == ["known-misspelling"]


@pytest.mark.parametrize("fragment", ["#view=__proto__", "#view=constructor", "#view=no&article=x&page=-1e9&part=f0"])
def test_an_address_that_means_nothing_leads_to_the_articles(fragment: str, reader: Reader) -> None:
    reader.open(fragment)
    assert reader.texts("#views [aria-current]") == ["Articles"]


def test_a_number_in_the_text_leads_to_its_note_and_back(reader: Reader) -> None:
    reader.page.locator(".sheet .text .ref").first.click()
    assert reader.page.evaluate("document.activeElement.matches('.place[data-row]')")
    reader.page.locator(".sheet .notes .ref").first.click()
    assert reader.page.evaluate("document.activeElement.matches('.text .ref')")


def test_the_title_of_front_matter_is_the_headline_and_the_rest_of_it_is_dim(chromium: Any, tmp_path: Path) -> None:
    front = "---\ndate: 2026-07-01\ntitle: Rain falls on on the town\n---\n\n"
    (tmp_path / "a.md").write_text(f"{front}Rain fell on teh town for hours, the mayor said.\n", "utf-8")
    path = tmp_path / "out.html"
    path.write_text(html_of(tmp_path), "utf-8")
    one = Reader(chromium, path)
    (headline,) = one.texts(".sheet .text.headline")
    assert headline.startswith("title: Rain falls on on")
    assert one.texts(".sheet .text.headline .unread") == ["title:"]
    assert one.texts(".sheet p.text.unread") == ["---", "date: 2026-07-01", "---"]
    one.context.close()


def test_what_is_shown_is_numbered_from_one_whatever_is_hidden_above_it(chromium: Any, tmp_path: Path) -> None:
    write(tmp_path, a=story(1, 'He said "we will stay.', "Police said the the man fled.", "He saw teh rain."))
    path = tmp_path / "out.html"
    path.write_text(html_of(tmp_path), "utf-8")
    (block,) = blocks(path.read_text("utf-8"), "findings")
    assert [one["severity"] for one in block["findings"]] == ["info", "error", "error"]
    one = Reader(chromium, path)
    assert one.texts(".sheet .text .ref") == one.texts(".sheet .notes .ref") == ["1", "2"]
    starts = one.page.locator(".notes .place p").evaluate_all("all => all.map(p => p.getBoundingClientRect().left)")
    assert len(set(starts)) == 1
    one.open("#severity=all&article=1&part=f3")
    assert one.page.evaluate("document.activeElement.textContent").startswith("3")
    one.context.close()


def test_the_filter_is_in_the_address_and_the_address_is_the_filter(reader: Reader, chromium: Any) -> None:
    reader.page.select_option("#filter-rule", "doubled-word")
    reader.page.fill("#filter-file", "town1")
    reader.wait("location.hash.includes('file=town1')")
    count = reader.page.inner_text("#count")
    assert " 1 article" in count
    other = Reader(chromium, reader.path, reader.page.evaluate("location.hash"))
    assert other.page.inner_text("#count") == count
    assert other.page.input_value("#filter-rule") == "doubled-word"
    other.context.close()
    reader.page.click("#filters button")
    reader.wait(f"document.querySelector('#count').textContent !== {json.dumps(count)}")
    assert "rule" not in reader.page.evaluate("location.hash")


@pytest.mark.parametrize(
    ("fragment", "kept"),
    [
        ("severity=error", lambda one: one["severity"] == "error"),
        ("severity=all&category=typo", lambda one: one["category"] == "typo"),
        ("severity=all&text=teh", lambda one: "teh" in (one["excerpt"] + one["message"]).lower()),
        ("severity=all&new=1", lambda one: one.get("new")),
    ],
)
def test_each_filter_keeps_what_it_names(fragment: str, kept: Any, reader: Reader) -> None:
    reader.open(f"#{fragment}")
    (run,) = blocks(reader.path.read_text("utf-8"), "run")
    categories = {one["name"]: one["category"] for one in run["rules"]}
    held = [one for block in blocks(reader.path.read_text("utf-8"), "findings") for one in block["findings"]]
    findings = [{**one, "category": categories[one["rule"]]} for one in held]
    wanted = sum(bool(kept(one)) for one in findings)
    assert 0 < wanted < len(findings)
    assert reader.page.inner_text("#count").startswith(f"{wanted} of ")


def test_texts_are_judged_by_key_with_exceptions_undone_kept_and_exported(reader: Reader) -> None:
    reader.show("texts")
    assert reader.texts(".group .quote mark")[0] == "the the"
    reader.keys("j", "r")
    assert reader.page.locator("[data-row]").first.get_attribute("data-state") == "right"
    assert reader.page.evaluate("document.activeElement === document.querySelectorAll('[data-row]')[1]")
    reader.keys("2", "k", "k", "Enter")
    reader.page.wait_for_selector(".places .place")
    reader.keys("j", "w", "m", "u", "l")
    states = reader.page.eval_on_selector_all("main [data-row]", "rows => rows.map(row => row.dataset.state)")
    assert states[:5] == ["right", "wrong", "later", "right", "right"]
    reader.keys("?")
    assert reader.page.locator("dialog").is_visible()
    reader.keys("Escape")
    lines = reader.export()
    assert [(one["verdict"], one["scope"]) for one in lines] == [
        ("right", "everywhere"),
        ("wrong", "place"),
        ("later", "place"),
        ("right", "everywhere"),
    ]
    wanted = {"verdict", "scope", "rule", "key", "fingerprint", "excerpt", "path", "record", "line", "when", "why"}
    assert all(set(one) == wanted for one in lines)
    assert {one["rule"] for one in lines[:3]} == {"doubled-word"}
    progress = reader.page.inner_text(".progress-text")
    assert progress.startswith("2 of ")
    reader.page.wait_for_timeout(400)
    reader.open("#view=texts")
    assert reader.page.inner_text(".progress-text") == progress
    assert reader.export() == lines


def newslint(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "newslint", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_newslint_accept_takes_what_was_judged_and_the_next_check_knows_it(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('extend = ["feed"]\n', "utf-8")
    write(tmp_path, **{f"town{number}": story(number, "Police said the the man fled.") for number in range(3)})
    write(tmp_path, other=story(7, "He saw teh rain."))
    newslint(tmp_path, "check", "--report", "html=out.html")
    reader = Reader(chromium, tmp_path / "out.html", "#view=texts")
    reader.keys("j", "r", "m", "k", "k", "Enter", "j", "j", "w")
    lines = reader.export()
    reader.context.close()
    assert [(one["verdict"], one["scope"]) for one in lines] == [
        ("right", "everywhere"),
        ("wrong", "place"),
        ("mistaken", "everywhere"),
    ]
    schema = json.loads((ROOT / "docs" / "decisions.schema.json").read_text("utf-8"))
    for one in lines:
        jsonschema.validate(one, schema)
    (tmp_path / "decisions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
    newslint(tmp_path, "accept", "decisions.jsonl")
    left = json.loads(newslint(tmp_path, "check", "--output-format", "json"))
    assert [(one["path"], one["rule"]) for one in left] == [(lines[1]["path"], "doubled-word")]


def test_the_same_key_again_takes_a_verdict_back_and_that_is_kept_too(reader: Reader) -> None:
    reader.open("#view=texts")
    reader.keys("j", "m", "k", "m")
    assert reader.page.inner_text(".progress-text").startswith("0 of ")
    reader.page.wait_for_timeout(400)
    reader.open("#view=texts")
    assert reader.page.inner_text(".progress-text").startswith("0 of ")


def test_decisions_of_somebody_else_are_imported(reader: Reader, chromium: Any, tmp_path: Path) -> None:
    reader.show("texts")
    reader.keys("j", "r", "m")
    lines = reader.export()
    (tmp_path / "decisions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
    other = Reader(chromium, reader.path, "#view=texts")
    other.page.set_input_files("#import-file", tmp_path / "decisions.jsonl")
    other.wait("document.querySelector('.progress-text').textContent.startsWith('2 of')")
    assert other.export() == lines
    (tmp_path / "broken.jsonl").write_text("{}\n", "utf-8")
    other.page.set_input_files("#import-file", tmp_path / "broken.jsonl")
    other.wait("document.querySelector('#said').textContent.includes('line 1 is no decision')")
    assert other.export() == lines
    other.context.close()


def test_a_reason_goes_along_with_a_verdict(reader: Reader) -> None:
    reader.open("#view=texts")
    reader.keys("j", "r", "k")
    reader.page.locator(".group .why").first.fill("house style")
    reader.keys("Tab")
    assert reader.export()[0]["why"] == "house style"


def test_without_storage_the_page_works_and_says_that_verdicts_will_be_lost(chromium: Any, report: Path) -> None:
    denied = chromium.new_context()
    denied.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })")
    page = denied.new_page()
    page.goto(f"{report.as_uri()}#view=texts")
    page.wait_for_selector("[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("w")
    wait_for(page, "document.querySelector('#review .alert').textContent.includes('export before')")
    denied.close()


def test_a_report_in_place_of_another_takes_over_its_verdicts(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    write(tmp_path, a=story(1, "Police said the the man fled."))
    path.write_text(html_of(tmp_path), "utf-8")
    reader = Reader(chromium, path, "#view=texts")
    reader.keys("j", "r")
    reader.page.wait_for_timeout(400)
    write(tmp_path, b=story(2, "He saw teh rain."))
    path.write_text(html_of(tmp_path, former=path.read_text("utf-8")), "utf-8")
    reader.open("#view=texts")
    assert reader.page.inner_text(".progress-text") == "1 of 2 texts judged"
    reader.open("#view=texts&new=1")
    assert reader.texts(".group .quote mark") == ["teh"]
    reader.context.close()


def test_nothing_an_article_says_is_run_and_what_is_hidden_in_it_is_seen(reader: Reader) -> None:
    reader.open("#file=hostile")
    page = reader.page
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script").count() == 0
    text = page.inner_text(".sheet")
    assert "<img src=x onerror=window.hit=1>" in text
    assert "U+202E" in text
    assert "\u202e" not in text
    for code in ("document.body.innerHTML = '<b>x</b>'", "document.createElement('script').textContent = 'x'"):
        refused = page.evaluate("code => { try { (0, Function)(code)(); return false } catch { return true } }", code)
        assert refused
    assert all(one.startswith(("file:", "about:")) for one in reader.requests)
    reader.faults.clear()  # what the browser says of the refusals


def test_a_sample_measures_precision_as_it_is_judged(reader: Reader) -> None:
    reader.open("#view=samples&rule=doubled-word")
    places = reader.page.locator(".sample .place").count()
    reader.keys("j", "m")
    assert "Precision: 0% (95% interval 0% to " in reader.page.inner_text(".measured")
    reader.keys(*["w"] * (places - 1))
    said = reader.page.inner_text(".measured")
    assert f"Precision: {round(100 * (places - 1) / places)}% (95% interval " in said
    assert f"{places} judged of {places}" in said


def test_twins_stand_side_by_side_with_their_differences_in_both_directions(reader: Reader) -> None:
    reader.open(f"#view=twins&twin={reader.twin()}")
    marks = [reader.texts(".side del"), reader.texts(".side ins")]
    assert sorted([one.strip() for side in marks for one in side]) == ["evening"]
    before = reader.texts(".side h3")
    reader.page.click("text=Swap the sides")
    # The address changes first, and the page follows it.
    reader.page.wait_for_function("first => document.querySelector('.side h3').innerText !== first", arg=before[0])
    assert reader.texts(".side h3") == before[::-1]
    assert [reader.texts(".side ins"), reader.texts(".side del")] == marks


def test_charts_count_what_the_filter_shows_and_each_is_a_table_or_has_one(reader: Reader) -> None:
    reader.open("#view=charts")
    sections = reader.texts("main section h3")
    assert sections == ["Findings per rule", "Findings per file", "Where in the article", "Twins between files"]
    assert reader.page.locator("main section:has(table)").count() == len(sections)
    assert reader.page.locator(".matrix g").count() >= 2
    rules = reader.page.locator("main section").first.locator("th a").all_inner_texts()
    assert rules[0] == "doubled-word"
    reader.page.locator("main section").first.locator("th a").first.click()
    reader.wait("location.hash.includes('rule=doubled-word')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_scrolls_sideways_on_a_phone_and_all_can_be_touched(scheme: str, chromium: Any, report: Path) -> None:
    phone = Reader(chromium, report, viewport={"width": 360, "height": 740}, color_scheme=scheme, has_touch=True)
    twin = phone.twin()
    for view in VIEWS:
        phone.open(f"#view={view.format(twin=twin)}")
        phone.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert phone.page.evaluate("document.documentElement.scrollWidth") == 360, view
        sizes = "all => all.map(one => one.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
        targets = phone.page.locator("button:not(.text .ref), select, input:not([type=file])").evaluate_all(sizes)
        assert [one for one in targets if 0 < one < 24] == [], view
    assert phone.faults == []
    phone.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_any_view(scheme: str, chromium: Any, report: Path) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not here: scripts/axe.py")
    # axe itself is a program that the page's policy would not let in. Colours that are still on their way from one
    # to another are no colours of the page.
    reader = Reader(chromium, report, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    twin = reader.twin()
    for view in VIEWS:
        reader.open(f"#view={view.format(twin=twin)}&severity=all")
        if view == "texts":
            reader.keys("j", "r", "k", "Enter")
        reader.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        if view == "charts":
            reader.page.wait_for_timeout(100)
        reader.page.evaluate(AXE.read_text("utf-8"))
        found = reader.page.evaluate(
            "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
        )
        said = [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found["violations"]]
        assert said == [], view
    reader.context.close()


def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(reader: Reader) -> None:
    page = reader.page
    reader.open("#view=texts")
    reader.keys("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    reader.keys("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(80):
        reader.keys("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        tag = page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.className")
        assert outline != "none" or tag.startswith("BODY"), tag
        seen.add(page.evaluate("document.activeElement.dataset.verdict || document.activeElement.id || ''"))
    assert {"wrong", "right", "mistaken", "later"} <= seen
    page.locator("[data-row]").first.focus()
    reader.keys("/")
    assert page.evaluate("document.activeElement.id") == "filter-text"
    page.keyboard.type("wrr")
    reader.wait("location.hash.includes('text=wrr')")
    assert page.inner_text(".progress-text").startswith("0 of ")


def test_keys_can_be_switched_off(reader: Reader) -> None:
    reader.open("#view=texts")
    reader.keys("?")
    reader.page.uncheck("#keys-on")
    reader.keys("Escape")
    reader.page.locator("[data-row]").first.focus()
    reader.keys("w")
    assert reader.page.inner_text(".progress-text").startswith("0 of ")


def test_a_printed_article_has_its_marks_and_notes_and_no_controls(reader: Reader) -> None:
    reader.page.emulate_media(media="print")
    assert not any(
        reader.page.locator(one).first.is_visible() for one in ("#views", "#review", ".verdicts", "#filters")
    )
    assert reader.page.locator(".sheet .text mark").first.is_visible()
    assert reader.page.locator(".sheet .notes .message").first.is_visible()
    assert len(reader.page.pdf()) > 5000


def test_of_ten_thousand_findings_only_those_in_sight_are_made(chromium: Any, tmp_path: Path) -> None:
    slips = "\n\n".join(f"Police said the the man number {number} saw teh dog." for number in range(5000))
    write(tmp_path, long=story(1, slips), short=story(2, "He saw teh rain."))
    path = tmp_path / "out.html"
    path.write_text(html_of(tmp_path), "utf-8")
    reader = Reader(chromium, path)
    assert reader.page.inner_text("#count") == "10,001 findings shown, in 2 articles"
    for view in ("articles", "texts", "samples&rule=doubled-word", "charts"):
        reader.show(view)
        assert reader.page.locator("main *").count() < 3000, view
    reader.show("texts")
    reader.keys("j", "Enter")
    reader.page.wait_for_selector(".place")
    assert reader.page.locator(".place").count() == 40
    reader.open("#view=articles&article=1&part=f10000")
    assert reader.page.evaluate("document.activeElement.textContent").startswith("10000")
    assert reader.faults == []
    reader.context.close()
