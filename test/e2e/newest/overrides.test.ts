/** Forty configurations with overrides and `extends`: the same findings, at the same levels, in the engine and in `check`. */

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Finding } from "../../../src/findings/finding.js";
import { allRules } from "../../../src/rules/index.js";
import { type Outcome as Ran, run } from "../../cli/fixture.js";
import { analyze, type EngineStack, isNewest, openStack, repositoryFolder, resource } from "../engine.js";
import { faulty } from "../faulty.js";

const encrypted = "efs-file-system-encrypted";
const blocked = "s3-bucket-public-access-blocked";
const ports = "ec2-security-group-no-open-admin-port";
const recovery = "dynamodb-table-point-in-time-recovery";
const required = "tags-required";
const stackName = "eu-prod-1";
const project = "shop";

const program = async (): Promise<void> => {
  await faulty();
  resource("aws:s3/bucket:Bucket", "tagged", { tags: { Team: "web" } });
  resource("aws:efs/fileSystem:FileSystem", "tagged-files", { encrypted: false, tags: { Team: "web", Stage: "test" } });
  resource("aws:dynamodb/table:Table", "table", { pointInTimeRecovery: { enabled: false } });
};

const folder = mkdtempSync(join(tmpdir(), "stackwarden-overrides-"));
const stateFile = join(folder, "state.json");
let stack: EngineStack;
beforeAll(async () => {
  mkdirSync(join(folder, "node_modules/@acme/policies"), { recursive: true });
  stack = await openStack({ stack: stackName, project });
  expect((await stack.up(program)).ok).toBe(true);
  writeFileSync(stateFile, JSON.stringify(await stack.exportState()));
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The command line, in this process. */
const stackwarden = (args: string[]): Promise<Ran> => run(args, { rules: allRules });

interface Outcome {
  /** Rule, level and URN of each finding that is not mended. */
  readonly findings: string[];
  /** Rule and URN of what the engine mends. */
  readonly mended: string[];
  readonly blocks: boolean;
}

/** Packs that differ in their version alone: one start of the engine answers for several configurations. */
const packOf = (i: number): string => {
  const at = join(folder, `pack-${i}`);
  if (existsSync(at)) return at;
  mkdirSync(at);
  const library = pathToFileURL(join(repositoryFolder, "dist/index.js")).href;
  writeFileSync(join(at, "PulumiPolicy.yaml"), "runtime: nodejs\ndescription: One of several.\n");
  writeFileSync(join(at, "package.json"), JSON.stringify({ name: "one", version: versionOf(i), type: "module", main: "index.js" }));
  writeFileSync(join(at, "index.js"), `import { allRules, servePack } from "${library}";\nservePack(allRules, "${versionOf(i)}");\n`);
  return at;
};
const versionOf = (i: number): string => `0.0.${i + 1}`;

/** What the engine states with each file in the form that it reads. */
async function inEngine(files: readonly string[]): Promise<Outcome[]> {
  const configs = await Promise.all(files.map(async (file) => (await stackwarden(["config", "show", file, "--format", "pulumi"])).out));
  const run = await stack.preview(program, {
    packs: files.map((_, i) => packOf(i)),
    packConfig: configs.map((text) => JSON.parse(text) as Record<string, unknown>),
  });
  if (run.diagnostics.length === 0 && !run.ok) throw new Error(run.errors.join("\n"));
  return files.map((_, i) => {
    const own = run.diagnostics.filter(({ version }) => version === versionOf(i));
    const mended = run.remediations.filter(({ version }) => version === versionOf(i));
    return {
      findings: own.map(({ policy, level, urn }) => `${policy} ${level} ${urn}`).toSorted(),
      mended: mended.map(({ policy, urn }) => `${policy} ${urn}`).toSorted(),
      blocks: own.some(({ level }) => level === "mandatory"),
    };
  });
}

async function inCheck(file: string): Promise<Outcome> {
  const { status, out, err } = await stackwarden(["check", stateFile, "--config", file, "--format", "json"]);
  expect([0, 1], err).toContain(status);
  const reported = (JSON.parse(out) as { findings: Finding[] }).findings.filter(({ outcome }) => outcome === "fail");
  const left = reported.filter(({ level }) => level !== "remediate");
  return {
    findings: left.map(({ rule, level, urn }) => `${rule} ${level} ${urn}`).toSorted(),
    mended: reported.flatMap(({ rule, level, urn }) => (level === "remediate" ? [`${rule} ${urn}`] : [])).toSorted(),
    blocks: left.some(({ level }) => level === "mandatory"),
  };
}

/** Selectors of overrides, and whether they match something in the stack. */
const selectors: readonly [string, Record<string, unknown>][] = [
  ["a word in the stack's name", { stacks: "~prod" }],
  ["another stack", { stacks: ["dev", "eu-prod-2"] }],
  ["an environment", { environments: "production" }],
  ["a project and a stack", { projects: "sh*", stacks: "*-1" }],
  ["a class", { types: "s3.*" }],
  ["types in both spellings", { types: ["aws:efs/*", "ec2.SecurityGroup", "aws:dynamodb/table:Table"] }],
  ["names", { names: ["open*", "bare", "group", "table"] }],
  ["a URN with patterns", { names: `urn:pulumi:*::${project}::aws:*::*open*` }],
  ["tags", { tags: { Team: ["web", "shop"], Stage: "*" } }],
  ["paths", { paths: ["ingress[0]", "encrypted", "ingress[1].cidr*"] }],
];
/** What an override changes; with paths, levels only. */
const actions: readonly [string, (paths: boolean) => Record<string, unknown>][] = [
  ["lowers levels", () => ({ policies: { [encrypted]: "advisory", [blocked]: "advisory", [ports]: "disabled" } })],
  ["disables and enables", () => ({ disable: [encrypted, blocked], enable: [recovery] })],
  [
    "sets options",
    (paths) =>
      paths ? { policies: { all: "disabled" } } : { policies: { [required]: { enforcementLevel: "mandatory", required: ["Team"] } } },
  ],
  ["mends, and lowers the rest", (paths) => ({ policies: { all: "advisory", [recovery]: paths ? "mandatory" : "remediate" } })],
];
const base = {
  all: "disabled",
  stackwarden: { enable: [encrypted, blocked, ports], environments: { production: ["~prod"], development: ["dev*"] } },
};
/** A second override, so that the last of two decides. */
const earlier = { stacks: "*", policies: { [encrypted]: "advisory" } };

/** The forms in which a configuration can be written: each file with its text, the first one is named. */
const forms: readonly ((override: object, name: string) => Record<string, string>)[] = [
  (override, name) => ({
    [`${name}.json`]: JSON.stringify({ ...base, stackwarden: { ...base.stackwarden, overrides: [earlier, override] } }),
  }),
  (override, name) => ({ [`${name}.yaml`]: stringify({ ...base, overrides: [earlier, override] }) }),
  (override, name) => ({
    [`${name}.jsonc`]: `// ours\n${JSON.stringify({ extends: [`./${name}-base.yaml`], overrides: [override] })}`,
    [`${name}-base.yaml`]: stringify({ ...base, overrides: [earlier] }),
  }),
  (override, name) => ({
    [`${name}.yaml`]: stringify({ extends: `@acme/policies/${name}.json`, stackwarden: { overrides: [override] } }),
    [`node_modules/@acme/policies/${name}.json`]: JSON.stringify({ ...base, stackwarden: { ...base.stackwarden, overrides: [earlier] } }),
  }),
  (override, name) => ({
    [`${name}.json`]: isNewest
      ? JSON.stringify({ version: 2, policies: { ...base, stackwarden: { ...base.stackwarden, overrides: [earlier, override] } } })
      : JSON.stringify({ ...base, overrides: [earlier, override] }),
  }),
];

interface Case {
  readonly name: string;
  readonly mends: boolean;
  readonly files: Record<string, string>;
}
const cases = selectors.flatMap(([selector, select], i) =>
  actions.map(([action, change], j): Case => {
    const override = { ...select, ...change(select["paths"] !== undefined) };
    const files = forms[(i * actions.length + j) % forms.length]?.(override, `case-${i}-${j}`) ?? {};
    // What one pack mends, the next does not see: a rule that is mended is judged by no other pack of its group.
    return { name: `${selector}: ${action}`, mends: action.startsWith("mends"), files };
  }),
);
const isEnabling = ({ name }: Case): boolean => name.endsWith("enables");
const inGroupsOf = (size: number, list: readonly Case[]): (readonly Case[])[] =>
  list.flatMap((_, i) => (i % size === 0 ? [list.slice(i, i + size)] : []));
const groups = [
  ...inGroupsOf(5, cases.filter(isEnabling)),
  ...inGroupsOf(
    3,
    cases.filter((one) => !isEnabling(one)),
  ),
];
const written = ({ files }: Case): string => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return join(folder, Object.keys(files)[0] ?? "");
};

describe("the same configuration decides the same in the engine and in check", () => {
  test("there are forty of them, with different outcomes, and what one mends no other of its group evaluates", async () => {
    expect(cases).toHaveLength(40);
    expect(groups.every((group) => group.filter(({ mends }) => mends).length < 2)).toBe(true);
    const outcomes = new Set<string>();
    for (const one of cases) outcomes.add(JSON.stringify(await inCheck(written(one))));
    expect(outcomes.size).toBeGreaterThan(15);
  });
  test.each(groups.map((group) => [group.map(({ name }) => name).join("; "), group] as const))("%s", async (_, group) => {
    const files = group.map(written);
    const engine = await inEngine(files);
    for (const [i, file] of files.entries()) expect([group[i]?.name, await inCheck(file)]).toEqual([group[i]?.name, engine[i]]);
  });

  test("a run over a state without a program knows the stack too", async () => {
    const overrides = [{ stacks: "~prod", projects: project, names: "open", policies: { [encrypted]: "disabled" } }];
    const packConfig = { ...base, stackwarden: { ...base.stackwarden, overrides } };
    const { diagnostics } = await analyze(stateFile, repositoryFolder, packConfig);
    const names = diagnostics.filter(({ policy }) => policy === encrypted).map(({ urn }) => urn.split("::").at(-1));
    expect(names.toSorted()).toEqual(["opener", "tagged-files"]);
  });
  test("an update stops at what an override makes mandatory, and creates what it makes advisory", async () => {
    const overrides = [
      { names: "fine*", policies: { [encrypted]: "advisory" } },
      { types: "efs.*", names: "bad", policies: { [encrypted]: "mandatory" } },
    ];
    const fresh = await openStack({ stack: "other" });
    try {
      const update = await fresh.up(
        async () => {
          resource("aws:efs/fileSystem:FileSystem", "fine-a", { encrypted: false });
          resource("aws:efs/fileSystem:FileSystem", "bad", { encrypted: false });
        },
        { packs: [repositoryFolder], packConfig: { all: "disabled", stackwarden: { enable: [encrypted], overrides } } },
      );
      expect(update.ok).toBe(false);
      expect(update.created.map(({ urn }) => urn.split("::").at(-1))).not.toContain("bad");
      expect(update.diagnostics.map(({ urn, level }) => `${urn.split("::").at(-1)} ${level}`)).toContain("bad mandatory");
    } finally {
      await fresh.close();
    }
  });
  test("a mistake ends the run with one line, and `extends` in the engine's own file too", async () => {
    const wrong = { overrides: [{ stacks: "x", policies: { nothing: "advisory" } }] };
    const refused = await stack.preview(program, { packs: [repositoryFolder], packConfig: { stackwarden: wrong } });
    expect(refused.errors.join("\n")).toContain('overrides[0].policies: "nothing" is not a rule');
    const extending = await stack.preview(program, { packs: [repositoryFolder], packConfig: { stackwarden: { extends: "./base.json" } } });
    expect(extending.errors.join("\n")).toContain("config show FILE --format pulumi");
  });
});
