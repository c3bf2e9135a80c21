import { describe, expect, test } from "vitest";
import { asPreview, awkward, finding, manyFindings, previewed, render, reportOf, waiver } from "./reports.js";
import { jsonErrors, junitErrors } from "./schemas.js";

describe("JUnit", () => {
  test("is valid by its schema, whatever is found", async () => {
    for (const report of [awkward(), reportOf([]), reportOf(manyFindings(300)), previewed(), asPreview(awkward(), { operations: {} })])
      expect(await junitErrors(await render("junit", report))).toEqual([]);
    expect(await junitErrors("<testsuites><testcase/></testsuites>")).not.toEqual([]);
  });
  test("has a test for each finding, named by rule, URN and property", async () => {
    const text = await render("junit", reportOf([finding()]), { junitAdvisory: "failure" });
    expect(text).toContain(
      '<testcase name="s3-bucket-versioned urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs versioning" classname="stackwarden.s3">',
    );
    expect(text).toContain('<failure type="medium" message="versioning must be set, is unset">');
    expect(text).toContain("At infra/index.ts:12");
  });
  test("names the state where the place in the program is not known", async () => {
    const text = await render("junit", reportOf([finding({ source: null })]), { junitAdvisory: "failure" });
    expect(text).toContain("\nIn state.json\n");
    expect(text).not.toContain("Pulumi.yaml");
  });
  test("what is waived, exempted, old or open is skipped, and states why; a crash is an error", async () => {
    const text = await render("junit", awkward());
    expect(text).toContain("<skipped>waived: Old logs, gone by spring (until 2027-03-01, by team-shop, SHOP-12)</skipped>");
    expect(text).toContain("<skipped>exempted: EXC-2: The &lt;b&gt;migration&lt;/b&gt; | ends `soon`; EXC-10: Agreed</skipped>");
    expect(text).toContain("<skipped>in the baseline: versioning must be set, is unset</skipped>");
    expect(text).toContain("<skipped>unknown: versioning is not known yet</skipped>");
    expect(text).toContain('<error type="critical" message="the rule crashed: Error at x.ts:1:1">');
    expect(text).toContain('<testsuite name="state.json" tests="9" failures="2" errors="1" skipped="5">');
  });
  test("what is not blocking is skipped with its fix, unless it is asked for as a failure", async () => {
    const report = reportOf([finding({ level: "mandatory", name: "blocking" }), finding({ name: "advice" })]);
    const text = await render("junit", report);
    expect(text).toContain('tests="3" failures="1" errors="0" skipped="1"');
    expect(text).toContain("<skipped>not blocking: versioning must be set, is unset\nFix: Set `versioning`.\nAt infra/index.ts:12\n");
    expect(await junitErrors(text)).toEqual([]);
    expect(await render("junit", report, { junitAdvisory: "failure" })).toContain('tests="3" failures="2" errors="0" skipped="0"');
    // What blocks is the caller's to decide: with --changed, what was there before does not.
    expect(await render("junit", report, { gates: () => false })).toContain('tests="3" failures="0" errors="0" skipped="2"');
  });
  test("a clean run has a test that passes, as some systems take none for a failure", async () => {
    const text = await render("junit", reportOf([]));
    expect(text).toContain('tests="1" failures="0" errors="0"');
    expect(text).toContain('<testcase name="shop/dev: 254 resources checked by 195 rules" classname="stackwarden"/>');
  });
  test("of a preview has its tier as a test, which fails where the tier blocks, and shows what the change brings", async () => {
    const text = await render("junit", previewed({ partial: "leaves out an unchanged resource" }), { junitAdvisory: "failure" });
    expect(text).toContain('<testsuite name="state.json" tests="8" failures="3" errors="0" skipped="3">');
    expect(text).toContain('<property name="tier" value="L"/>');
    expect(text).toContain('<property name="tier.reason" value="it deletes or replaces state: s3.Bucket &quot;gone&quot;"/>');
    expect(text).toContain('<property name="operations.create" value="2"/>');
    expect(text).toContain('<testcase name="shop/dev: tier of the change" classname="stackwarden.preview">');
    expect(text).toMatch(
      /<system-out>Preview of shop\/dev: 2 created and 1 deleted\.\nChange of tier L: it deletes .*\.\nThe preview leaves out an unchanged .*<\/system/,
    );
    expect(text.match(/^Preview: .*/gm)).toEqual(["Preview: new", "Preview: not new, on a changed resource", "Preview: not new"]);
    expect(text).toContain("<skipped>waived (not new): ");
    expect(text).toContain("<skipped>unknown (on an unchanged resource): ");
    expect(text).toContain("<skipped>unknown: ");
    const blocked = await render("junit", previewed(), { failOnTier: "L", junitAdvisory: "failure" });
    expect(blocked).toContain('<testsuites name="stackwarden" tests="8" failures="4" errors="0">');
    expect(blocked).toContain('<failure type="tier" message="change of tier L: it deletes or replaces state: s3.Bucket &quot;gone&quot;">');
    expect(await junitErrors(blocked)).toEqual([]);
    expect(await render("junit", reportOf([finding()]), { failOnTier: "XS" })).not.toMatch(/tier|[Pp]review/);
  });
  test("holds no character that XML cannot", async () => {
    const text = await render("junit", awkward());
    expect(text).not.toMatch(/(?![\t\n])\p{Cc}|\p{Cs}/u);
    expect(text).toContain("\\u001b[31m \\ud800");
  });
});

