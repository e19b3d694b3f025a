// Characters that cannot be seen, or that would turn what stands around them, are shown as signs.

const CONTROLS = "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]";
const FORMATS = "[\\u200b\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ufffe\\uffff]";
const LONE_SURROGATES = "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";
const HIDDEN = new RegExp(`${CONTROLS}|${FORMATS}|${LONE_SURROGATES}`, "g");

/** Cut a text into runs: `{ text }` as it stands, `{ sign, code }` for a character that is shown by a sign. */
export function runs(text) {
  const found = [];
  let at = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    found.push(sign(match[0].charCodeAt(0)));
    at = match.index + 1;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}

/** Return a text on one line in which nothing is hidden, for names, labels and titles. */
export function plain(text) {
  return runs(text)
    .map((run) => run.text ?? run.sign)
    .join("")
    .replace(/\s+/g, " ");
}

function sign(code) {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code < 0x20) return { sign: String.fromCharCode(0x2400 + code), code: name };
  if (code >= 0xdc80 && code <= 0xdcff)
    return { sign: `\\x${(code - 0xdc00).toString(16)}`, code: "a byte that is not UTF-8" };
  return { sign: name, code: name };
}
