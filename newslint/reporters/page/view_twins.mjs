// Texts that stand in two places, side by side, with the words that only one of them has.

import { counted, figure, make } from "./dom.mjs";
import { difference } from "./difference.mjs";
import { paged } from "./pager.mjs";
import { shownText } from "./prose.mjs";
import { nameOf } from "./report.mjs";
import { plain } from "./signs.mjs";

const TWINS_LISTED = 40;

/** Return the twins of what is to be shown, and two of them side by side where the state names them. */
export function twinsView(app) {
  const several = twinsOf(app.shown);
  const { items, nav } = paged(app, several, TWINS_LISTED);
  const heading = make("h2", { tabindex: "-1" }, "Twins");
  const asked = app.state.twin ? sideBySide(app, app.state.twin) : null;
  if (!several.length) return [heading, asked ?? app.nothing()];
  const about = make("p", { class: "faint" }, `${counted(several.length, "pair")} of texts that stand in two places.`);
  return [
    heading,
    asked,
    about,
    make(
      "ol",
      { class: "twins" },
      items.map((pair) => pairItem(app, pair)),
    ),
    nav,
  ];
}

/** Return pairs `{ finding, index, related }`, each pair of places once. */
function twinsOf(findings) {
  const seen = new Set();
  const pairs = [];
  for (const finding of findings) {
    (finding.related ?? []).forEach((related, index) => {
      if (related.article === undefined) return;
      const sides = [
        [finding.article, ...(finding.span ?? [])],
        [related.article, ...related.span],
      ]
        .map((side) => side.join(" "))
        .sort();
      const key = JSON.stringify([finding.rule, ...sides]);
      if (seen.has(key)) return;
      seen.add(key);
      pairs.push({ finding, index, related });
    });
  }
  return pairs;
}

function pairItem(app, { finding, index, related }) {
  const twin = `${finding.number}.${index}`;
  return make(
    "li",
    { "aria-current": app.state.twin === twin ? "true" : null },
    make("a", { class: "quote", href: app.link({ twin }, true) }, shownText(finding.excerpt)),
    make(
      "p",
      { class: "meta" },
      `${finding.rule} · ${plain(nameOf(finding.at))}, line ${finding.line} · ${plain(nameOf(related))}, line ${related.line}`,
    ),
  );
}

function sideBySide(app, asked) {
  const [number, index, swapped] = asked.split(".");
  const finding = app.report.findings[Number(number)];
  const related = finding?.related?.[Number(index)];
  if (!related) return null;
  const sides = [sideOf(app, finding, finding), sideOf(app, finding, { ...related, at: related })];
  if (swapped) sides.reverse();
  if (sides.some((side) => side.text === null)) return make("p", {}, "One of the two texts could not be read again.");
  const { left, right, whole } = difference(sides[0].text, sides[1].text);
  const twin = `${number}.${index}${swapped ? "" : ".swapped"}`;
  return make(
    "section",
    { class: "compared", "aria-label": "Side by side" },
    make(
      "p",
      { class: "measured" },
      likeness(left, right),
      whole ? "" : " They differ so much that whole lines are compared.",
    ),
    make("p", {}, make("a", { href: app.link({ twin }, true) }, "Swap the sides")),
    make("div", { class: "sides" }, sideNode(app, sides[0], left, "del"), sideNode(app, sides[1], right, "ins")),
  );
}

function sideOf(app, finding, place) {
  const isWhole = finding.rule.endsWith("-article");
  const found = app.report.place(place);
  const text = found && (isWhole ? found.text : found.text.slice(found.start, found.end));
  return { place, text };
}

function sideNode(app, { place }, runs, kind) {
  const article = {
    view: "articles",
    article: String(place.article + 1),
    ...(place.ordinal ? { part: `f${place.ordinal}` } : {}),
  };
  const title = `${plain(nameOf(place.at))}, line ${place.line}`;
  const text = runs.map((run) =>
    run.own && run.text.trim() ? make(kind, {}, shownText(run.text)) : shownText(run.text),
  );
  return make(
    "div",
    { class: "side" },
    make("h3", {}, make("a", { href: app.link(article) }, title)),
    make("p", { class: "text", dir: "auto" }, text.flat()),
  );
}

function likeness(left, right) {
  const words = (runs, own) =>
    runs.filter((run) => run.own === own).reduce((sum, run) => sum + (run.text.match(/\S+/g) ?? []).length, 0);
  const [onlyLeft, onlyRight, shared] = [words(left, true), words(right, true), words(left, false)];
  if (!onlyLeft && !onlyRight) return "Both say the same, word for word.";
  return `${counted(shared, "word")} stand${shared === 1 ? "s" : ""} in both texts, ${figure(onlyLeft)} only in the first, ${figure(onlyRight)} only in the second.`;
}
