// Which files hold the same texts: a matrix of the busiest, and the pairs as a table.

import { busiest, nodeNames, pairs } from "./counts.mjs";
import { counted, draw, figure, make } from "./dom.mjs";
import { plain } from "./signs.mjs";

const FILES = 24;
const PAIRS = 50;
const CELL = 34;

/** Return the map of twins between the files of what is to be shown. */
export function twinMap(app) {
  const nodeOf = nodeNames(app.report.articles);
  const several = pairs(app.shown, nodeOf);
  const title = make("h3", {}, "Twins between files");
  if (!several.length)
    return make(
      "section",
      { "aria-label": "Twins between files" },
      title,
      make("p", {}, "No text stands in two files."),
    );
  const { names, all } = busiest(several, FILES);
  const isCapped = all > names.length;
  const note = `${counted(several.length, "pair")} of files with twins. ${isCapped ? `The map shows the ${figure(names.length)} of ${figure(all)} files that have the most. ` : ""}A finding names ten of its twins at most.`;
  return make(
    "section",
    { "aria-label": "Twins between files" },
    title,
    make("p", { class: "faint" }, note),
    matrix(names, several),
    make(
      "ol",
      { class: "names" },
      names.map((name) =>
        make(
          "li",
          {},
          make(
            "a",
            { href: app.link({ view: "twins", file: name.startsWith("record ") ? "" : `"${name}"` }) },
            plain(name),
          ),
        ),
      ),
    ),
    make("details", {}, make("summary", {}, "The same as a table"), pairTable(several)),
  );
}

function matrix(names, several) {
  const place = new Map(names.map((name, index) => [name, index]));
  const most = several[0][2];
  const size = names.length;
  const cells = several.flatMap(([first, second, count]) => {
    const [a, b] = [place.get(first), place.get(second)];
    if (a === undefined || b === undefined) return [];
    return [
      [a, b],
      [b, a],
    ].map(([x, y]) => cell(x, y, count, most, `${first} and ${second}: ${counted(count, "twin")}`));
  });
  const grid = names.map((_, index) =>
    draw("rect", { class: "self", x: String(index + 1), y: String(index + 1), width: "1", height: "1" }),
  );
  const numbers = names.flatMap((_, index) =>
    [
      [index + 1.5, 0.7],
      [0.5, index + 1.7],
    ].map(([x, y]) => draw("text", { x: String(x), y: String(y) }, String(index + 1))),
  );
  return draw(
    "svg",
    {
      class: "matrix",
      width: String((size + 1) * CELL),
      viewBox: `0 0 ${size + 1} ${size + 1}`,
      "aria-hidden": "true",
    },
    grid,
    numbers,
    cells,
  );
}

function cell(x, y, count, most, title) {
  const strength = 0.25 + 0.75 * Math.sqrt(count / most);
  const rect = draw("rect", {
    x: String(x + 1.04),
    y: String(y + 1.04),
    width: "0.92",
    height: "0.92",
    "fill-opacity": strength.toFixed(2),
  });
  return draw(
    "g",
    {},
    rect,
    draw(
      "text",
      { class: strength > 0.6 ? "over" : "", x: String(x + 1.5), y: String(y + 1.68) },
      count < 100 ? String(count) : "99+",
    ),
    draw("title", {}, title),
  );
}

function pairTable(several) {
  const line = ([first, second, count]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, plain(first)),
      make("td", {}, plain(second)),
      make("td", { class: "figure" }, figure(count)),
    );
  const left = several.length - PAIRS;
  const caption =
    left > 0
      ? `The ${PAIRS} pairs with the most twins; ${figure(left)} more pairs have fewer`
      : "Pairs of files and their twins";
  return make(
    "table",
    { class: "wide" },
    make("caption", {}, caption),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ["File", "File", "Twins"].map((name) => make("th", { scope: "col" }, name)),
      ),
    ),
    make("tbody", {}, several.slice(0, PAIRS).map(line)),
  );
}
