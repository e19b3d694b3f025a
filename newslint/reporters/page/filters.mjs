// What is shown, as the part of the address behind "#", which can be sent to somebody else.

export const FIELDS = ["rule", "category", "severity", "file", "text", "new", "verdict"];
const OTHERS = ["view", "article", "part", "page", "twin"];
const SEVERITIES = ["error", "warning", "info"];

/** Return the state that a fragment describes; what it does not name is an empty text. */
export function stateOf(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  return Object.fromEntries([...OTHERS, ...FIELDS].map((name) => [name, given.get(name) ?? ""]));
}

/** Return the fragment of a state, the same for equal states. */
export function fragmentOf(state) {
  const named = [...OTHERS, ...FIELDS].filter((name) => state[name]);
  return `#${new URLSearchParams(named.map((name) => [name, String(state[name])]))}`;
}

/** Return the severities that a filter asks for; `least` is what `--show` asked for. */
export function severitiesOf(severity, least) {
  if (severity === "all") return SEVERITIES;
  if (severity) return severity.split(",").filter((one) => SEVERITIES.includes(one));
  return SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
}

/** Return a function that tells whether a finding is to be shown; `verdictOf` tells what was said of one. */
export function matcher(state, least, verdictOf) {
  const severities = new Set(severitiesOf(state.severity, least));
  const isFile = fileMatcher(state.file);
  const words = state.text.toLowerCase();
  return (finding) =>
    severities.has(finding.severity) &&
    (!state.rule || finding.rule === state.rule) &&
    (!state.category || finding.category === state.category) &&
    (!state.new || finding.new === true) &&
    isFile(finding.at.path) &&
    (!words ||
      [finding.excerpt, finding.message, finding.at.id ?? ""].some((one) => one.toLowerCase().includes(words))) &&
    (!state.verdict || (verdictOf(finding)?.verdict ?? "open") === state.verdict);
}

/** A file is asked for by a part of its path in any case, or by the whole of it in quotation marks. */
function fileMatcher(asked) {
  if (asked.length > 2 && asked.startsWith('"') && asked.endsWith('"')) return (path) => path === asked.slice(1, -1);
  const part = asked.toLowerCase();
  return (path) => path.toLowerCase().includes(part);
}

/** Return how many fields of a filter say something. */
export function narrowed(state) {
  return FIELDS.filter((name) => state[name]).length;
}
