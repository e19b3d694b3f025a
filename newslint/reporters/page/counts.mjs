// The figures behind the charts.

import { order } from "./groups.mjs";

export const BINS = 20;

/** Return `[name, count]` of findings by what `nameOf` says of each, the most frequent first. */
export function tallied(findings, nameOf) {
  const counts = new Map();
  for (const finding of findings) counts.set(nameOf(finding), (counts.get(nameOf(finding)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
}

/** Return how many findings begin in each twentieth of their article; those without a place in a text are left out. */
export function positions(findings, bins = BINS) {
  const counts = Array(bins).fill(0);
  for (const { span, at } of findings) {
    if (span && at.length) counts[Math.min(bins - 1, Math.floor((span[0] / at.length) * bins))] += 1;
  }
  return counts;
}

/** Return a function that tells to what of the map a place belongs: its file, or its record where all is in one file. */
export function nodeNames(articles) {
  const isOneFile = new Set(articles.map((article) => article.path)).size === 1;
  return ({ path, record }) => (isOneFile && record ? `record ${record}` : path);
}

/**
 * Return `[first, second, count]` of twins between files, the most frequent pairs first.
 * Two files that name each other as twins count what the one that names more of them says.
 */
export function pairs(findings, nodeOf) {
  const counts = new Map();
  for (const finding of findings) {
    const from = nodeOf(finding.at);
    for (const related of finding.related ?? []) {
      const to = nodeOf(related);
      if (from === to) continue;
      const key = JSON.stringify(from < to ? [from, to] : [to, from]);
      const sides = counts.get(key) ?? [0, 0];
      sides[from < to ? 0 : 1] += 1;
      counts.set(key, sides);
    }
  }
  return [...counts]
    .map(([key, sides]) => [...JSON.parse(key), Math.max(...sides)])
    .sort((a, b) => b[2] - a[2] || order(a[0], b[0]) || order(a[1], b[1]));
}

/** Return the names of the files that have the most twins, up to a limit, in order of name; and how many there are. */
export function busiest(several, limit) {
  const totals = new Map();
  for (const [first, second, count] of several) {
    for (const name of [first, second]) totals.set(name, (totals.get(name) ?? 0) + count);
  }
  const names = [...totals].sort((a, b) => b[1] - a[1] || order(a[0], b[0])).map(([name]) => name);
  return { names: names.slice(0, limit).sort(order), all: names.length };
}
