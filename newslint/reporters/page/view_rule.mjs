// What a rule looks for, and why.

import { figure, make } from "./dom.mjs";
import { severityOf } from "./rows.mjs";
import { measured } from "./view_samples.mjs";

/** Return the page of the rule that the state names. */
export function ruleView(app) {
  const rule = app.report.rules.get(app.state.rule);
  if (!rule)
    return [make("h2", { tabindex: "-1" }, "Rule"), make("p", {}, "No rule of that name spoke in this report.")];
  const findings = app.report.findings.filter((one) => one.rule === rule.name);
  const term = (name, ...said) => [make("dt", {}, name), make("dd", {}, said)];
  const plain = (text) => text.replace(/``?/g, "");
  return [
    make("h2", { tabindex: "-1" }, rule.name),
    make("p", { class: "lead" }, plain(rule.summary)),
    ...plain(rule.reason)
      .split(/\n\s*\n/)
      .map((paragraph) => make("p", { class: "reason" }, paragraph)),
    make(
      "dl",
      { class: "facts" },
      term("Category", rule.category + (rule.group ? `, ${rule.group}` : "")),
      term("Severity here", severityOf(rule)),
      term("Findings", figure(findings.length)),
      term("Precision here", measured(app, rule.name, findings)),
      term("More", make("code", {}, `newslint explain ${rule.name}`)),
    ),
    make(
      "p",
      { class: "links" },
      make("a", { href: app.link({ view: "articles" }) }, "Read its findings"),
      " · ",
      make("a", { href: app.link({ view: "texts" }) }, "Judge its texts"),
      " · ",
      make("a", { href: app.link({ view: "samples" }) }, "Judge a sample"),
    ),
  ];
}
