// The unit of review is the text: all findings of one rule about the same words are one group.

/** Return groups `{ id, rule, category, severity, excerpt, findings }`, the largest first. */
export function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const known = groups.get(finding.group);
    if (known) known.findings.push(finding);
    else groups.set(finding.group, startOf(finding));
  }
  return [...groups.values()].sort(
    (a, b) => b.findings.length - a.findings.length || order(a.rule, b.rule) || order(a.excerpt, b.excerpt),
  );
}

function startOf(finding) {
  const { group: id, rule, category, severity, excerpt } = finding;
  return { id, rule, category, severity, excerpt, findings: [finding] };
}

/** Return in how many articles findings stand. */
export function articlesOf(findings) {
  return new Set(findings.map((finding) => finding.article)).size;
}

/** Compare texts the same way in every browser, whatever its language. */
export function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
