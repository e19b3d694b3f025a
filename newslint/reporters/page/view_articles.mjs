// The articles as text, each finding marked in its place and explained beside its line.

import { counted, make } from "./dom.mjs";
import { dimmed, linesOf, marked, partsOf, unitsOf } from "./marks.mjs";
import { links, paged } from "./pager.mjs";
import { shownText } from "./prose.mjs";
import { nameOf } from "./report.mjs";
import { placeRow, severityOf } from "./rows.mjs";
import { plain } from "./signs.mjs";

const ARTICLES_LISTED = 30;

/** Return the list of articles that hold what is to be shown, and one of them. */
export function articlesView(app) {
  const byArticle = new Map();
  for (const finding of app.shown) {
    if (!byArticle.has(finding.article)) byArticle.set(finding.article, []);
    byArticle.get(finding.article).push(finding);
  }
  const numbers = [...byArticle.keys()];
  if (!numbers.length) return [make("h2", { tabindex: "-1" }, "Articles"), app.nothing()];
  const asked = Number.parseInt(app.state.article, 10) - 1;
  const number = app.report.articles[asked] ? asked : numbers[0];
  return [
    make(
      "div",
      { class: "desk" },
      listOf(app, numbers, byArticle, number),
      articleNode(app, number, byArticle.get(number) ?? [], numbers),
    ),
  ];
}

function listOf(app, numbers, byArticle, current) {
  const at = Math.max(0, numbers.indexOf(current));
  const { items, nav } = paged(app, numbers, ARTICLES_LISTED, Math.floor(at / ARTICLES_LISTED) + 1);
  const item = (number) => {
    const article = app.report.articles[number];
    return make(
      "li",
      {},
      make(
        "a",
        { href: app.link({ article: String(number + 1) }), "aria-current": number === current ? "true" : null },
        plain(nameOf(article)),
      ),
      make("span", { class: "faint" }, ` ${byArticle.get(number).length}`),
    );
  };
  const list = make(
    "details",
    { class: "list" },
    make("summary", {}, counted(numbers.length, "article")),
    make("ol", {}, items.map(item)),
    nav,
  );
  list.open = window.matchMedia("(min-width: 72rem)").matches;
  nav
    ?.querySelectorAll("a")
    .forEach((link) => ["data-next", "data-prev"].forEach((name) => link.removeAttribute(name)));
  return make("nav", { class: "articles", "aria-label": "Articles" }, list);
}

function articleNode(app, number, findings, numbers) {
  const article = app.report.articles[number];
  const text = app.report.text(number);
  const at = numbers.indexOf(number);
  const heading = make("h2", { tabindex: "-1" }, plain(nameOf(article)));
  const others = findings.length ? "" : " It holds none of the findings that are shown.";
  const about = make("p", { class: "faint" }, `${counted(findings.length, "finding")}.${others}`);
  const next = links(
    app,
    at + 1,
    numbers.length,
    (to) => app.link({ article: String(numbers[to - 1] + 1) }),
    "Article",
  );
  const sheet = make("article", { class: "sheet" }, heading, about);
  if (text === null) {
    sheet.append(
      make("p", {}, "The text could not be read again, so only the findings are shown."),
      notesAlone(app, findings),
    );
    return make("div", {}, sheet, next);
  }
  const isWhole = ({ span }) => !span || (span[1] - span[0] > 0.9 * article.length && findings.length > 1);
  const whole = findings.filter(isWhole);
  if (whole.length) sheet.append(make("h3", {}, "About the whole article"), notesAlone(app, whole));
  sheet.append(
    ...passages(
      app,
      text,
      article,
      findings.filter((one) => !isWhole(one)),
    ),
  );
  return make("div", {}, sheet, next);
}

function passages(app, text, article, findings) {
  const units = unitsOf(text);
  const [headline] = inUnits(units, article.headline ? [article.headline] : []);
  const unread = inUnits(units, article.unread ?? []);
  const marks = findings.map(({ span }) => ({ start: units(span[0]), end: units(span[1]) }));
  const parts = partsOf(marked(linesOf(text), marks));
  const part = partAsked(app.state.part, parts, findings);
  const lines = parts[part].filter((line) => line.ending.length || text.slice(line.start, line.end).trim());
  const shown = lines.map((line) => {
    const dimmed = unread.filter(({ start, end }) => start < line.end && line.start < end);
    const isHeadline = headline && headline.start < line.end && line.start < headline.end;
    return passage(app, { text, findings, marks }, { ...line, dimmed, isHeadline });
  });
  if (parts.length === 1) return shown;
  const nav = links(app, part + 1, parts.length, (to) => app.link({ part: String(to) }, true), "Part");
  nav.setAttribute("aria-label", "Parts of the article");
  return [...shown, nav];
}

