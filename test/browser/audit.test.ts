/** The page of an audit in a real browser: filters, the way down, and a list of many findings of which few are drawn. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { auditOf } from "../audit/audit-of.js";
import { folder } from "../cli/fixture.js";
import { chromiumPath, launch } from "./chromium.js";

const temporary = folder();

describe.skipIf(chromiumPath === undefined)("the page of an audit", () => {
  let browser: Browser;
  let page: Page;
  let problems: string[] = [];
  let requests: string[] = [];
  const file = join(temporary.path, "audit.html");
  beforeAll(async () => {
    const out = join(temporary.path, "out");
    mkdirSync(out);
    writeFileSync(file, auditOf(out, { stacks: 40, findings: 3000 }));
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.context().close();
    expect(problems).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  async function open(options: BrowserContextOptions = {}, hash = ""): Promise<void> {
    page = await (await browser.newContext(options)).newPage();
    problems = [];
    requests = [];
    page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${pathToFileURL(file)}${hash}`);
  }
  const status = (): Promise<string | null> => page.locator("#status").textContent();
  const rows = (): Promise<number> => page.locator("#findings .item").count();
  const groups = (): Promise<string[]> => page.locator("#groups th").allTextContents();

  test("draws the rows in view alone, and others as they come into view", async () => {
    await open({ viewport: { width: 1280, height: 900 } });
    expect(await status()).toBe("3,000 findings");
    expect(await rows()).toBeLessThan(60);
    const first = await page.locator("#findings .item").first().getAttribute("aria-posinset");
    expect(first).toBe("1");
    await page.locator("#findings").evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await expect.poll(() => page.locator('#findings .item[aria-posinset="3000"]').count()).toBe(1);
    expect(await rows()).toBeLessThan(60);
  });

  test("lists the worst first", async () => {
    await open();
    expect(await page.locator("#findings .severity").first().textContent()).toBe("critical");
    await page.locator("#findings").evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await expect.poll(() => page.locator('#findings .item[aria-posinset="3000"] .mark').allTextContents()).toContain("waived");
  });

  test("leads from a team to its stacks, from a stack to its findings, and back", async () => {
    await open();
    await page.getByRole("button", { name: "Teams" }).click();
    const [team = ""] = await groups();
    await page.locator("#groups button").first().click();
    expect(await page.locator("#team").inputValue()).toBe(team);
    const ofTeam = await status();
    expect(ofTeam).toMatch(/^[\d,]+ of 3,000 findings$/);
    await page.locator("#groups button").first().click();
    const stack = await page.locator("#stack").inputValue();
    expect(stack).not.toBe("");
    expect(await status()).not.toBe(ofTeam);
    for (const where of await page.locator("#findings .where").allTextContents()) expect(stack).toContain(where.split(" · ")[0]);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(status).toBe("3,000 findings");
  });

  test("filters by stack, rule, severity, outcome and words, and keeps it in the address", async () => {
    await open();
    await page.locator("#stack").fill("PROJECT-3/");
    expect(await status()).toMatch(/ of 3,000 findings$/);
    await page.locator('.tile[data-severity="high"]').click();
    const filtered = await status();
    const address = new URL(page.url()).hash;
    await page.context().close();
    await open({}, address);
    expect(await status()).toBe(filtered);
    expect(new Set(await page.locator("#findings .severity").allTextContents())).toEqual(new Set(["high"]));
    await page.locator("#search").fill("no such words");
    expect(await status()).toBe("0 of 3,000 findings");
    expect(await rows()).toBe(0);
  });

  test("shows everything about a finding, and is used by keys alone", async () => {
    await open();
    await page.locator("#findings .row").first().focus();
    for (let i = 0; i < 40; i++) await page.keyboard.press("ArrowDown");
    const at = await page.evaluate(() => document.activeElement?.closest(".item")?.getAttribute("aria-posinset"));
    expect(at).toBe("41");
    await page.keyboard.press("Enter");
    expect(await page.locator("dialog dt").allTextContents()).toEqual(expect.arrayContaining(["Rule", "Stack", "Team", "Fingerprint"]));
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog").isVisible()).toBe(false);
  });

  test("lists what was not evaluated, with the reason", async () => {
    await open();
    await page.getByRole("button", { name: /Not evaluated or locked/ }).click();
    expect(await page.locator("#groups td").allTextContents()).toContain("truncated: the file seems truncated");
  });

  test("shows names from outside as text", async () => {
    await open();
    await page.locator("#search").fill("<img");
    expect(await page.locator("#findings .subject").first().textContent()).toContain("<img src=x onerror=alert(1)>");
    expect(await page.locator("img").count()).toBe(0);
  });

  test.each([
    ["wide, light", { viewport: { width: 1280, height: 900 }, colorScheme: "light" }],
    ["wide, dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
    ["narrow, light", { viewport: { width: 400, height: 800 }, colorScheme: "light" }],
    ["narrow, dark", { viewport: { width: 400, height: 800 }, colorScheme: "dark" }],
  ] as const)("is accessible and fits: %s", async (name, options) => {
    // The page's policy blocks other scripts; axe is one.
    await open({ ...options, bypassCSP: true });
    await page.evaluate(axe.source);
    for (const state of ["list", "details"]) {
      if (state === "details") await page.locator("#findings .row").first().click();
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      const shots = process.env["STACKWARDEN_SCREENSHOTS"];
      if (shots !== undefined) await page.screenshot({ path: join(shots, `audit-${name.replace(", ", "-")}-${state}.png`) });
    }
  });
});
