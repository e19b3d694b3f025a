// The parts of the HTML report's program that need no browser. tests/test_html_report.py runs them under node.

import assert from "node:assert/strict";
import { test } from "node:test";

import { busiest, nodeNames, pairs, positions, tallied } from "../../newslint/reporters/page/counts.mjs";
import { Decisions, exported, imported } from "../../newslint/reporters/page/decisions.mjs";
import { difference } from "../../newslint/reporters/page/difference.mjs";
import { fragmentOf, matcher, severitiesOf, stateOf } from "../../newslint/reporters/page/filters.mjs";
import { grouped } from "../../newslint/reporters/page/groups.mjs";
import { Keeper } from "../../newslint/reporters/page/keeping.mjs";
import { dimmed, linesOf, marked, partsOf, unitsOf } from "../../newslint/reporters/page/marks.mjs";
import { groupOf } from "../../newslint/reporters/page/report.mjs";
import { precision, sampleOf, wilson } from "../../newslint/reporters/page/sampling.mjs";
import { plain, runs } from "../../newslint/reporters/page/signs.mjs";

/** Random whole numbers, the same in each run of the tests. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 4294967296) * sides);
  };
}

function finding(changes = {}) {
  const at = { number: 0, path: "a.txt", length: 100, ...changes.at };
  return {
    rule: "slip",
    category: "typo",
    severity: "error",
    excerpt: "teh",
    message: "m",
    group: "slip:1",
    fingerprint: "f",
    key: "slip:1:2:3",
    place: "p",
    line: 1,
    span: [0, 3],
    ...changes,
    at,
  };
}

test("the runs of a line give it again, and those are dim that lie in a span", () => {
  const spans = [
    { start: 0, end: 3 },
    { start: 5, end: 8 },
  ];
  const shown = (start, end) => dimmed({ start, end }, spans).map((run) => [run.start, run.end, run.isDim]);
  assert.deepEqual(shown(0, 9), [
    [0, 3, true],
    [3, 5, false],
    [5, 8, true],
    [8, 9, false],
  ]);
  assert.deepEqual(shown(6, 7), [[6, 7, true]]);
  assert.deepEqual(shown(3, 5), [[3, 5, false]]);
  assert.deepEqual(shown(9, 9), []);
});

test("the pieces of marked lines give the text again, and each knows exactly the marks that cover it", () => {
  const roll = dice(7);
  for (let round = 0; round < 400; round += 1) {
    const text = Array.from({ length: roll(40) }, () => "ab \n\r"[roll(5)]).join("");
    const marks = Array.from({ length: roll(6) }, () => {
      const start = roll(text.length + 1);
      return { start, end: start + 1 + roll(text.length + 1) };
    })
      .map(({ start, end }) => ({ start, end: Math.min(end, Math.max(text.length, start + 1)) }))
      .sort((a, b) => a.start - b.start);
    const lines = marked(linesOf(text, round % 2 ? 7 : undefined), marks);
    assert.equal(lines.map((line) => text.slice(line.start, line.end)).join(""), text.replaceAll(/[\r\n]/g, ""));
    for (const line of lines) {
      assert.equal(
        line.pieces.map((piece) => text.slice(piece.start, piece.end)).join(""),
        text.slice(line.start, line.end),
      );
      for (const { start, end, marks: found } of line.pieces.filter((piece) => piece.end > piece.start)) {
        const wanted = marks
          .map((_, number) => number)
          .filter((number) => marks[number].start <= start && marks[number].end >= end);
        assert.deepEqual([...found].sort(), wanted.sort());
      }
    }
    const ending = lines.flatMap((line) => line.ending).sort();
    assert.deepEqual(ending, marks.map((_, number) => number).sort());
    assert.deepEqual(partsOf(lines, 5, 2).flat(), lines);
  }
});

test("offsets in code points become offsets in code units", () => {
  const text = "a😀b😀c";
  assert.deepEqual([0, 1, 2, 3, 4, 5, 9].map(unitsOf(text)), [0, 1, 3, 4, 6, 7, 7]);
});

test("hidden characters are shown by signs, and everything else as it is", () => {
  assert.deepEqual(runs("a\u202eb"), [{ text: "a" }, { sign: "U+202E", code: "U+202E" }, { text: "b" }]);
  assert.equal(plain("x\0y\udce9z\ud83d 😀\nend"), "x␀y\\xe9zU+D83D 😀 end");
});

test("a state and its fragment are one and the same", () => {
  const state = {
    ...stateOf(""),
    view: "texts",
    rule: "slip",
    severity: "error,warning",
    file: "a b&c#d",
    text: "ü=1",
  };
  assert.deepEqual(stateOf(fragmentOf(state)), state);
  assert.equal(fragmentOf(stateOf("")), "#");
});

test("a filter asks for rule, category, severity, file, words, news and verdict", () => {
  const shown = (state, one, verdict) => matcher({ ...stateOf(""), ...state }, "warning", () => verdict)(finding(one));
  assert.deepEqual(severitiesOf("", "warning"), ["error", "warning"]);
  assert.equal(shown({}, { severity: "info" }), false);
  assert.equal(shown({ severity: "all" }, { severity: "info" }), true);
  assert.equal(shown({ severity: "warning" }, {}), false);
  assert.equal(shown({ rule: "slip" }, {}), true);
  assert.equal(shown({ rule: "other" }, {}), false);
  assert.equal(shown({ category: "text" }, {}), false);
  assert.equal(shown({ file: "A.T" }, {}), true);
  assert.equal(shown({ file: "b.txt" }, {}), false);
  assert.equal(shown({ file: '"a.txt"' }, {}), true);
  assert.equal(shown({ file: '"a.tx"' }, {}), false);
  assert.equal(shown({ text: "TEH" }, {}), true);
  assert.equal(shown({ text: "rain" }, {}), false);
  assert.equal(shown({ new: "1" }, {}), false);
  assert.equal(shown({ new: "1" }, { new: true }), true);
  assert.equal(shown({ verdict: "open" }, {}), true);
  assert.equal(shown({ verdict: "wrong" }, {}, { verdict: "wrong" }), true);
  assert.equal(shown({ verdict: "open" }, {}, { verdict: "wrong" }), false);
});

test("the largest group comes first, and equal ones in one order", () => {
  const of = (group, rule = "b") => finding({ group, rule, excerpt: group });
  assert.deepEqual(
    grouped([of("1"), of("3"), of("2"), of("2"), of("0", "a")]).map((one) => one.id),
    ["2", "0", "1", "3"],
  );
  assert.equal(groupOf("house:slip:aa:bb:cc"), "house:slip:aa");
});

test("a place has its own verdict, else that of its group, and each change can be undone", () => {
  const decisions = new Decisions();
  const [one, other] = [finding({ place: "p" }), finding({ place: "q" })];
  decisions.give("everywhere", "slip:1", "right", "2026-01-01");
  decisions.give("place", "p", "wrong", "2026-01-01");
  assert.equal(decisions.of(one).verdict, "wrong");
  assert.equal(decisions.of(other).verdict, "right");
  assert.equal(decisions.give("place", "p", "wrong", "2026-01-02"), false);
  decisions.undo();
  assert.equal(decisions.of(one).verdict, "right");
  decisions.give("everywhere", "slip:1", null, "2026-01-01");
  assert.equal(decisions.of(one), undefined);
  decisions.undo();
  assert.equal(decisions.of(one).verdict, "right");
  decisions.undo();
  assert.equal(decisions.undo(), null);
  assert.equal(decisions.of(one), undefined);
});

test("decisions come back as they went out", () => {
  const findings = [
    finding({ place: JSON.stringify(["a.txt", null, "f"]) }),
    finding({ place: JSON.stringify(["a.txt", null, "g"]), fingerprint: "g", line: 4 }),
  ];
  const groups = grouped(findings);
  const decisions = new Decisions();
  decisions.give("everywhere", "slip:1", "right", "2026-01-01", "house style");
  decisions.give("place", findings[1].place, "wrong", "2026-01-02");
  const lines = exported(decisions, groups);
  const place = { path: "a.txt", record: null };
  assert.deepEqual(
    lines
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
    [
      {
        verdict: "right",
        scope: "everywhere",
        rule: "slip",
        key: "slip:1:2:3",
        fingerprint: "f",
        excerpt: "teh",
        ...place,
        line: 1,
        when: "2026-01-01",
        why: "house style",
      },
      {
        verdict: "wrong",
        scope: "place",
        rule: "slip",
        key: "slip:1:2:3",
        fingerprint: "g",
        excerpt: "teh",
        ...place,
        line: 4,
        when: "2026-01-02",
        why: null,
      },
    ],
  );
  const back = new Decisions();
  assert.deepEqual(imported(back, lines, groups, findings), { taken: 2, unknown: 0 });
  assert.equal(exported(back, groups), lines);
  assert.deepEqual(
    imported(back, lines.replaceAll("slip:1", "slip:9").replaceAll("a.txt", "b.txt"), groups, findings),
    { taken: 0, unknown: 2 },
  );
  assert.throws(() => imported(back, "\nnonsense\n", groups, findings), /line 2 is no decision/);
});

test("a file with one bad line is not taken in part", () => {
  const decisions = new Decisions();
  const good = '{"verdict":"right","scope":"everywhere","key":"slip:1:2:3"}';
  assert.throws(() => imported(decisions, `${good}\n{}`, grouped([finding()]), [finding()]));
  assert.equal(decisions.groups.size, 0);
});

test("a group counts as judged by its own verdict or by one for each of its places", () => {
  const findings = [finding({ place: "p" }), finding({ place: "q" })];
  const groups = grouped(findings);
  const decisions = new Decisions();
  decisions.give("place", "p", "wrong", "");
  assert.equal(decisions.judged(groups), 0);
  decisions.give("place", "q", "later", "");
  assert.equal(decisions.judged(groups), 1);
});

test("verdicts are kept per report, taken over from the report before, and a browser that denies it is no fault", () => {
  const kept = new Map();
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
  new Keeper({ report: "1" }, storage).save({ groups: [["g", { verdict: "right" }]], places: [] });
  const right = [["g", { verdict: "right" }]];
  assert.deepEqual(new Keeper({ report: "2", formers: ["1"] }, storage).load().groups, right);
  assert.deepEqual(new Keeper({ report: "4", formers: ["never opened", "1"] }, storage).load().groups, right);
  assert.deepEqual(new Keeper({ report: "3", formers: [] }, storage).load(), {});
  const denied = new Keeper({ report: "1" }, null);
  denied.save({});
  assert.equal(denied.works, false);
  assert.deepEqual(denied.load(), {});
});

test("where a browser has no more room, verdicts of reports that were replaced make room for those of the new one", () => {
  const kept = new Map([["newslint:1", "old"], ["other", "stays"]]);
  const storage = {
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => kept.delete(name),
    setItem: (name, value) => {
      if (kept.size > 1 && !kept.has(name)) throw new Error("no room");
      kept.set(name, value);
    },
  };
  const keeper = new Keeper({ report: "2", formers: ["1"] }, storage);
  keeper.save({ groups: [], places: [] });
  assert.equal(keeper.works, true);
  assert.deepEqual([...kept.keys()], ["other", "newslint:2"]);
});

test("a sample is the same for the same seed, another for another, and favours nothing", () => {
  const all = Array.from({ length: 200 }, (_, number) => number);
  assert.deepEqual(sampleOf(all, "seed"), sampleOf(all, "seed"));
  assert.notDeepEqual(sampleOf(all, "seed"), sampleOf(all, "other"));
  assert.equal(new Set(sampleOf(all, "seed")).size, 50);
  assert.deepEqual([...sampleOf([1, 2, 3], "seed")].sort(), [1, 2, 3]);
  const counts = Array(20).fill(0);
  for (let round = 0; round < 4000; round += 1)
    for (const one of sampleOf(all.slice(0, 20), `s${round}`, 5)) counts[one] += 1;
  assert.ok(Math.min(...counts) > 850 && Math.max(...counts) < 1150, String(counts));
});

test("Wilson's interval is the one in the textbooks", () => {
  const near = (found, low, high) =>
    assert.ok(Math.abs(found.low - low) < 5e-4 && Math.abs(found.high - high) < 5e-4, JSON.stringify(found));
  near(wilson(47, 50), 0.8378, 0.9794);
  near(wilson(5, 10), 0.2366, 0.7634);
  near(wilson(0, 10), 0, 0.2775);
  near(wilson(10, 10), 0.7225, 1);
  assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
});

test("precision counts the random order up to the first open verdict, and leaves out what is for later", () => {
  const verdicts = ["wrong", "right", "mistaken", "later", "wrong", null, "mistaken"].map(
    (verdict) => verdict && { verdict },
  );
  const found = precision(verdicts, (one) => one);
  assert.deepEqual([found.judged, found.mistaken, found.later, found.share], [4, 1, 1, 0.75]);
  assert.equal(precision([null], (one) => one).share, null);
});

test("differences give both texts again, and what is not marked is the same on both sides", () => {
  const roll = dice(3);
  const text = () => Array.from({ length: roll(9) }, () => "abc"[roll(3)]).join(" ");
  const same = (side) =>
    side
      .filter((run) => !run.own)
      .flatMap((run) => run.text.match(/\S+/g) ?? [])
      .join(" ");
  for (let round = 0; round < 2000; round += 1) {
    const [a, b] = [text(), text()];
    const { left, right } = difference(a, b);
    assert.deepEqual([left.map((run) => run.text).join(""), right.map((run) => run.text).join("")], [a, b]);
    assert.equal(same(left), same(right));
  }
  const { left, right } = difference("The cat sat on a mat.", "The dog sat on the mat.");
  assert.deepEqual(
    [left, right].map((side) => side.filter((run) => run.own).map((run) => run.text.trim())),
    [
      ["cat", "a"],
      ["dog", "the"],
    ],
  );
});

test("texts that have little in common are compared by lines, and in no more than a moment", () => {
  const words = (mark) => Array.from({ length: 30000 }, (_, number) => `${mark}${number}`).join(" ");
  const found = difference(`same\n${words("a")}`, `same\n${words("b")}`);
  assert.equal(found.whole, false);
  assert.equal(found.left[0].text, "same\n");
});

test("charts count by name, by place in the article, and pairs of files once", () => {
  const at = (path) => ({ path, length: 100 });
  const several = [
    finding({ at: at("b"), span: [99, 100], related: [{ path: "a" }, { path: "a" }, { path: "b" }] }),
    finding({ at: at("a"), span: [0, 1], related: [{ path: "b" }] }),
    finding({ at: at("c"), span: null, related: [{ path: "a" }] }),
  ];
  assert.deepEqual(
    tallied([...several, several[0]], (one) => one.at.path),
    [
      ["b", 2],
      ["a", 1],
      ["c", 1],
    ],
  );
  const bins = positions(several);
  assert.deepEqual([bins[0], bins[19], bins.reduce((sum, one) => sum + one)], [1, 1, 2]);
  const found = pairs(several, (place) => place.path);
  assert.deepEqual(found, [
    ["a", "b", 2],
    ["a", "c", 1],
  ]);
  assert.deepEqual(busiest(found, 2), { names: ["a", "b"], all: 3 });
  assert.equal(nodeNames([{ path: "x" }, { path: "x" }])({ path: "x", record: 3 }), "record 3");
});
