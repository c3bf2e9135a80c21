// How long the page of an audit of 100,000 findings takes to answer, in a real browser: from the event until the next frame is drawn.
// node bench/audit-html.mjs [findings]   (builds nothing: run `npm run build` first)
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { writeAudit } from "../dist/audit/finish.js";
import { auditHtml } from "../dist/audit/html.js";
import { PackWaivers } from "../dist/audit/waivers.js";
import { change } from "./in-page.mjs";

const count = Number(process.argv[2] ?? 100_000);
const times = 20;
const folder = mkdtempSync(join(tmpdir(), "stackwarden-bench-audit-html-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const browserPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
if (browserPath === undefined) throw new Error("no Chromium: apt-get install chromium, or set CHROMIUM to its path");

const severities = ["low", "medium", "low", "high", "medium", "low", "critical"];
const stacks = 2000;
const zero = {
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  blocking: 0,
  unknown: 0,
  waived: 0,
  exempted: 0,
  baseline: 0,
  new: null,
  fixed: null,
};
const named = (at) => {
  const [project, stack] = [`project-${String(Math.floor(at / 4)).padStart(4, "0")}`, ["dev", "eu-prod", "prod", "test"][at % 4]];
  return {
    id: `s3://states/.pulumi/stacks/${project}/${stack}.json`,
    project,
    stack,
    environment: stack.includes("prod") ? "production" : "",
    team: `team-${at % 40}`,
  };
};
function* results() {
  for (let at = 0; at < stacks; at++) {
    const { id, ...of } = named(at);
    const findings = Array.from({ length: Math.ceil(count / stacks) }, (_, i) => {
      const n = at * Math.ceil(count / stacks) + i;
      const severity = severities[n % severities.length];
      return {
        ...{
          stackId: id,
          ...of,
          rule: `s3-bucket-rule-${n % 200}`,
          severity,
          level: "mandatory",
          outcome: "fail",
          blocking: severity === "critical",
          isNew: null,
        },
        ...{
          service: "s3",
          type: "aws:s3/bucket:Bucket",
          name: `bucket-${n}`,
          urn: `urn:pulumi:${of.stack}::${of.project}::aws:s3/bucket:Bucket::bucket-${n}`,
        },
        ...{
          path: "policy.Statement[0]",
          message: `policy.Statement[0] grants every action on every resource to user ${n}`,
          fix: "Name the actions.",
        },
        ...{ fingerprint: n.toString(16).padStart(32, "0"), file: "index.ts", line: n % 900, component: null },
        ...{ waiverUntil: null, waiverOwner: null, waiverReason: null },
      };
    });
    yield {
      stack: { ...zero, id, ...of, status: "read", reason: null, message: null, locked: false, resources: 100, unjudged: 0, high: 1 },
      findings,
    };
  }
}
const audit = writeAudit(folder, {
  stacks: results(),
  known: new Set(),
  waivers: new PackWaivers(),
  about: {
    tool: { name: "stackwarden", version: "0.0.0" },
    day: "2026-07-01",
    settings: "",
    teamTag: "Team",
    sources: ["s3://states"],
    shard: null,
  },
  ruleFact: (id) => ({ title: id, severity: "high", docs: "" }),
  since: undefined,
});
const file = join(folder, "audit.html");
writeFileSync(file, [...auditHtml(audit, folder)].join(""));
console.log(`the page: ${audit.summary.findings} findings of ${stacks} stacks, ${(statSync(file).size / 1e6).toFixed(1)} MB`);

const browser = await chromium.launch({ executablePath: browserPath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const start = performance.now();
  await page.goto(pathToFileURL(file).href);
  console.log(`opened in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  const session = await page.context().newCDPSession(page);
  // In the time of the page's thread, which a busy machine does not stretch.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const ticks = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  const all = [];
  const measured = async (what, act, given) => {
    const before = await ticks();
    const values = await page.evaluate(act, given);
    const cpu = ((await ticks()) - before) / values.length;
    all.push(...values);
    const sorted = values.toSorted((a, b) => a - b);
    const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((value) => value.toFixed(0));
    console.log(`${what.padEnd(36)} median ${median} ms, worst ${worst} ms; ${cpu.toFixed(0)} ms of CPU`);
  };
  const words = ["b", "bu", "buc", "buck", "bucket", "bucket-1", "bucket-12", "bucket-123", "bucket-1234", ""];
  await measured("search, a letter more each time", change, ["search", [...words, ...words]]);
  await measured("filter by stack", change, ["stack", ["p", "pro", "project-0", "project-00", "project-0012/dev", ""]]);
  await measured("filter by rule", change, ["rule", ["s3-bucket-rule-3", "", "s3-bucket-rule-77", "", "s3-bucket-rule-9", ""]]);
  await measured("filter by team", change, ["team", ["team-3", "", "team-17", "", "team-39", ""]]);
  await measured("filter by severity", click, [".tile", times]);
  for (const tab of ["rules", "teams", "environments", "stacks"]) await measured(`group by ${tab}`, click, [`[data-tab=${tab}]`, 5]);
  await measured("drill down into a stack, and reset", drill, times);
  await measured("scroll", scroll, times);
  const sorted = all.toSorted((a, b) => a - b);
  console.log(`${all.length} interactions: 95th percentile ${sorted[Math.ceil(0.95 * sorted.length) - 1].toFixed(0)} ms`);
} finally {
  await browser.close();
}

/* In the page. */
async function click([selector, count]) {
  const all = [];
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    document.querySelector(selector).click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    all.push(performance.now() - start);
  }
  return all;
}
async function drill(count) {
  const all = [];
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    (i % 2 === 0 ? document.querySelectorAll("#groups button")[i % 7] : document.querySelector("[type=reset]")).click();
    await new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve))));
    all.push(performance.now() - start);
  }
  return all;
}
async function scroll(count) {
  const list = document.getElementById("findings");
  const all = [];
  for (let i = 1; i <= count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    list.scrollTop = (list.scrollHeight / count) * i;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    all.push(performance.now() - start);
  }
  return all;
}