describe("GitLab code quality", () => {
  test("is valid by GitLab's description, whatever is found", async () => {
    for (const report of [awkward(), reportOf([]), reportOf(manyFindings(300)), previewed(), asPreview(awkward(), { operations: {} })])
      expect(jsonErrors("gitlab-code-quality.json", await render("gitlab", report))).toEqual([]);
    expect(jsonErrors("gitlab-code-quality.json", '[{"description": "x"}]')).not.toEqual([]);
  });
  test("grades by severity; what is waived, exempted, old or open is at most information", async () => {
    const entries = JSON.parse(await render("gitlab", awkward())) as { severity: string; description: string; fingerprint: string }[];
    const by = (digit: string) => entries.find((entry) => entry.fingerprint === digit.repeat(32));
    expect(by("2")).toMatchObject({ severity: "blocker", location: { path: "infra/src/a b,c:d%.ts", lines: { begin: 3 } } });
    expect(by("7")?.severity).toBe("critical");
    expect(by("6")).toMatchObject({ severity: "major", description: "s3.Bucket nowhere: versioning must be set, is unset" });
    expect(by("4")).toMatchObject({ severity: "info", description: expect.stringContaining(`Waived, ${waiver.reason} (until 2027-03-01`) });
    expect(by("8")).toMatchObject({
      severity: "info",
      description: expect.stringMatching(/^Exempted by EXC-2: The .*; EXC-10: Agreed: s3/),
    });
    expect(by("5")).toMatchObject({ severity: "info", description: expect.stringMatching(/^In the baseline: /) });
    expect(by("3")).toMatchObject({ severity: "info", description: expect.stringMatching(/^Unknown: /) });
  });
});

