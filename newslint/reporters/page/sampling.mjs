// A random sample of each rule's findings, and the precision that verdicts on it show.

export const SAMPLE = 50;
const Z = 1.959964;

/** Return up to `size` of some findings in random order; the same ones for the same seed. */
export function sampleOf(findings, seed, size = SAMPLE) {
  const drawn = [...findings];
  const next = generator(hash(seed));
  const count = Math.min(size, drawn.length);
  for (let index = 0; index < count; index += 1) {
    const other = index + Math.floor(next() * (drawn.length - index));
    [drawn[index], drawn[other]] = [drawn[other], drawn[index]];
  }
  return drawn.slice(0, count);
}

function hash(text) {
  let value = 2166136261;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  return value >>> 0;
}

/** A small generator of numbers from 0 to 1 (xorshift of 32 bits behind a multiplication). */
function generator(seed) {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (Math.imul(state, 0x9e3779b1) >>> 0) / 4294967296;
  };
}

/** Return Wilson's interval for a share, at 95 in a hundred; of nothing it is from 0 to 1. */
export function wilson(hits, count) {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const scale = 1 + (Z * Z) / count;
  const centre = (share + (Z * Z) / (2 * count)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / count + (Z * Z) / (4 * count * count));
  return { low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === count ? 1 : Math.min(1, centre + half) };
}

/**
 * Return what the verdicts on a sample show: `judged`, `mistaken`, `later`, `share` of the findings in which the rule
 * was not mistaken, and its interval.
 *
 * Only the findings before the first one without a verdict count: they were drawn at random, while those that
 * are judged behind it belong to groups that somebody chose to judge.
 */
export function precision(sample, verdictOf) {
  const open = sample.findIndex((finding) => !verdictOf(finding));
  const verdicts = (open < 0 ? sample : sample.slice(0, open)).map((finding) => verdictOf(finding).verdict);
  const later = verdicts.filter((verdict) => verdict === "later").length;
  const mistaken = verdicts.filter((verdict) => verdict === "mistaken").length;
  const judged = verdicts.length - later;
  const good = judged - mistaken;
  return { judged, mistaken, later, share: judged ? good / judged : null, ...wilson(good, judged) };
}
