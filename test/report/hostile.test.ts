// biome-ignore-all lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
/** No name of a state reaches a terminal as control, or a job's runner as a command, in any format. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNames } from "../../src/report/format.js";
import { clean, colours, safeJson, withoutCommands } from "../../src/report/paint.js";
import { facts, finding, render, reportOf } from "./reports.js";
import { jsonErrors, junitErrors } from "./schemas.js";

const breaks = ["\r", "\n", "\r\n", "\u000b", "\u000c", "\u0085", "\u2028", "\u2029"];
const hostile = [
  "##[set-output name=status]0",
  "##[stop-commands]pwn",
  "a ##vso[task.setvariable variable=x]y",
  "##VSO[task.complete result=Succeeded]",
  "::stop-commands::pwn",
  `${"z".repeat(90)} ::stop-commands::pwn`,
  "\u001b[31mred\u001b[0m \u009b31m \u202eevil",
  "lone \ud800 surrogate \udc00",
  ...breaks.map((end) => `x${end}::error::y${end}  ::warning::z`),
];

/** What a runner of GitHub or Azure would obey: commands at the start of a line, whatever ends one, and `##[…]` anywhere. */
function obeyed(text: string): string[] {
  const lines = text.split(/\r\n|[\r\n\u000b\u000c\u0085\u2028\u2029]/);
  return lines.filter((line) => /^\s*::/.test(line.replace(/\u001b\[\d+m/g, "")) || /##(vso)?\[/i.test(line));
}
const everywhere = (text: string) =>
  reportOf([
    finding({
      name: text,
      input: text,
      path: `tags["${text}"]`,
      urn: `urn:pulumi:${text}::shop::aws:s3/bucket:Bucket::${text}`,
      message: `${text} is wrong`,
      fix: `Mend ${text}.\n  ${text}`,
      source: { file: text, line: 1, column: 1 },
      component: { type: "eks:index:Cluster", name: text, urn: "urn" },
    }),
    finding({ name: `${text}2`, message: text, type: text, severity: "critical", level: "mandatory" }),
    finding({ name: `${text}4`, message: text, outcome: "exempted", exception: { id: "EXC-1", reason: text } }),
    finding({ name: `${text}3`, message: text, outcome: "waived", waiver: { reason: text, until: text, owner: text, ticket: text } }),
    finding({ name: "a", message: text }),
    finding({ name: "b", message: text }),
  ]);
const report = (text: string) => {
  const made = everywhere(text);
  return {
    ...made,
    inputs: made.inputs.map((input) => ({
      ...input,
      ...{ path: text, project: text, stack: text },
      preview: facts({ tier: { name: "L", reason: text }, partial: text, incomplete: text }),
    })),
    summary: { ...made.summary, unjudged: [{ type: text, count: 1 }] },
  };
};
const show = ["unknown", "waived", "exempted", "fingerprint"];

describe.each(formatNames)("%s", (format) => {
  test.each(hostile)("obeys nothing of %j", async (text) => {
    for (const given of [{ show: [] }, { show }, { verbose: true, width: 44, failOnTier: "L" as const }, { paint: colours, width: 60 }]) {
      const printed = await render(format, report(text), given);
      const own = format === "github" ? /^::(error|warning|notice) [^\n]*::[^\n]*$/ : undefined;
      expect(obeyed(printed).filter((line) => own?.test(line) !== true || /##(vso)?\[/i.test(line))).toEqual([]);
      const plain = printed.replace(/\u001b\[\d+m/g, (sgr) => (given.paint === undefined ? sgr : ""));
      if (format !== "html") expect(plain).not.toMatch(/(?![\t\n])\p{Cc}|[\u2028\u2029\u202e]/u);
      expect(Buffer.from(printed).toString()).toBe(printed.replace(/\p{Cs}/gu, "\ufffd"));
    }
  });
});

describe("what machines read stays what it was", () => {
  test.each(hostile)("%j in JSON", async (text) => {
    const read = JSON.parse(await render("json", report(text))) as { findings: { name: string; message: string }[] };
    expect(read.findings.map(({ name }) => name)).toContain(text);
    expect(jsonErrors("gitlab-code-quality.json", await render("gitlab", report(text)))).toEqual([]);
    expect(await junitErrors(await render("junit", report(text)))).toEqual([]);
  });
  test("SARIF is valid", async () => {
    for (const text of hostile) expect(jsonErrors("sarif-2.1.0.json", await render("sarif", report(text)))).toEqual([]);
  });
  test("any value survives safe JSON", () => {
    const unit = fc.constantFrom("#", "##[", "##vso[", "::", "\\", '"', "\u2028", "\u007f", "a", "\n");
    fc.assert(
      fc.property(fc.array(unit), (parts) => {
        const text = parts.join("");
        expect(JSON.parse(safeJson(JSON.stringify({ [text]: text })))).toEqual({ [text]: text });
        expect(obeyed(safeJson(JSON.stringify([text], null, 2)))).toEqual([]);
        expect(obeyed(withoutCommands(`${clean(text)}\n${text.replace(/[\u2028\u007f]/g, "")}`))).toEqual([]);
      }),
    );
  });
});
