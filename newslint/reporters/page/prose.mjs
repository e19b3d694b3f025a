// Texts of articles as nodes.

import { make } from "./dom.mjs";
import { runs } from "./signs.mjs";

const ROOM = 70;
const LONGEST_MARK = 220;

/** Return nodes for a text, in which hidden characters are seen. */
export function shownText(text) {
  return runs(text).map((run) =>
    run.text === undefined
      ? make("span", { class: "sign", title: run.code }, run.sign)
      : document.createTextNode(run.text),
  );
}

/** Return a finding's words within their line, marked. */
export function inContext(report, finding) {
  const place = report.place(finding);
  if (!place) return make("p", { class: "quote", dir: "auto" }, make("mark", {}, shownText(finding.excerpt)));
  const { text, start, end } = place;
  const before = text.slice(Math.max(0, start - ROOM), start).replace(/^[\s\S]*[\r\n]/, "");
  const after = text.slice(end, end + ROOM).replace(/[\r\n][\s\S]*$/, "");
  const isCut = start - before.length > 0 && !/[\r\n]/.test(text[start - before.length - 1]);
  const goesOn = end + after.length < text.length && !/[\r\n]/.test(text[end + after.length]);
  return make(
    "p",
    { class: "quote", dir: "auto" },
    shownText(isCut ? `…${before.replace(/^\S*\s/, "")}` : before),
    make("mark", { class: finding.severity }, shownText(shortened(text.slice(start, end)))),
    shownText(goesOn ? `${after.replace(/\s\S*$/, "")}…` : after),
  );
}

function shortened(text) {
  return text.length <= LONGEST_MARK ? text : `${text.slice(0, LONGEST_MARK).replace(/\s\S*$/, "")}…`;
}

/** Return what can be done about a finding, in a sentence; nothing where newslint has no proposal. */
export function adviceOn({ fix, suggestions }) {
  if (fix) {
    const becomes = fix.becomes ? `“${fix.becomes}”` : "";
    if (fix.by === "display")
      return becomes ? `Perhaps ${becomes}: for you to decide.` : "Perhaps it should go: for you to decide.";
    return `newslint fix${fix.by === "unsafe" ? " --unsafe-fixes" : ""} ${becomes ? `makes it ${becomes}` : "removes it"}.`;
  }
  if (!suggestions) return "";
  const quoted = suggestions.map((one) => `“${one}”`);
  return `Perhaps ${[quoted.slice(0, -1).join(", "), quoted.at(-1)].filter(Boolean).join(" or ")}?`;
}
