// What a person has decided: a verdict for each group, exceptions for places, the way back, lines for newslint accept.

import { groupOf } from "./report.mjs";

export const VERDICTS = ["wrong", "right", "mistaken", "later"];

/** Verdicts of groups and of places. A verdict is `{ verdict, when, why }`. */
export class Decisions {
  constructor() {
    this.groups = new Map();
    this.places = new Map();
    this.past = [];
  }

  /** Return what holds for a finding: what was said of its place, else of its group. */
  of(finding) {
    return this.places.get(finding.place) ?? this.groups.get(finding.group);
  }

  /** Give a verdict for `scope` "everywhere" (a group) or "place"; `null` takes one back. Return whether it changed anything. */
  give(scope, id, verdict, when, why = null) {
    const target = this.on(scope);
    const before = target.get(id) ?? null;
    if ((before?.verdict ?? null) === verdict && (before?.why ?? null) === why) return false;
    this.past.push({ scope, id, before });
    put(target, id, verdict && { verdict, when, why });
    return true;
  }

  /** Take back the last change; return what it was about, or null. */
  undo() {
    const last = this.past.pop();
    if (!last) return null;
    put(this.on(last.scope), last.id, last.before);
    return last;
  }

  on(scope) {
    return scope === "place" ? this.places : this.groups;
  }

  /** Return how many of some groups have been judged, themselves or in all their places. */
  judged(groups) {
    const isJudged = (group) => this.groups.has(group.id) || group.findings.every((one) => this.places.has(one.place));
    return groups.filter(isJudged).length;
  }

  /** Return all as plain values, to be kept. */
  saved() {
    return { groups: [...this.groups], places: [...this.places] };
  }

  /** Take what `saved` returned, where it is still about something. */
  restore(saved, groups, places) {
    for (const [id, one] of saved.groups ?? []) if (groups.has(id) && isVerdict(one)) this.groups.set(id, one);
    for (const [id, one] of saved.places ?? []) if (places.has(id) && isVerdict(one)) this.places.set(id, one);
  }
}

function put(target, id, value) {
  if (value) target.set(id, value);
  else target.delete(id);
}

function isVerdict(one) {
  return VERDICTS.includes(one?.verdict);
}

/** Return the lines of decisions.jsonl: a line for each group that was judged, then one for each place. */
export function exported(decisions, groups) {
  const lines = [];
  for (const group of groups) {
    const own = decisions.groups.get(group.id);
    if (own) lines.push(line("everywhere", group.findings[0], own));
    for (const finding of group.findings) {
      const exception = decisions.places.get(finding.place);
      if (exception) lines.push(line("place", finding, exception));
    }
  }
  return lines.map((one) => `${JSON.stringify(one)}\n`).join("");
}

function line(scope, finding, { verdict, when, why }) {
  const { rule, key, fingerprint, excerpt, at } = finding;
  const place = { path: at.path, record: at.record ?? null, line: finding.line };
  return { verdict, scope, rule, key, fingerprint, excerpt, ...place, when, why: why ?? null };
}

/** Take the lines of a decisions.jsonl; return how many were taken, and how many are about nothing in this report. */
export function imported(decisions, text, groups, findings) {
  const byGroup = new Set(groups.map((group) => group.id));
  const byPlace = new Set(findings.map((finding) => finding.place));
  const counts = { taken: 0, unknown: 0 };
  for (const one of linesOfDecisions(text)) {
    const everywhere = one.scope === "everywhere";
    const id = everywhere ? groupOf(String(one.key)) : JSON.stringify([one.path, one.record ?? null, one.fingerprint]);
    if ((everywhere ? byGroup : byPlace).has(id)) {
      decisions.give(one.scope, id, one.verdict, one.when, one.why ?? null);
      counts.taken += 1;
    } else counts.unknown += 1;
  }
  return counts;
}

function linesOfDecisions(text) {
  return text.split(/\r?\n/).flatMap((written, index) => {
    if (!written.trim()) return [];
    const one = parsed(written);
    if (!isVerdict(one) || !["place", "everywhere"].includes(one.scope)) {
      throw new Error(`line ${index + 1} is no decision`);
    }
    return [one];
  });
}

function parsed(written) {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}
