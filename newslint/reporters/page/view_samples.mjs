// How often a rule is right: findings drawn at random, judged one by one.

import { counted, figure, make, percent } from "./dom.mjs";
import { order } from "./groups.mjs";
import { inContext } from "./prose.mjs";
import { nameOf } from "./report.mjs";
import { articleOf, placeRow } from "./rows.mjs";
import { precision, SAMPLE, sampleOf } from "./sampling.mjs";
import { plain } from "./signs.mjs";

/** Return the sample of the rule that is asked for, and what the samples of all rules have shown. */
export function samplesView(app) {
  const rules = byRule(app.report.findings);
  const heading = make("h2", { tabindex: "-1" }, "Samples");
  const about = make(
    "p",
    { class: "faint" },
    `Up to ${SAMPLE} findings of each rule, drawn at random over the whole report, whatever the filter shows; opened again, this report draws the same. `,
    "Precision is the share of judged findings in which the rule was not mistaken. It counts the findings in the order in which they were drawn, up to the first without a verdict.",
  );
  const asked = rules.get(app.state.rule);
  return [heading, about, asked ? sampleSection(app, app.state.rule, asked) : null, overview(app, rules)];
}

function byRule(findings) {
  const rules = new Map();
  for (const finding of findings) {
    if (!rules.has(finding.rule)) rules.set(finding.rule, []);
    rules.get(finding.rule).push(finding);
  }
  return new Map([...rules].sort((a, b) => b[1].length - a[1].length || order(a[0], b[0])));
}

function drawn(app, rule, findings) {
  return sampleOf(findings, `${app.report.run.report} ${rule}`);
}

/** Return what the sample of a rule shows so far, in words; it is said of all rules and on a rule's own page. */
export function measured(app, rule, findings) {
  const { judged, later, share, low, high } = precision(drawn(app, rule, findings), (one) => app.decisions.of(one));
  if (!judged) return "none judged yet";
  const left = later ? `, ${figure(later)} left for later` : "";
  return `${percent(share)} (95% interval ${percent(low)} to ${percent(high)}; ${figure(judged)} judged of ${figure(findings.length)}${left})`;
}

function sampleSection(app, rule, findings) {
  const sample = drawn(app, rule, findings);
  const lead = (finding) =>
    make(
      "div",
      {},
      make(
        "p",
        { class: "where" },
        make(
          "a",
          { href: app.link({ ...articleOf(finding), rule: "" }) },
          `${plain(nameOf(finding.at))}, line ${finding.line}`,
        ),
      ),
      inContext(app.report, finding),
    );
  const said = make("p", { class: "measured" });
  const paint = () => said.replaceChildren("Precision: ", make("strong", {}, measured(app, rule, findings)), ".");
  app.rows.set(said, { paint });
  paint();
  const all =
    sample.length === findings.length
      ? sample.length === 1
        ? "its only finding"
        : `all ${counted(sample.length, "finding")}, in random order`
      : `${figure(sample.length)} of ${counted(findings.length, "finding")}, drawn at random`;
  return make(
    "section",
    { "aria-labelledby": "sample-heading" },
    make("h3", { id: "sample-heading" }, rule, make("span", { class: "faint" }, `: ${all}`)),
    said,
    make(
      "ol",
      { class: "places sample" },
      sample.map((finding) => make("li", {}, placeRow(app, finding, lead(finding)))),
    ),
  );
}

function overview(app, rules) {
  const line = ([rule, findings]) => {
    const cell = make("td", {});
    const paint = () => (cell.textContent = measured(app, rule, findings));
    app.rows.set(cell, { paint });
    paint();
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, make("a", { href: app.link({ view: "samples", rule }) }, rule)),
      make("td", { class: "figure" }, figure(findings.length)),
      cell,
    );
  };
  const head = make(
    "tr",
    {},
    ["Rule", "Findings", "Precision"].map((name) => make("th", { scope: "col" }, name)),
  );
  return make(
    "table",
    { class: "wide" },
    make("caption", {}, "Precision of each rule"),
    make("thead", {}, head),
    make("tbody", {}, [...rules].map(line)),
  );
}