function inUnits(units, spans) {
  return spans.map(([start, end]) => ({ start: units(start), end: units(end) }));
}

/** Return the part that the state names, by its number or by a finding in it. */
function partAsked(asked, parts, findings) {
  if (asked.startsWith("f")) {
    const index = findings.findIndex((one) => `f${one.ordinal}` === asked);
    return Math.max(
      0,
      parts.findIndex((part) => part.some((line) => line.ending.includes(index))),
    );
  }
  return Math.min(parts.length, Math.max(1, Number.parseInt(asked, 10) || 1)) - 1;
}

function passage(app, { text, findings, marks }, line) {
  const runs = dimmed(line, line.dimmed);
  const isUnread = runs.every((run) => run.isDim || !text.slice(run.start, run.end).trim());
  const kind = line.isHeadline ? " headline" : isUnread && line.dimmed.length ? " unread" : "";
  const paragraph = make("p", { class: `text${kind}`, dir: "auto" });
  const refs = new Map(line.ending.map((index) => [index, refOf(app, findings[index], index + 1)]));
  const put = (indexes) => paragraph.append(...indexes.map((index) => refs.get(index)));
  for (const piece of line.pieces) {
    const nodes = dimmed(piece, line.dimmed).flatMap(({ start, end, isDim }) => {
      const shown = shownText(text.slice(start, end));
      return isDim ? [make("span", { class: "unread" }, shown)] : shown;
    });
    if (piece.marks.length)
      paragraph.append(
        markOf(
          app,
          nodes,
          piece.marks.map((index) => findings[index]),
        ),
      );
    else paragraph.append(...nodes);
    put(line.ending.filter((index) => marks[index].end === piece.end));
  }
  put(line.ending.filter((index) => !paragraph.contains(refs.get(index))));
  const row = make("div", { class: `passage${refs.size ? " noted" : kind}` }, paragraph);
  if (refs.size)
    row.append(
      notes(
        app,
        [...refs].map(([index, ref]) => [findings[index], ref]),
      ),
    );
  return row;
}

function markOf(app, nodes, findings) {
  const worst = ["error", "warning", "info"].find((severity) => findings.some((one) => one.severity === severity));
  const focus = () => app.focusOn(findings.at(-1));
  return make(
    "mark",
    {
      class: `${worst}${findings.length > 1 ? " several" : ""}`,
      "data-findings": findings.map((one) => one.number).join(" "),
      click: focus,
    },
    nodes,
  );
}

function refOf(app, finding, shownNumber) {
  const label = `Finding ${shownNumber}: ${severityOf(finding)}, ${finding.rule}`;
  return make(
    "button",
    {
      type: "button",
      class: `ref ${finding.severity}`,
      "aria-label": label,
      title: plain(finding.message),
      click: () => app.focusOn(finding),
    },
    String(shownNumber),
  );
}

/** Return what is said of some findings, as a list beside the text; each is given with its number in the text. */
function notes(app, several) {
  return make(
    "ol",
    { class: "notes" },
    several.map(([finding, ref]) => make("li", {}, noteOf(app, finding, ref))),
  );
}

function notesAlone(app, findings) {
  return notes(
    app,
    findings.map((finding) => [finding, null]),
  );
}

function noteOf(app, finding, ref) {
  const back = () => ref.focus();
  const lead =
    ref &&
    make(
      "button",
      { type: "button", class: "ref", "aria-label": `To finding ${ref.textContent} in the text`, click: back },
      ref.textContent,
    );
  const note = placeRow(app, finding, lead);
  note.classList.toggle("numbered", ref !== null);
  note.setAttribute("data-finding", String(finding.number));
  const light = (isOn) => () =>
    app.main
      .querySelectorAll(`mark[data-findings~="${finding.number}"]`)
      .forEach((mark) => mark.classList.toggle("lit", isOn));
  for (const [event, isOn] of [
    ["focusin", true],
    ["focusout", false],
    ["mouseenter", true],
    ["mouseleave", false],
  ])
    note.addEventListener(event, light(isOn));
  return note;
}
