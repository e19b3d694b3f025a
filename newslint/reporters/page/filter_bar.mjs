// The controls of the filter. They write the address, and the address fills them.

import { tallied } from "./counts.mjs";
import { figure, make } from "./dom.mjs";
import { narrowed } from "./filters.mjs";
import { labelOf } from "./rows.mjs";
import { VERDICTS } from "./decisions.mjs";

const PAUSE = 200;
const SHOWS = { error: "Errors", warning: "Errors, warnings", info: "All" };

/** Build the controls into their form; return a function that fills them from the state. */
export function filterBar(app, form) {
  const { findings, run } = app.report;
  const choice = (several) => [["", "All"], ...several.map(([name, count]) => [name, `${name} (${figure(count)})`])];
  const severities = [
    ["", SHOWS[run.show]],
    ["all", "All"],
    ["error,warning", "Errors, warnings"],
    ["error", "Errors"],
    ["warning", "Warnings"],
    ["info", "Notes"],
  ];
  const unlike = severities.filter(([, label], index) => index === 0 || label !== SHOWS[run.show]);
  const controls = [
    select("category", "Category", choice(tallied(findings, (one) => one.category))),
    select("rule", "Rule", choice(tallied(findings, (one) => one.rule))),
    select("severity", "Severity", unlike),
    select("verdict", "Verdict", [["", "Any"], ["open", "None yet"], ...VERDICTS.map((one) => [one, labelOf(one)])]),
    field("file", "File"),
    field("text", "Search"),
    run.compared ? checkbox("new", "New only") : null,
  ].filter(Boolean);
  const clear = make(
    "button",
    { type: "button", click: () => app.go(Object.fromEntries(controls.map(([input]) => [input.name, ""]))) },
    "Clear",
  );
  form.replaceChildren(...controls.map(([, label]) => label), clear);
  form.addEventListener("submit", (event) => event.preventDefault());
  listen(
    app,
    controls.map(([input]) => input),
  );
  return () => controls.forEach(([input]) => fill(input, app.state[input.name]));
}

function listen(app, inputs) {
  let timer = 0;
  for (const input of inputs) {
    const value = () => (input.type === "checkbox" ? (input.checked ? "1" : "") : input.value);
    const send = () => {
      clearTimeout(timer);
      if (value() !== app.state[input.name]) app.go({ [input.name]: value() }, false);
    };
    input.addEventListener("change", send);
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(send, PAUSE);
    });
  }
}

function fill(input, value) {
  if (input.type === "checkbox") input.checked = value !== "";
  else if (input.tagName === "SELECT") choose(input, value);
  else if (document.activeElement !== input) input.value = value;
}

/** Choose a value; one that was not offered, from an address that somebody wrote, is offered from now on. */
function choose(input, value) {
  if (![...input.options].some((option) => option.value === value)) input.append(make("option", { value }, value));
  input.value = value;
}

function labelled(input, label) {
  return [input, make("label", {}, make("span", {}, label), input)];
}

function select(name, label, options) {
  return labelled(
    make(
      "select",
      { name, id: `filter-${name}` },
      options.map(([value, text]) => make("option", { value }, text)),
    ),
    label,
  );
}

function field(name, label) {
  return labelled(
    make("input", { type: "search", name, id: `filter-${name}`, autocomplete: "off", spellcheck: "false" }),
    label,
  );
}

function checkbox(name, label) {
  return labelled(make("input", { type: "checkbox", name, id: `filter-${name}` }), label);
}

/** Return what stands over the controls where they are folded. */
export function filterTitle(state) {
  const count = narrowed(state);
  return count ? `Filter (${figure(count)} set)` : "Filter";
}
