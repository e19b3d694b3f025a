// What was found, in figures: each chart is a table, or has one beside it that says the same.

import { BINS, positions, tallied } from "./counts.mjs";
import { counted, draw, figure, make } from "./dom.mjs";
import { plain } from "./signs.mjs";
import { twinMap } from "./twin_map.mjs";

const SHOWN = 15;

/** Return the charts of what is to be shown. */
export function chartsView(app) {
  const heading = make("h2", { tabindex: "-1" }, "Charts");
  if (!app.shown.length) return [heading, app.nothing()];
  return [
    heading,
    bars(
      "Findings per rule",
      "Rule",
      tallied(app.shown, (one) => one.rule),
      (rule) => app.link({ view: "articles", rule }),
    ),
    bars(
      "Findings per file",
      "File",
      tallied(app.shown, (one) => one.at.path),
      (file) => app.link({ view: "articles", file: `"${file}"` }),
    ),
    histogram(app.shown),
    twinMap(app),
  ];
}

/** A table whose rows are bars. */
function bars(title, kind, counts, hrefOf) {
  const most = counts[0][1];
  const line = ([name, count]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, make("a", { href: hrefOf(name) }, plain(name))),
      make("td", { class: "figure" }, figure(count)),
      make(
        "td",
        { class: "bar", "aria-hidden": "true" },
        draw(
          "svg",
          { viewBox: "0 0 100 10", preserveAspectRatio: "none" },
          draw("rect", { width: String((count / most) * 100), height: "10" }),
        ),
      ),
    );
  const table = (some, caption) =>
    make(
      "table",
      { class: "bars" },
      make("caption", {}, caption),
      make(
        "thead",
        { class: "unseen" },
        make(
          "tr",
          {},
          [kind, "Findings", "Bar"].map((name) => make("th", { scope: "col" }, name)),
        ),
      ),
      make("tbody", {}, some.map(line)),
    );
  const rest = counts.slice(SHOWN);
  const more = rest.length
    ? make(
        "details",
        { toggle: (event) => fillOnce(event.target, () => table(rest, `${title}, the others`)) },
        make("summary", {}, `${figure(rest.length)} more`),
      )
    : null;
  return make(
    "section",
    { "aria-label": title },
    make("h3", {}, title),
    table(counts.slice(0, SHOWN), `${counted(counts.length, kind.toLowerCase())}, the most frequent first`),
    more,
  );
}

function fillOnce(details, content) {
  if (details.open && details.children.length === 1) details.append(content());
}

function histogram(findings) {
  const counts = positions(findings);
  const most = Math.max(1, ...counts);
  const share = 100 / BINS;
  const columns = counts.map((count, bin) =>
    draw("rect", {
      x: String(bin * share + 0.4),
      y: String(40 - (count / most) * 38),
      width: String(share - 0.8),
      height: String((count / most) * 38),
    }),
  );
  const line = (count, bin) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, `${bin * share}% to ${(bin + 1) * share}%`),
      make("td", { class: "figure" }, figure(count)),
    );
  const peak = counts.indexOf(most);
  const label = `Most findings begin between ${peak * share}% and ${(peak + 1) * share}% of the article: ${figure(most)}.`;
  return make(
    "section",
    { "aria-label": "Where in the article" },
    make("h3", {}, "Where in the article"),
    make("p", { class: "faint" }, label),
    draw(
      "svg",
      { class: "histogram", viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" },
      columns,
    ),
    make("p", { class: "scale faint", "aria-hidden": "true" }, make("span", {}, "headline"), make("span", {}, "end")),
    make(
      "details",
      {},
      make("summary", {}, "The same as a table"),
      make(
        "table",
        {},
        make("caption", {}, "Findings by where in the article they begin"),
        make("tbody", {}, counts.map(line)),
      ),
    ),
  );
}
