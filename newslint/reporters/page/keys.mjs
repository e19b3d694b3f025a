// Single keys, for people who judge hundreds of texts. They rest while somebody types, and can be switched off.

import { VERDICTS } from "./decisions.mjs";

const LETTERS = { w: "wrong", r: "right", m: "mistaken", l: "later" };

/** Listen to the keys of the page. */
export function listenToKeys(app) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !app.hasKeys()) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
    const action = actionOf(app, event);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function actionOf(app, event) {
  const { key } = event;
  const row = event.target.closest("[data-row]");
  const isOnRow = row === event.target;
  const verdict = LETTERS[key] ?? VERDICTS[Number(key) - 1];
  if (verdict) return () => judge(app, row, verdict);
  if (key === "j" || (key === "ArrowDown" && isOnRow)) return () => move(app, row, 1);
  if (key === "k" || (key === "ArrowUp" && isOnRow)) return () => move(app, row, -1);
  if ((key === "o" && row) || (key === "Enter" && isOnRow)) return app.rows.get(row)?.open;
  return {
    u: () => app.undo(),
    n: () => follow(app, "next"),
    p: () => follow(app, "prev"),
    "/": () => app.search(),
    "?": () => app.help(),
  }[key];
}

function judge(app, row, verdict) {
  if (!row) return app.announce("Go to a text first: j");
  const isGiven = app.rows.get(row).judge(verdict);
  return isGiven && move(app, row, 1);
}

function move(app, row, step) {
  const rows = [...app.main.querySelectorAll("[data-row]")];
  const at = rows.indexOf(row);
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  if (next) app.focusRow(next);
  else
    app.announce(
      app.main.querySelector(step > 0 ? "[data-next]" : "[data-prev]")
        ? `End of this page. ${step > 0 ? "n" : "p"}: ${step > 0 ? "next" : "previous"}`
        : "There are no more.",
    );
}

function follow(app, rel) {
  const link = app.main.querySelector(`[data-${rel}]`);
  if (link) link.click();
  else app.announce("There are no more.");
}