describe("the lines for editors", () => {
  test("have one each: what is blocking is an error, what is not a warning", async () => {
    const lines = (await render("unix", awkward())).trimEnd().split("\n");
    expect(lines.slice(0, -1).filter((line) => !/^.+:\d+:\d+: (error|warning|info): .* \[[a-z0-9-]+\]$/.test(line))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^\d+ findings, \d+ blocking$/);
    expect(await render("unix", reportOf([finding()]))).toBe(
      "infra/index.ts:12:7: warning: s3.Bucket logs: versioning must be set, is unset [s3-bucket-versioned]\n1 finding, none blocking\n",
    );
    expect(await render("unix", reportOf([]))).toBe("0 findings, none blocking\n");
  });
  test("begin with what a preview does, and show what the change brings", async () => {
    const [tier, first] = (await render("unix", previewed(), { failOnTier: "L" })).split("\n");
    expect(tier).toMatch(/^infra\/Pulumi\.yaml:1:1: error: Preview of shop\/dev: 2 created and 1 deleted\. .* \[change-tier\]$/);
    expect(first).toMatch(/ \(new\) \[s3-bucket-versioned\]$/);
    expect(await render("unix", previewed())).toMatch(/^infra\/Pulumi\.yaml:1:1: info: /);
  });
  test("name files from the working directory", async () => {
    const at = async (here: string): Promise<string> => (await render("unix", reportOf([finding()]), { here })).split(":")[0] ?? "";
    expect(await at("infra")).toBe("index.ts");
    expect(await at("web/src")).toBe("../../infra/index.ts");
  });
  test("show on request what is waived, exempted, old or open, and why", async () => {
    const text = await render("unix", awkward(), { show: ["waived", "exempted", "baseline", "unknown"] });
    expect(text).toMatch(/: info: waived: .* \(Old logs, gone by spring \(until 2027-03-01/);
    for (const outcome of ["exempted", "baseline", "unknown"]) expect(text).toContain(`: info: ${outcome}: `);
  });
});

describe("GitLab code quality of a preview", () => {
  const entries = async (...given: Parameters<typeof render>) =>
    JSON.parse(await render(...given)) as { severity: string; description: string; fingerprint: string; check_name: string }[];
  test("has its tier as an entry, and shows what the change brings", async () => {
    const [tier, ...findings] = await entries("gitlab", previewed({ incomplete: "is incomplete: it ended with an error" }));
    expect(tier).toMatchObject({
      description:
        "Preview of shop/dev: 2 created and 1 deleted. " +
        'Change of tier L: it deletes or replaces state: s3.Bucket "gone". The preview is incomplete: it ended with an error.',
      check_name: "change-tier",
      severity: "info",
      location: { path: "infra/Pulumi.yaml", lines: { begin: 1 } },
    });
    expect(findings.map(({ description }) => / \(([^)]*)\)$/.exec(description)?.[1])).toEqual([
      "new",
      "not new, on a changed resource",
      "not new",
      undefined,
      "on an unchanged resource",
      "not new",
    ]);
    // The entry keeps its fingerprint whatever the change is, so that GitLab follows it.
    const [same] = await entries("gitlab", previewed({ operations: {}, tier: { name: "XS", reason: "it changes no resource" } }));
    expect(same?.fingerprint).toBe(tier?.fingerprint);
    expect((await entries("gitlab", previewed(), { failOnTier: "M" }))[0]?.severity).toBe("blocker");
  });
  test("a state has no such entry", async () => {
    const all = await entries("gitlab", reportOf([finding()]), { failOnTier: "XS" });
    expect(all.map(({ check_name, description }) => [check_name, description])).toEqual([
      ["s3-bucket-versioned", "s3.Bucket logs: versioning must be set, is unset"],
    ]);
  });
});

describe("GitHub annotations", () => {
  test("are the ten worst, then how many more there are", async () => {
    const report = reportOf(manyFindings(200));
    const lines = (await render("github", report)).trimEnd().split("\n");
    expect(lines).toHaveLength(12);
    expect(
      lines.slice(0, 10).every((line) => line.startsWith("::error file=infra/src/part-") || line.startsWith("::error file=src/part-")),
    ).toBe(true);
    expect(lines[10]).toMatch(/^::notice title=Stackwarden::190 more findings: (\d+ (critical|high|medium|low)(, )?)+$/);
    expect(lines[11]).toMatch(/^Stackwarden: 200 findings, \d+ blocking$/);
  });
  test("what is blocking is an error, what does not a warning; what is waived, old or open is none; what is exempted is a notice", async () => {
    const text = await render("github", awkward());
    expect(text.match(/^::notice /gm)).toHaveLength(1);
    expect(text).toContain(
      "title=exempted%3A s3-bucket-versioned::s3.Bucket exempted: versioning must be set, is unset%0AException EXC-2: The",
    );
    expect(text).toMatch(/ blocking, 1 exempted\n$/);
    expect(text.match(/^::error /gm)).toHaveLength(3);
    expect(text.match(/^::warning /gm)).toHaveLength(1);
    expect(text).not.toMatch(/waived|baseline|not known/i);
    expect(text).toContain("::warning file=infra/Pulumi.yaml,line=1,col=1,title=medium%3A s3-bucket-versioned::s3.Bucket nowhere:");
  });
  test("no text becomes a command of its own, nor a property", async () => {
    const lines = (await render("github", awkward())).trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    expect(lines[1]).toContain("file=infra/src/a b%2Cc%3Ad%25.ts,line=3");
    expect(lines[1]).toContain("%250A::error::x%0A::error::y");
    expect(lines[1]).toContain("\\u001b[31m");
  });
  test("of a preview show its tier, as an error where it blocks, and what the change brings", async () => {
    const text = await render("github", previewed());
    expect(text).toContain("title=medium%3A s3-bucket-versioned (new)::s3.Bucket fresh");
    expect(text).toContain("title=medium%3A s3-bucket-versioned (not new%2C on a changed resource)::s3.Bucket old");
    const words = 'Preview of shop/dev: 2 created and 1 deleted.%0AChange of tier L: it deletes or replaces state: s3.Bucket "gone".';
    expect(text).toContain(`\n::notice file=infra/Pulumi.yaml,line=1,col=1,title=change of tier L::${words}\n`);
    const many = await render("github", asPreview(reportOf(manyFindings(200))), { failOnTier: "L" });
    // An error after the tenth is dropped, so this one is the first.
    expect(many).toMatch(/^::error file=infra\/Pulumi\.yaml,line=1,col=1,title=change of tier L::.*Change of tier L, blocking: /);
    expect(many.match(/^::error /gm)).toHaveLength(10);
    expect(many).toContain("title=Stackwarden::191 more findings");
  });
  test("a clean run annotates nothing", async () => {
    expect(await render("github", reportOf([]))).toBe("Stackwarden: 0 findings, none blocking\n");
  });
});
