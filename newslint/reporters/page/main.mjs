// Starts the page: reads the data, and shows what the address names.

import { Decisions } from "./decisions.mjs";
import { counted, figure, make } from "./dom.mjs";
import { filterBar, filterTitle } from "./filter_bar.mjs";
import { FIELDS, fragmentOf, matcher, narrowed, stateOf } from "./filters.mjs";
import { articlesOf, grouped } from "./groups.mjs";
import { Keeper } from "./keeping.mjs";
import { listenToKeys } from "./keys.mjs";
import { reportOf } from "./report.mjs";
import { reviewBar } from "./review_bar.mjs";
import { labelOf } from "./rows.mjs";
import { plain } from "./signs.mjs";
import { articlesView } from "./view_articles.mjs";
import { chartsView } from "./view_charts.mjs";
import { groupsView } from "./view_groups.mjs";
import { ruleView } from "./view_rule.mjs";
import { samplesView } from "./view_samples.mjs";
import { twinsView } from "./view_twins.mjs";

const VIEWS = {
  articles: ["Articles", articlesView],
  texts: ["Texts to judge", groupsView],
  samples: ["Samples", samplesView],
  twins: ["Twins", twinsView],
  charts: ["Charts", chartsView],
  rule: ["Rule", ruleView],
};
const SAVING = 300;

class App {
  constructor() {
    this.main = document.getElementById("main");
    this.report = reportOf(document);
    this.groups = grouped(this.report.findings);
    this.keeper = new Keeper(this.report.run);
    this.decisions = new Decisions();
    this.decisions.restore(
      this.keeper.load(),
      new Set(this.groups.map((one) => one.id)),
      new Set(this.report.findings.map((one) => one.place)),
    );
    this.rows = new Map();
    this.saving = 0;
    this.isSaved = true;
  }

  start() {
    this.toJudge = this.groups;
    this.fillFilter = filterBar(this, document.getElementById("filters"));
    this.paintReview = reviewBar(this, document.getElementById("review"));
    summarise(this.report);
    document.getElementById("help-button").addEventListener("click", () => this.help());
    document.getElementById("skip").addEventListener("click", (event) => (event.preventDefault(), this.main.focus()));
    document.getElementById("filter-box").open = window.matchMedia("(min-width: 48rem)").matches;
    window.addEventListener("hashchange", () => this.show());
    window.addEventListener("pagehide", () => this.save());
    window.addEventListener(
      "beforeunload",
      (event) => !this.keeper.works && this.decisions.past.length && event.preventDefault(),
    );
    listenToKeys(this);
    this.show(true);
  }

  /** Return the address of the state with some changes; another view or filter begins on its first page. */
  link(changes, isSamePlace = false) {
    const stays = isSamePlace ? {} : { page: "", part: "", article: "", twin: "" };
    return fragmentOf({ ...this.state, ...stays, ...changes });
  }

  go(changes, moves = true) {
    this.moves = moves;
    window.location.hash = this.link(changes);
  }

  /** Show what the address names. */
  show(isFirst = false) {
    this.state = stateOf(window.location.hash);
    if (!Object.hasOwn(VIEWS, this.state.view)) this.state.view = "articles";
    const [title, view] = VIEWS[this.state.view];
    this.shown = this.report.findings.filter(
      matcher(this.state, this.report.run.show, (one) => this.decisions.of(one)),
    );
    // Whoever looks at what is open still wants to know how much was judged.
    const asked = this.state.verdict
      ? this.report.findings.filter(matcher({ ...this.state, verdict: "" }, this.report.run.show, () => null))
      : this.shown;
    this.toJudge = grouped(asked);
    this.rows.clear();
    this.main.replaceChildren(...view(this).filter(Boolean));
    this.main.querySelector("[data-row]")?.setAttribute("tabindex", "0");
    document.title = `${title}: newslint report`;
    this.fillFilter();
    this.paintReview();
    this.paintHead();
    if (!isFirst && this.moves !== false) this.arrive();
    else if (isFirst && this.state.part.startsWith("f")) this.arrive();
    this.moves = true;
  }

  arrive() {
    const asked =
      this.state.part.startsWith("f") &&
      this.report.articles[Number(this.state.article) - 1]?.findings?.[Number(this.state.part.slice(1)) - 1];
    if (asked && this.focusOn(asked)) return;
    window.scrollTo(0, 0);
    this.main.querySelector("h2")?.focus({ preventScroll: true });
  }

