// How long the HTML report takes to answer, in a real browser: from the event until the next frame is drawn.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { change } from "./in-page.mjs";
import { state } from "./stack.mjs";

const browserPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
const wanted = 5000;
// Even, so that what is switched on is switched off again.
const times = 10;

/** Milliseconds of each interaction, as `[what, median, worst]`; `undefined` where there is no browser. */
export async function htmlInteractions(cli, folder) {
  if (browserPath === undefined) return undefined;
  const file = report(cli, folder);
  const browser = await chromium.launch({ executablePath: browserPath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const loads = [];
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      loads.push(performance.now() - start);
    }
    const count = Number((await page.locator("#status").textContent()).replace(/\D/g, ""));
    if (count !== wanted) throw new Error(`the report shows ${count} findings, expected ${wanted}`);
    const rows = [["opened", ...summary(loads)]];
    for (const [what, id, values] of [
      ["search, a letter more each time", "search", ["b", "bu", "buc", "buck", "bucke", "bucket", "bucket-1", "bucket-12", ""]],
      ["filter by service", "service", ["s3", "iam", "", "s3", "iam", "", "s3", "iam", ""]],
      ["filter by resource", "resource", ["a", "ab", "", "thing", "queue", "", "role", "table", ""]],
      ["filter by framework", "framework", ["fsbp", "nist", "", "fsbp", "nist", "", "fsbp", "nist", ""]],
      ["group by", "group", ["resource", "severity", "service", "none", "rule", "resource", "severity", "none", "rule"]],
    ])
      rows.push([what, ...summary(await page.evaluate(change, [id, values]))]);
    rows.push(["filter by severity", ...summary(await page.evaluate(click, [".tile", times]))]);
    rows.push(["fold and unfold all groups", ...summary(await page.evaluate(click, ["#fold", times]))]);
    rows.push(["open a finding", ...summary(await page.evaluate(click, ["summary", times]))]);
    rows.push(["draw the next 100", ...summary(await page.evaluate(click, ["#more", times]))]);
    return rows;
  } finally {
    await browser.close();
  }
}

/** A report of exactly so many findings, as `check` writes it of a large stack. */
function report(cli, folder) {
  const [input, file] = [join(folder, "large.json"), join(folder, "report.html")];
  writeFileSync(input, JSON.stringify(state(14_500)));
  execFileSync(process.execPath, [cli, "check", input, "--preset", "all", "--fail-on", "none", "--output", `html=${file}`], {
    stdio: "ignore",
  });
  const html = readFileSync(file, "utf8");
  const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html);
  const data = JSON.parse(json);
  if (data.findings.length < wanted) throw new Error(`only ${data.findings.length} findings, too few for ${wanted}`);
  const cut = JSON.stringify({ ...data, findings: data.findings.slice(0, wanted) }).replace(
    /[<>&]/g,
    (c) => `\\u00${c.charCodeAt(0).toString(16)}`,
  );
  writeFileSync(
    file,
    html.replace(json, () => cut),
  );
  console.log(`the report: ${wanted} findings, ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  return file;
}

const summary = (all) => {
  const sorted = all.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
};

/* In the page. */
async function click([selector, count]) {
  const all = [];
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const found = document.querySelectorAll(selector);
    const target = found[selector === "summary" ? i : 0];
    const start = performance.now();
    target.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    all.push(performance.now() - start);
  }
  return all;
}
