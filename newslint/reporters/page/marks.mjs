// From a text and its findings to lines of pieces, each of which knows the findings that cover it.

const SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Return a function from offsets in code points, as newslint counts them, to offsets in a text of JavaScript. */
export function unitsOf(text) {
  const long = Array.from(text.matchAll(SURROGATES), (match, before) => match.index - before);
  return (offset) => Math.min(text.length, offset + countBelow(long, offset));
}

function countBelow(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const LONGEST_LINE = 6000;

/** Return `{ start, end }` of each line of a text, without what ends it; one that is very long is cut at blanks. */
export function linesOf(text, longest = LONGEST_LINE) {
  const lines = [];
  let start = 0;
  const add = (end) => {
    while (end - start > longest) {
      const blank = text.lastIndexOf(" ", start + longest);
      const cut = blank > start ? blank + 1 : start + longest;
      lines.push({ start, end: cut });
      start = cut;
    }
    lines.push({ start, end });
  };
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(text.length);
  return lines;
}

/**
 * Cut lines at the ends of marks.
 *
 * `marks` are `{ start, end }`, sorted by start; they may overlap and cover each other. Each line gets `pieces`,
 * `{ start, end, marks }` with the numbers of the marks that cover them, and `ending`, the marks that end in it.
 */
export function marked(lines, marks) {
  let next = 0;
  let open = [];
  return lines.map((line, index) => {
    const limit = index + 1 < lines.length ? lines[index + 1].start : Infinity;
    while (next < marks.length && marks[next].start < limit) open.push(next++);
    const here = open;
    const ending = here
      .filter((number) => marks[number].end <= limit)
      .sort((a, b) => marks[a].end - marks[b].end || a - b);
    open = here.filter((number) => marks[number].end > limit);
    return { ...line, pieces: piecesOf(line, here, marks), ending };
  });
}

function piecesOf(line, numbers, marks) {
  const clipped = (offset) => Math.min(Math.max(offset, line.start), line.end);
  const events = new Map([
    [line.start, []],
    [line.end, []],
  ]);
  for (const number of numbers) {
    for (const at of [clipped(marks[number].start), clipped(marks[number].end)]) {
      if (!events.has(at)) events.set(at, []);
      events.get(at).push(number);
    }
  }
  const cuts = [...events.keys()].sort((a, b) => a - b);
  const covering = new Set();
  return cuts.slice(0, -1).map((start, index) => {
    for (const number of events.get(start)) {
      if (clipped(marks[number].end) > start) covering.add(number);
      else covering.delete(number);
    }
    return { start, end: cuts[index + 1], marks: [...covering] };
  });
}

/** Cut `{ start, end }` where sorted spans begin and end; return runs `{ start, end, isDim }`, dim where a span is. */
export function dimmed({ start, end }, spans) {
  const runs = [];
  const add = (to, isDim) => {
    if (to > start) runs.push({ start, end: to, isDim });
    start = Math.max(start, to);
  };
  for (const span of spans) {
    add(Math.min(span.start, end), false);
    add(Math.min(span.end, end), true);
  }
  add(end, false);
  return runs;
}

/** Cut lines into parts of about so many characters and marks, so that no part takes long to show. */
export function partsOf(lines, characters = 20000, most = 60) {
  const parts = [];
  let part = [];
  let size = 0;
  let ending = 0;
  for (const line of lines) {
    if (part.length && (size > characters || ending >= most)) {
      parts.push(part);
      part = [];
      size = ending = 0;
    }
    part.push(line);
    size += line.end - line.start;
    ending += line.ending.length;
  }
  parts.push(part);
  return parts;
}
