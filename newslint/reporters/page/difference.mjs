// Which words of two texts differ: the shortest way from one to the other, found from both ends inwards.

const LONGEST_WAY = 1200;

/**
 * Return the two texts as runs `{ text, own }`; `own` says that the other text does not have these words there.
 * `whole` is false where the texts were so different that they were compared line by line.
 */
export function difference(left, right) {
  const words = compared(left.match(/\S+\s*|\s+/g) ?? [], right.match(/\S+\s*|\s+/g) ?? []);
  if (words) return { ...words, whole: true };
  const lines = compared(left.match(/[^\n]*\n|[^\n]+/g) ?? [], right.match(/[^\n]*\n|[^\n]+/g) ?? []);
  const all = (text) => [{ text, own: true }];
  return { ...(lines ?? { left: all(left), right: all(right) }), whole: false };
}

function compared(left, right) {
  const [a, b] = [left.map(bare), right.map(bare)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const kept = common(a.slice(start, a.length - end), b.slice(start, b.length - end));
  if (!kept) return null;
  const same = (tokens, side) => {
    const shared = new Set(kept.map((pair) => pair[side] + start));
    return tokens.map((text, at) => ({ text, own: at >= start && at < tokens.length - end && !shared.has(at) }));
  };
  return { left: joined(same(left, 0)), right: joined(same(right, 1)) };
}

function bare(token) {
  return token.trim();
}

/** Return pairs of places that hold the same, in order, as many as there can be; null where that would take long. */
function common(a, b) {
  const most = Math.min(a.length + b.length, LONGEST_WAY);
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const steps = [];
  for (let way = 0; way <= most; way += 1) {
    steps.push(reach.slice(middle - way - 1, middle + way + 2));
    for (let line = -way; line <= way; line += 2) {
      const at = middle + line;
      let x = isDown(reach, at, line, way) ? reach[at + 1] : reach[at - 1] + 1;
      while (x < a.length && x - line < b.length && a[x] === b[x - line]) x += 1;
      reach[at] = x;
      if (x >= a.length && x - line >= b.length) return walkedBack(steps, a.length, b.length);
    }
  }
  return null;
}

/** Whether the furthest way to a line comes from the one above it, by a word of the second text. */
function isDown(reach, at, line, way) {
  return line === -way || (line !== way && reach[at - 1] < reach[at + 1]);
}

function walkedBack(steps, endX, endY) {
  const pairs = [];
  let [x, y] = [endX, endY];
  for (let way = steps.length - 1; way >= 0; way -= 1) {
    const line = x - y;
    const at = line + way + 1;
    const down = isDown(steps[way], at, line, way);
    const fromX = way && steps[way][down ? at + 1 : at - 1];
    const fromY = way && fromX - (down ? line + 1 : line - 1);
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

function joined(tokens) {
  const found = [];
  for (const token of tokens) {
    const last = found.at(-1);
    if (last && last.own === token.own) last.text += token.text;
    else found.push({ ...token });
  }
  return found;
}
