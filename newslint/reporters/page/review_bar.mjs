// What has been judged so far, the way back, and decisions.jsonl out and in.

import { counted, figure, make } from "./dom.mjs";
import { exported, imported } from "./decisions.mjs";

/** Build the bar; return a function that brings it up to date. */
export function reviewBar(app, bar) {
  const progress = make("progress", { max: "1", value: "0", "aria-label": "Texts judged" });
  const said = make("span", { class: "progress-text" });
  const undo = make("button", { type: "button", "aria-keyshortcuts": "u", click: () => app.undo() }, "Undo");
  const out = make("button", { type: "button", id: "export", click: () => save(app) }, "Export");
  const input = make("input", {
    type: "file",
    id: "import-file",
    class: "unseen",
    tabindex: "-1",
    "aria-hidden": "true",
    accept: ".jsonl",
    change: () => take(app, input),
  });
  const into = make("button", { type: "button", id: "import", click: () => input.click() }, "Import");
  const warning = make("span", { class: "alert", role: "status" });
  bar.replaceChildren(make("label", {}, progress, said), undo, out, into, input, warning);
  return () => {
    const judged = app.decisions.judged(app.toJudge);
    progress.max = Math.max(1, app.toJudge.length);
    progress.value = judged;
    said.textContent = `${figure(judged)} of ${counted(app.toJudge.length, "text")} judged`;
    undo.disabled = !app.decisions.past.length;
    const isLost = !app.keeper.works && app.decisions.past.length > 0;
    const text = isLost ? "This browser keeps no verdicts: export before you close the page." : "";
    if (warning.textContent !== text) warning.textContent = text;
  };
}

function save(app) {
  const lines = exported(app.decisions, app.groups);
  const url = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
  make("a", { href: url, download: "decisions.jsonl" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  app.announce(`${counted(lines.split("\n").length - 1, "decision")} exported to decisions.jsonl`);
}

async function take(app, input) {
  const [file] = input.files;
  if (!file) return;
  try {
    const { taken, unknown } = imported(app.decisions, await file.text(), app.groups, app.report.findings);
    const rest = unknown ? `; ${figure(unknown)} are about nothing in this report` : "";
    app.announce(`${counted(taken, "decision")} taken from ${file.name}${rest}`);
  } catch (problem) {
    app.announce(`${file.name} was not taken: ${problem.message}`);
  }
  input.value = "";
  app.changed();
}
