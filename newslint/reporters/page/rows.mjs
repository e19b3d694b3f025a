// Whatever can be judged is a row: the keys move between rows, and a verdict goes to the row that has the focus.

import { make } from "./dom.mjs";
import { VERDICTS } from "./decisions.mjs";
import { adviceOn, shownText } from "./prose.mjs";
import { nameOf } from "./report.mjs";
import { plain } from "./signs.mjs";

const LABELS = { wrong: "Wrong", right: "Right as it is", mistaken: "Rule mistaken", later: "Later" };
const KEYS = { wrong: "w 1", right: "r 2", mistaken: "m 3", later: "l 4" };

/** Return what a verdict is called. */
export function labelOf(verdict) {
  return LABELS[verdict];
}

/**
 * Make a row of an element.
 *
 * `subject` has `scope` and `id` of what is judged, `name` for screen readers, and `finding`, an example of it;
 * `open` is what Enter does.
 */
export function row(app, element, subject, open = null) {
  element.setAttribute("data-row", "");
  element.setAttribute("tabindex", "-1");
  element.setAttribute("role", "group");
  const buttons = VERDICTS.map((verdict) => button(app, element, subject, verdict));
  const why = make("input", {
    class: "why",
    type: "text",
    "aria-label": "Why (optional)",
    placeholder: "Why? (optional)",
    change: () => explain(app, subject, why),
  });
  element.append(make("div", { class: "verdicts", role: "group", "aria-label": "Verdict" }, buttons, why));
  const paint = () => painted(app, element, subject, buttons, why);
  app.rows.set(element, { subject, paint, open, judge: (verdict) => app.judge(subject, verdict) });
  paint();
  return element;
}

function button(app, element, subject, verdict) {
  const judge = () => app.judge(subject, verdict);
  return make(
    "button",
    { type: "button", class: verdict, "data-verdict": verdict, "aria-keyshortcuts": KEYS[verdict], click: judge },
    LABELS[verdict],
  );
}

function explain(app, subject, why) {
  const own = app.decisions.on(subject.scope).get(subject.id);
  if (own) app.judge(subject, own.verdict, why.value.trim() || null);
}

function painted(app, element, subject, buttons, why) {
  const own = app.decisions.on(subject.scope).get(subject.id);
  const holds = own ?? (subject.scope === "place" ? app.decisions.of(subject.finding) : undefined);
  for (const one of buttons) {
    const { verdict } = one.dataset;
    one.setAttribute("aria-pressed", String(holds?.verdict === verdict));
    one.classList.toggle("inherited", !own && holds?.verdict === verdict);
  }
  element.dataset.state = holds?.verdict ?? "open";
  element.setAttribute("aria-label", `${subject.name}: ${holds ? LABELS[holds.verdict] : "no verdict yet"}`);
  why.hidden = !own;
  if (own && document.activeElement !== why) why.value = own.why ?? "";
}

/** Return the row of one place. `lead` stands before what is said of it. */
export function placeRow(app, finding, lead = null) {
  const advice = adviceOn(finding);
  const element = make(
    "div",
    { class: `place ${finding.severity}` },
    lead,
    make(
      "p",
      { class: "message" },
      make("span", { class: "severity" }, severityOf(finding)),
      " ",
      shownText(finding.message),
    ),
    advice && make("p", { class: "advice" }, shownText(advice)),
    make("p", { class: "meta" }, metaOf(app, finding)),
  );
  const name = `${severityOf(finding)}, ${plain(finding.excerpt)}, ${plain(nameOf(finding.at))} line ${finding.line}`;
  return row(app, element, { scope: "place", id: finding.place, name, finding }, () => app.go(articleOf(finding)));
}

/** Return where in the report a finding stands in its article. */
export function articleOf(finding) {
  return { view: "articles", article: String(finding.article + 1), part: `f${finding.ordinal}` };
}

/** Return "error", "warning" or "note". */
export function severityOf({ severity }) {
  return severity === "info" ? "note" : severity;
}

function metaOf(app, finding) {
  const parts = [
    make("a", { href: app.link({ view: "rule", rule: finding.rule }) }, finding.rule),
    ` · line ${finding.line}`,
    finding.field ? ` of the record, ${plain(finding.field)}` : null,
    finding.new ? make("strong", { class: "new" }, " · new") : null,
  ];
  if (finding.related?.some((one) => one.article !== undefined)) {
    parts.push(" · ", make("a", { href: app.link({ view: "twins", twin: `${finding.number}.0` }) }, "side by side"));
  }
  return parts;
}
