// The texts to be judged: the most frequent first, one verdict for all places of a text, exceptions inside.

import { counted, figure, make } from "./dom.mjs";
import { articlesOf, grouped } from "./groups.mjs";
import { paged } from "./pager.mjs";
import { inContext, shownText } from "./prose.mjs";
import { nameOf } from "./report.mjs";
import { articleOf, placeRow, row, severityOf } from "./rows.mjs";
import { plain } from "./signs.mjs";

const GROUPS_LISTED = 30;
const PLACES = 40;

/** Return the groups of what is to be shown, a page of them. */
export function groupsView(app) {
  const groups = grouped(app.shown);
  const { items, nav } = paged(app, groups, GROUPS_LISTED);
  const heading = make("h2", { tabindex: "-1" }, "Texts to judge");
  if (!groups.length) return [heading, app.nothing()];
  const about = make(
    "p",
    { class: "faint" },
    `${counted(groups.length, "text")}, the most frequent first. A verdict holds for all places of a text; open them to make exceptions.`,
  );
  return [
    heading,
    about,
    make(
      "ol",
      { class: "groups" },
      items.map((group) => groupItem(app, group)),
    ),
    nav,
  ];
}

function groupItem(app, group) {
  const [first] = group.findings;
  const count = group.findings.length;
  const where =
    count === 1
      ? placeLink(app, first)
      : [
          counted(count, "place"),
          articlesOf(group.findings) > 1 ? ` in ${counted(articlesOf(group.findings), "article")}` : "",
        ];
  const element = make(
    "div",
    { class: `group ${group.severity}` },
    make("p", { class: "count", "aria-hidden": "true" }, `${figure(count)}×`),
    inContext(app.report, first),
    make(
      "p",
      { class: "message" },
      make("span", { class: "severity" }, severityOf(group)),
      " ",
      shownText(first.message),
    ),
    make(
      "p",
      { class: "meta" },
      make("a", { href: app.link({ view: "rule", rule: group.rule }) }, group.rule),
      " · ",
      where,
      freshOf(group),
    ),
  );
  const item = make("li", {}, element);
  const opener = count > 1 ? openerOf(app, group, item) : null;
  const name = `${plain(group.excerpt)}, ${counted(count, "place")}, ${group.rule}`;
  row(
    app,
    element,
    { scope: "everywhere", id: group.id, name, finding: first },
    opener ? () => opener.click() : () => app.go(articleOf(first)),
  );
  if (opener) element.append(opener);
  return item;
}

function placeLink(app, finding) {
  return make("a", { href: app.link(articleOf(finding)) }, `${plain(nameOf(finding.at))}, line ${finding.line}`);
}

function freshOf(group) {
  const fresh = group.findings.filter((one) => one.new).length;
  return fresh ? make("strong", { class: "new" }, ` · ${figure(fresh)} new`) : null;
}

function openerOf(app, group, item) {
  const text = `${counted(group.findings.length, "place")}, for exceptions`;
  const opener = make(
    "button",
    { type: "button", class: "opener", "aria-expanded": "false", click: () => toggle(app, group, item, opener) },
    text,
  );
  return opener;
}

function toggle(app, group, item, opener) {
  const isOpen = opener.getAttribute("aria-expanded") === "true";
  opener.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen) item.querySelectorAll(":scope > .places, :scope > .more").forEach((list) => list.remove());
  else more(app, group, item, 0);
}

/** Add some more of a group's places below it. */
function more(app, group, item, from) {
  const some = group.findings.slice(from, from + PLACES);
  const lead = (finding) =>
    make("div", {}, make("p", { class: "where" }, placeLink(app, finding)), inContext(app.report, finding));
  item.append(
    make(
      "ol",
      { class: "places", start: String(from + 1) },
      some.map((finding) => make("li", {}, placeRow(app, finding, lead(finding)))),
    ),
  );
  const left = group.findings.length - from - some.length;
  if (left <= 0) return;
  const button = make(
    "button",
    { type: "button", class: "more", click: () => (button.remove(), more(app, group, item, from + PLACES)) },
    `Show more (${figure(left)} left)`,
  );
  item.append(button);
}
