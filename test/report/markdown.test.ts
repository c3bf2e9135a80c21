import { describe, expect, test } from "vitest";
import { awkward, finding, manyFindings, render, reportOf } from "./reports.js";

describe("Markdown", () => {
  test("starts with a mark that is the same whatever the stacks are and is found", async () => {
    const elsewhere = { ...reportOf([]), inputs: [{ path: "x", project: "other", stack: "prod", resources: 0 }] };
    const marks = await Promise.all(
      [awkward(), reportOf([]), reportOf(manyFindings(9)), elsewhere].map(
        async (report) => (await render("comment", report)).split("\n")[0],
      ),
    );
    expect(new Set(marks)).toEqual(new Set(["<!-- stackwarden -->"]));
  });
  test("a mark cannot be broken out of", async () => {
    const markOf = async (category: string) => (await render("markdown", reportOf([]), { category })).split("\n")[0];
    expect(await markOf("infra/eu")).toBe("<!-- stackwarden infra/eu -->");
    expect(await markOf("--> <b>/a--b")).toBe("<!-- stackwarden __ _b_/a_b -->");
  });
  test("sums up, then folds findings by severity and rule", async () => {
    expect(
      await render(
        "markdown",
        reportOf([
          finding(),
          finding({ name: "more" }),
          finding({ severity: "critical", level: "mandatory", rule: "iam-policy-no-admin" }),
        ]),
      ),
    ).toMatchSnapshot();
  });
  test("names no place where none is known", async () => {
    const report = reportOf([finding({ source: null })]);
    expect(await render("markdown", report)).toContain("- `s3.Bucket logs`: versioning must be set, is unset");
  });
  test("shows hostile texts as they are", async () => {
    const text = await render("markdown", awkward());
    const outsideCode = text.replace(/(`+) .*? \1(?!`)|`[^`\n]*`/g, "");
    expect(outsideCode).not.toMatch(/<(script|img)/);
    expect(text).toContain("\\`x\\` &lt;b&gt;");
    expect(text).toContain("\\[a\\](b) \\| c");
    expect(text).toContain("@\u2060octocat #\u20601 https\\://evil.example");
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
  });
  test("lists what is waived or exempted, with why, what is old and what is open", async () => {
    const text = await render("markdown", awkward());
    expect(text).toContain("<summary><b>waived</b>: 1 finding</summary>");
    expect(text).toContain("_Waived: Old logs, gone by spring (until 2027-03-01, by team-shop, SHOP-12)_");
    expect(text).toContain("<summary><b>exempted</b>: 1 finding</summary>");
    expect(text).toContain("_Exempted: EXC-2: The &lt;b&gt;migration&lt;/b&gt; \\| ends \\`soon\\`; EXC-10: Agreed_");
    expect(text).toContain("| unknown | waived | baseline | exempted | crashed |");
    expect(text).toContain("<summary><b>in the baseline</b>: 1 finding</summary>");
    expect(text).toContain("<summary><b>unknown</b>: 1 finding</summary>");
    expect(text).toContain("_The rule crashed._");
  });
  test.each([
    ["markdown", 1024 * 1024],
    ["comment", 65_536],
  ] as const)("%s of 30,000 findings stays below %i bytes, keeps the worst and counts the others", async (format, limit) => {
    const report = reportOf(manyFindings(30_000));
    const text = await render(format, report);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
    expect(Buffer.byteLength(text)).toBeGreaterThan(limit * 0.9);
    const shown = text.match(/^- /gm)?.length ?? 0;
    expect(text).toContain(`**${(30_000 - shown).toLocaleString("en")} more findings** not shown`);
    expect(text).toContain("<b>critical</b>");
    expect(text).not.toContain("<b>low</b>");
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });
  test("a clean run reports it", async () => {
    expect(await render("markdown", reportOf([]))).toContain("## Stackwarden: ✅ nothing found");
  });
});
