// @ts-check
/**
 * Replaces vitest where tests run against mutants: declares them at once, and runs those that reach a mutant, until the first that fails. vitest itself
 * loads each test file again in a thread of its own, which takes ten times as long as the tests.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";
import fc from "fast-check";

/** @typedef {() => unknown} Body */
/**
 * @typedef {object} Order
 * @property {"dry" | "mutant"} mode
 * @property {string} namespace
 * @property {string} memory
 * @property {string} [mutant]
 * @property {boolean} [isStatic]
 * @property {string[]} [only]
 * @property {string} [module]
 * @property {number} [hitLimit]
 */
/** @type {Order} */
const order = workerData;
/** @type {Record<string, any>} */
const stryker = {};
/** @type {any} */ (globalThis)[order.namespace] = stryker;
stryker.hitLimit = order.hitLimit;
stryker.hitCount = 0;
// What modules do when they are loaded can only be mutated before.
if (order.isStatic) stryker.activeMutant = order.mutant;

// What modules remember hides from the later tests what they need: in the first run it is forgotten before each.
const PlainMap = Map;
/** @type {Map<unknown, unknown>[]} */
const maps = [];
if (order.mode === "dry")
  globalThis.Map = class extends PlainMap {
    /** @param {Iterable<readonly [any, any]> | null} [entries] */
    constructor(entries) {
      super(entries);
      maps.push(this);
    }
  };

/** @type {{ id: string, file: string, body: Body }[]} */
const tests = [];
/** @type {string[]} */
const path = [];
const declared = new PlainMap();
/** What the first run saw: snapshots, and how long each test took. @type {{ snapshots: Record<string, unknown>, times: Record<string, number> }} */
const { snapshots, times } = order.mode === "dry" ? { snapshots: {}, times: {} } : JSON.parse(readFileSync(order.memory, "utf8"));
let current = "";
let taking = 0;

// A mutant that no example notices is seldom noticed by the last of many draws.
fc.configureGlobal({ numRuns: 25 });
chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
chai.use((_, utils) => {
  utils.addMethod(chai.Assertion.prototype, "toMatchSnapshot", function () {
    const key = `${current} ${taking++}`;
    const seen = JSON.stringify(utils.flag(this, "object"));
    if (order.mode === "dry") snapshots[key] = seen;
    else if (snapshots[key] !== seen) throw new Error(`the snapshot differs: ${seen}`);
  });
});

/** @type {any} */
export const expect = (/** @type {unknown} */ value, /** @type {string} */ message) => chai.expect(value, message);
Object.assign(expect, chai.expect);

/** @param {string} name @param {Body} body */
function declare(name, body) {
  const full = [...path, name].join(" ");
  const count = (declared.get(full) ?? 0) + 1;
  declared.set(full, count);
  tests.push({ id: count === 1 ? full : `${full} (${count})`, file: /** @type {any} */ (globalThis).testFile ?? "", body });
}
/** @param {string} name @param {Body} body */
function group(name, body) {
  path.push(name);
  body();
  path.pop();
}
const nothing = () => undefined;

/** @param {(name: string, body: Body) => void} put @returns {any} */
function declaring(put) {
  const each = (/** @type {readonly unknown[]} */ rows) => (/** @type {string} */ name, /** @type {(...row: any[]) => unknown} */ body) => {
    for (const [i, row] of rows.entries()) put(`${name} #${i}`, () => (Array.isArray(row) ? body(...row) : body(row)));
  };
  const skipped = Object.assign(nothing, { each: () => nothing });
  return Object.assign(put, { each, skip: skipped, skipIf: (/** @type {boolean} */ skips) => (skips ? skipped : declaring(put)) });
}
export const test = declaring((name, body) => declare(name, body));
export const it = test;
export const describe = declaring((name, body) => group(name, body));

/** Runs what was declared and shows the runner what came of it. */
export async function run() {
  if (order.mode === "mutant") stryker.activeMutant = order.mutant;
  globalThis.Map = PlainMap;
  const memories = maps.filter(({ size }) => size === 0);
  const only = order.only === undefined ? undefined : new Set(order.only);
  const results = [];
  // Those of the mutated module first, and the quick ones: most mutants are noticed by many.
  const rank = (/** @type {{ id: string, file: string }} */ { id, file }) => (times[id] ?? 0) + (file === order.module ? 0 : 10_000);
  for (const { id, body } of tests.sort((a, b) => rank(a) - rank(b))) {
    if (only !== undefined && !only.has(id)) continue;
    for (const memory of memories) memory.clear();
    const from = performance.now();
    const failure = await outcomeOf(id, body);
    results.push({ id, name: id, timeSpentMs: Math.round(performance.now() - from), ...failure });
    if (failure.status !== 0 && order.mode === "mutant") break;
  }
  const taken = Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
  if (order.mode === "dry") writeFileSync(order.memory, JSON.stringify({ snapshots, times: taken }));
  parentPort?.postMessage({ results, coverage: stryker.mutantCoverage, hitCount: stryker.hitCount });
}

/** @param {string} id @param {Body} body @returns {Promise<{ status: 0 } | { status: 1, failureMessage: string }>} */
async function outcomeOf(id, body) {
  current = id;
  taking = 0;
  if (order.mode === "dry") stryker.currentTestId = id;
  try {
    await body();
    return { status: 0 };
  } catch (error) {
    return { status: 1, failureMessage: String(error instanceof Error ? error.message : error).slice(0, 2000) };
  } finally {
    stryker.currentTestId = undefined;
  }
}
