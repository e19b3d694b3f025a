// The data of the page: blocks of findings, read at once, and blocks of texts, read when one of their articles is shown.

import { unitsOf } from "./marks.mjs";

const BLOCKS = 100;

/** Return the report that the page holds. */
export function reportOf(page) {
  const blocks = (kind) => [...page.querySelectorAll(`script[data-kind="${kind}"]`)];
  const parts = blocks("findings").map((block) => JSON.parse(block.textContent));
  const run = JSON.parse(blocks("run")[0].textContent);
  const articles = parts.flatMap((part) => part.articles);
  const rules = new Map(run.rules.map((rule) => [rule.name, rule]));
  const findings = parts.flatMap((part) => part.findings);
  findings.forEach((finding, number) => complete(finding, number, articles, rules));
  const text = textReader(parts, blocks("texts"));
  return { run, articles, rules, findings, text, place: placeReader(text) };
}

/** Return a function from a finding, or another place, to its text and where in it that stands; null where it has none. */
function placeReader(text) {
  const last = { number: -1 };
  return ({ article, span }) => {
    const whole = article === undefined || !span ? null : text(article);
    if (whole === null) return null;
    if (last.number !== article) Object.assign(last, { number: article, units: unitsOf(whole) });
    return { text: whole, start: last.units(span[0]), end: last.units(span[1]) };
  };
}

function complete(finding, number, articles, rules) {
  const article = articles[finding.article];
  article.findings ??= [];
  article.findings.push(finding);
  finding.number = number;
  finding.ordinal = article.findings.length;
  finding.at = article;
  finding.category = (rules.get(finding.rule) ?? ruleOf(rules, finding.rule)).category;
  finding.group = groupOf(finding.key);
  finding.place = JSON.stringify([article.path, article.record ?? null, finding.fingerprint]);
}

/** Return the group of a finding's key, which holds its rule and its text and, behind them, its surroundings. */
export function groupOf(key) {
  return key.split(":").slice(0, -2).join(":");
}

/** A rule that spoke and is not among those that were to speak, such as newslint's own. */
function ruleOf(rules, name) {
  const rule = { name, category: "newslint", group: null, severity: "error", summary: "", reason: "" };
  rules.set(name, rule);
  return rule;
}

function textReader(parts, blocks) {
  const firsts = parts.map((part) => part.articles[0].number);
  const read = new Map();
  return (number) => {
    let index = firsts.findIndex((first) => first > number);
    if (index < 0) index = firsts.length;
    index -= 1;
    if (!read.has(index)) {
      if (read.size >= BLOCKS) read.delete(read.keys().next().value);
      read.set(index, JSON.parse(blocks[index].textContent));
    }
    return read.get(index)[number - firsts[index]];
  };
}

/** Return what an article is called: its path, and the record where it is one of many. */
export function nameOf(article) {
  if (article.record === undefined || article.record === null) return article.path;
  return `${article.path} (record ${article.record}${article.id ? `, ${article.id}` : ""})`;
}
