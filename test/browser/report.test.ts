/** The HTML report in a real browser: what it shows, how it is used, that it keeps to itself. */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/doors/state/check.js";
import { folder } from "../cli/fixture.js";
import { asPreview, awkward, finding, manyFindings, previewed, render, reportOf } from "../report/reports.js";
import { chromiumPath, launch } from "./chromium.js";

const { write } = folder();

const mixed = reportOf([
  finding({
    severity: "critical",
    level: "mandatory",
    rule: "iam-policy-no-admin",
    type: "aws:iam/policy:Policy",
    name: "deployer",
    path: "policy",
    message: "policy grants every action",
  }),
  finding({
    severity: "high",
    level: "mandatory",
    rule: "s3-bucket-public-access-blocked",
    name: "logs",
    path: "",
    message: "must have a block, has none",
  }),
  finding({ name: "uploads" }),
  finding({ name: "exports", source: null }),
  finding({ outcome: "waived", waiver: { reason: "Old logs", until: "2027-03-01" }, name: "archive" }),
  finding({ outcome: "baseline", severity: "low", type: "aws:sqs/queue:Queue", name: "jobs", rule: "sqs-queue-encrypted" }),
]);

describe.skipIf(chromiumPath === undefined)("the HTML report", () => {
  let browser: Browser;
  let page: Page;
  let problems: string[] = [];
  let requests: string[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.context().close();
    expect(problems).toEqual([]);
    // The file itself, and nothing else.
    expect(requests).toHaveLength(1);
  });

  async function open(report: Report, options: BrowserContextOptions = {}, hash = ""): Promise<void> {
    const file = write(`report-${Math.abs(hash.length)}.html`, "");
    writeFileSync(file, await render("html", report));
    page = await (await browser.newContext(options)).newPage();
    problems = [];
    requests = [];
    page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("dialog", (dialog) => problems.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${pathToFileURL(file)}${hash}`);
  }
  const subjects = (): Promise<string[]> => page.locator("#findings .subject").allTextContents();
  const status = (): Promise<string | null> => page.locator("#status").textContent();

  test("lists all findings, worst first, under their rules", async () => {
    await open(mixed);
    expect(await page.title()).toBe("Stackwarden: 4 findings, 2 blocking");
    expect(await status()).toBe("6 findings");
    expect(await subjects()).toEqual([
      "iam.Policy deployer",
      "s3.Bucket logs",
      "s3.Bucket uploads",
      "s3.Bucket exports",
      "s3.Bucket archive",
      "sqs.Queue jobs",
    ]);
    expect(await page.locator("h2 .number").allTextContents()).toEqual(["1", "1", "3", "1"]);
    expect(await page.locator(".tile .count").allTextContents()).toEqual(["1", "1", "2", "0"]);
  });

  test("filters by severity, outcome, service, rule, framework and resource", async () => {
    await open(mixed);
    await page.locator('.tile[data-severity="medium"]').click();
    expect(await subjects()).toEqual(["s3.Bucket uploads", "s3.Bucket exports", "s3.Bucket archive"]);
    await page.locator("#outcome").selectOption("waived");
    expect(await subjects()).toEqual(["s3.Bucket archive"]);
    expect(await status()).toBe("1 of 6 findings");
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(subjects, { timeout: 20_000 }).toHaveLength(6);
    await page.locator("#service").selectOption("sqs");
    expect(await subjects()).toEqual(["sqs.Queue jobs"]);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.locator("#rule").selectOption("iam-policy-no-admin");
    expect(await subjects()).toEqual(["iam.Policy deployer"]);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.locator("#framework").selectOption("cis@3.0.0");
    expect(await subjects()).not.toContain("sqs.Queue jobs");
    expect((await subjects()).length).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.locator("#resource").fill("LOGS");
    expect(await subjects()).toEqual(["s3.Bucket logs"]);
    await page.locator("#resource").fill("nothing like it");
    expect(await page.locator("#findings").textContent()).toBe("No finding matches these filters.");
    expect(await status()).toBe("0 of 6 findings");
  });

  test("searches for words in any order, in what is shown and in what is not", async () => {
    await open(mixed);
    await page.locator("#search").fill("EVERY deployer");
    expect(await subjects()).toEqual(["iam.Policy deployer"]);
    await page.locator("#search").fill("index.ts:12 uploads");
    expect(await subjects()).toEqual(["s3.Bucket uploads"]);
  });

  test("groups and folds", async () => {
    await open(mixed);
    await page.locator("#group").selectOption("severity");
    expect(await page.locator("h2 button > span:first-child").allTextContents()).toEqual(["critical", "high", "medium", "low"]);
    await page.locator("h2 button").nth(2).click();
    expect(await subjects()).toEqual(["iam.Policy deployer", "s3.Bucket logs", "sqs.Queue jobs"]);
    expect(await page.locator("h2 button").nth(2).getAttribute("aria-expanded")).toBe("false");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-expanded"))).toBe("false");
    await page.getByRole("button", { name: "Collapse groups" }).click();
    expect(await subjects()).toEqual([]);
    await page.locator("#group").selectOption("resource");
    expect(await subjects()).toEqual([]);
    expect(await page.locator("h2").count()).toBe(6);
    await page.locator("#group").selectOption("none");
    expect(await page.locator("h2").count()).toBe(0);
    expect(await subjects()).toHaveLength(6);
  });

  test("shows for a finding what to do, where it is and what waived it", async () => {
    await open(mixed);
    await page.locator("summary", { hasText: "uploads" }).click();
    const more = page.locator(".more");
    expect(await more.textContent()).toContain("Fix: Set versioning.");
    expect(await more.textContent()).toContain("urn:pulumi:dev::shop::aws:s3/bucket:Bucket::uploads");
    expect(await more.textContent()).toContain("infra/index.ts:12");
    expect(await more.locator("a").getAttribute("href")).toBe("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html");
    await page.locator("summary", { hasText: "archive" }).click();
    expect(await more.nth(1).textContent()).toContain("Old logs (until 2027-03-01)");
  });

  test("shows which exception exempts a finding", async () => {
    await open(reportOf([finding({ outcome: "exempted", exception: { id: "EXC-1", reason: "agreed with security" }, name: "site" })]));
    await page.locator("summary", { hasText: "site" }).click();
    expect(await page.locator(".more").textContent()).toContain("ExceptionEXC-1: agreed with security");
    expect(await page.locator(".scope").textContent()).toContain("1 exempted");
  });

  test("shows what a preview does and brings, and filters by it", async () => {
    await open(previewed({ partial: "leaves out an unchanged resource" }));
    expect(await page.locator(".previews").textContent()).toBe(
      'Preview of shop/dev: 2 created and 1 deletedChange of tier L: it deletes or replaces state: s3.Bucket "gone", as far as it shows' +
        "The preview leaves out an unchanged resource.",
    );
    expect(await page.locator("#change option").allTextContents()).toEqual([
      "any",
      "new (1)",
      "not new (3)",
      "brought or touched by the change (3)",
      "on an unchanged resource (3)",
    ]);
    await page.locator("#change").selectOption("new");
    expect(await subjects()).toEqual(["s3.Bucket fresh"]);
    expect(await page.locator("#findings .mark").allTextContents()).toEqual(["blocking", "new"]);
    await page.locator("#change").selectOption("changed");
    expect(await subjects()).toEqual(["s3.Bucket fresh", "s3.Bucket old", "s3.Bucket open"]);
    await page.locator("summary", { hasText: "old" }).click();
    expect(await page.locator(".more").textContent()).toContain("Previewnot new, on a changed resource");
    expect(new URL(page.url()).hash).toBe("#change=changed");
  });
  test("has no such filter for a state, and marks a tier that blocks", async () => {
    await open(mixed);
    expect(await page.getByLabel("Change", { exact: true }).isVisible()).toBe(false);
    expect(await page.locator(".previews").count()).toBe(0);
    await page.context().close();
    await open(asPreview(reportOf([])));
    expect(await page.locator(".verdict.good").textContent()).toBe("Nothing found");
    expect(await page.locator(".tier.blocking").count()).toBe(0);
  });
  test("does not call a preview clean that leaves something out", async () => {
    await open(asPreview(reportOf([]), { partial: "leaves out an unchanged resource" }));
    expect(await page.locator(".verdict.fair").textContent()).toBe("Nothing found in what the preview shows");
  });

  test("is used by the keyboard alone", async () => {
    await open(mixed);
    const active = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");
    await page.keyboard.press("Tab");
    expect(await active()).toBe("Skip to the findings");
    await page.keyboard.press("/");
    await page.keyboard.type("bucket");
    expect(await page.locator("#search").inputValue()).toBe("bucket");
    await page.keyboard.press("ArrowDown");
    expect(await active()).toContain("s3-bucket-public-access-blocked");
    await page.keyboard.press("ArrowDown");
    expect(await active()).toContain("s3.Bucket logs");
    await page.keyboard.press("Enter");
    expect(await page.locator("details[open]").count()).toBe(1);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("search");
    await page.keyboard.press("Enter");
    expect(await status()).toBe("4 of 6 findings");
  });

  test("keeps the filters in its address", async () => {
    await open(mixed, {}, "#severity=critical,high&search=bucket&group=none");
    expect(await subjects()).toEqual(["s3.Bucket logs"]);
    await page.locator("#search").fill("");
    expect(await subjects()).toEqual(["iam.Policy deployer", "s3.Bucket logs"]);
    expect(new URL(page.url()).hash).toBe("#group=none&severity=critical%2Chigh");
  });

  test("shows hostile texts as they are", async () => {
    const report = awkward();
    await open(report);
    const hostile = report.findings.find((f) => f.name.includes("<script>"));
    expect((await subjects()).some((text) => text === `s3.Bucket ${hostile?.name}`)).toBe(true);
    expect(await page.locator("#findings img, #findings script, #findings b").count()).toBe(0);
    // Even a script that got in would not run.
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'/);
  });

  test("draws what is in sight, and 5,000 findings on paper", async () => {
    await open(reportOf(manyFindings(5000)));
    expect(await page.locator("#findings li").count()).toBeLessThan(500);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator("#findings li").count()).toBe(5000);
    expect(await page.locator("#findings .more").count()).toBe(5000);
    expect(await page.locator("#filters").isVisible()).toBe(false);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await page.locator("#findings details[open]").count()).toBe(0);
  }, 240_000);

  test("draws more where one scrolls to the end, down to the last", async () => {
    await open(reportOf(manyFindings(1000)), {}, "#group=none");
    const count = (): Promise<number> => page.locator("#findings li").count();
    // A slow machine draws late: each piece has its time, however many there are.
    for (let before = await count(); before < 1000; before = await count()) {
      await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
      await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(before);
    }
    expect(await count()).toBe(1000);
    await page.locator("#more").waitFor({ state: "hidden" });
  });

  test("states that it needs scripts where there are none, and sums up all the same", async () => {
    await open(mixed, { javaScriptEnabled: false });
    expect(await page.locator("noscript").textContent()).toContain("needs JavaScript");
    expect(await page.locator(".verdict").textContent()).toBe("4 findings, 2 blocking");
    expect(await page.locator("#filters").isVisible()).toBe(false);
  });

  test("a clean run reports it", async () => {
    await open(reportOf([]));
    expect(await page.locator(".verdict").textContent()).toBe("Nothing found");
    expect(await status()).toBe("0 findings");
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 400],
    ["dark", 400],
  ] as const)("has no barrier that axe knows, %s at %i pixels, and fits the width", async (colorScheme, width) => {
    await open(asPreview({ ...awkward(), findings: [...awkward().findings, ...previewed().findings] }, { incomplete: "is incomplete" }), {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await page.locator("summary").nth(1).click();
    await page.locator(".tile").first().focus();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe: runner } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
      };
      return (await runner.run()).violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`);
    });
    expect(violations).toEqual([]);
  });

  test("the button turns light into dark and back", async () => {
    await open(mixed, { colorScheme: "light" });
    const back = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await back()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Dark" }).click();
    expect(await back()).toBe("rgb(20, 23, 28)");
    await page.getByRole("button", { name: "Light" }).click();
    expect(await back()).toBe("rgb(255, 255, 255)");
  });
});