  paintHead() {
    const link = ([name, [title]]) =>
      make("a", { href: this.link({ view: name }), "aria-current": name === this.state.view ? "page" : null }, title);
    document.getElementById("views").replaceChildren(
      ...Object.entries(VIEWS)
        .filter(([name]) => name !== "rule")
        .map(link),
    );
    document.getElementById("filter-summary").textContent = filterTitle(this.state);
    const all = this.report.findings.length;
    const of =
      this.shown.length === all
        ? counted(all, "finding")
        : `${figure(this.shown.length)} of ${counted(all, "finding")}`;
    const text = `${of} shown, in ${counted(articlesOf(this.shown), "article")}`;
    const count = document.getElementById("count");
    if (count.textContent !== text) count.textContent = text;
  }

  /** Say that a filter leaves nothing, and how to see more. */
  nothing() {
    const { run, findings } = this.report;
    if (!run.checked) return make("p", {}, "No article was checked.");
    if (!findings.length)
      return make("p", {}, run.errors.length ? "Nothing was found in what could be checked." : "Nothing was found.");
    const clear = make(
      "a",
      { href: this.link({ ...Object.fromEntries(FIELDS.map((name) => [name, ""])), severity: "all" }) },
      "Show all findings",
    );
    return make(
      "p",
      {},
      narrowed(this.state) ? "Nothing here answers to the filter. " : "Nothing here is as severe as what is shown. ",
      clear,
    );
  }

  /** Give a verdict, or take it back where it is given again; return whether one was given. */
  judge(subject, verdict, why) {
    const own = this.decisions.on(subject.scope).get(subject.id);
    const isAgain = why === undefined && own?.verdict === verdict;
    this.decisions.give(subject.scope, subject.id, isAgain ? null : verdict, today(), why ?? null);
    this.announce(`${subject.name}: ${isAgain ? "verdict taken back" : labelOf(verdict)}`);
    this.changed();
    return !isAgain;
  }

  undo() {
    const last = this.decisions.undo();
    if (!last) return this.announce("There is nothing to undo.");
    this.changed();
    const found = [...this.rows].find(([, one]) => one.subject?.scope === last.scope && one.subject.id === last.id);
    if (found) this.focusRow(found[0]);
    return this.announce(`Undone${found ? `: ${found[1].subject.name}` : ""}`);
  }

  /** Bring the page up to date after verdicts have changed, and keep them. */
  changed() {
    for (const { paint } of this.rows.values()) paint();
    this.paintReview();
    clearTimeout(this.saving);
    this.isSaved = false;
    this.saving = setTimeout(() => this.save(), SAVING);
  }

  save() {
    clearTimeout(this.saving);
    if (this.isSaved) return;
    this.isSaved = true;
    this.keeper.save(this.decisions.saved());
    this.paintReview();
  }

  focusRow(row) {
    this.main.querySelectorAll('[data-row][tabindex="0"]').forEach((one) => one.setAttribute("tabindex", "-1"));
    row.setAttribute("tabindex", "0");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  /** Move to what is said of a finding in the article that is shown; return whether it is there. */
  focusOn(finding) {
    const note = this.main.querySelector(`[data-finding="${finding.number}"]`);
    if (note) this.focusRow(note);
    return note !== null;
  }

  announce(text) {
    document.getElementById("said").textContent = text;
  }

  search() {
    document.getElementById("filter-box").open = true;
    document.getElementById("filter-text").focus();
  }

  help() {
    document.getElementById("help").showModal();
  }

  hasKeys() {
    return document.getElementById("keys-on").checked || false;
  }
}

function summarise({ run, findings, articles }) {
  const fresh = run.compared ? `, ${figure(findings.filter((one) => one.new).length)} new since the last report` : "";
  const hit = articles.filter((one) => one.findings).length;
  const text = `${counted(findings.length, "finding")} in ${figure(hit)} of ${counted(run.checked, "article")}${fresh}. newslint ${run.newslint}.`;
  const summary = document.getElementById("summary");
  summary.replaceChildren(text);
  const problems = run.errors.map((problem) =>
    make("p", { class: "alert" }, `This run cannot be trusted: ${plain(problem)}`),
  );
  const notes = run.notes.length
    ? make(
        "details",
        {},
        make("summary", {}, counted(run.notes.length, "note on what was left out", "notes on what was left out")),
        run.notes.map((note) => make("p", { class: "faint" }, plain(note))),
      )
    : "";
  summary.parentElement.after(...problems, notes);
}

/** The date on this person's clock, as YYYY-MM-DD. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

new App().start();
