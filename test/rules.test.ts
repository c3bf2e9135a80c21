import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { load, ROOT, type Sources } from "../scripts/docs/load.mjs";
import type { RegisteredRule } from "../src/language/registry.js";

/** All rules with their cases, loaded outside the runner so that no case runs twice. */
let sources: Sources;
beforeAll(async () => {
  sources = await load();
}, 120_000);

/** What breaks a demand, one line each: an empty list is what every test wants. */
const wrong = (demand: (registered: RegisteredRule) => boolean, show: (registered: RegisteredRule) => string): string[] =>
  sources.allRules.filter((registered) => !demand(registered)).map((registered) => `${registered.id}: ${show(registered)}`);

describe("every rule", () => {
  test("is named by its family and what holds, once", () => {
    expect(
      wrong(
        ({ id, family }) => new RegExp(`^${family}-[a-z0-9]+(-[a-z0-9]+)*$`).test(id),
        ({ family }) => `family ${family}`,
      ),
    ).toEqual([]);
    const ids = sources.allRules.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(ids).toEqual([...ids].sort());
  });

  test("has a title that states what must hold, in at most 90 characters", () => {
    const good = (title: string): boolean =>
      /^[A-Z]/.test(title) && / must /.test(title) && !/[.!?]$|\b(should|shall|will|ensure)\b/i.test(title) && title.length <= 90;
    expect(
      wrong(
        ({ rule }) => good(rule.title),
        ({ rule }) => rule.title,
      ),
    ).toEqual([]);
  });

  test("has a title of its own", () => {
    const titles = sources.allRules.map(({ rule }) => rule.title);
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });

  test("has a fix that starts with a verb and is a whole sentence", () => {
    const noVerb = /^(The|A|An|This|That|It|You|There|If|When|For|In|On|No|Not|[A-Z]\w*(?:ing|[^s]s))\b/;
    expect(
      wrong(
        ({ rule }) => /^[A-Z][a-z]+\b/.test(rule.fix) && !noVerb.test(rule.fix) && /\.\)?$/.test(rule.fix),
        ({ rule }) => rule.fix,
      ),
    ).toEqual([]);
    expect(
      wrong(
        ({ rule }) => rule.why === undefined || /^[^a-z].*\.$/s.test(rule.why),
        ({ rule }) => rule.why ?? "",
      ),
    ).toEqual([]);
  });

  test("covers rules that are milder and could be silenced by it", () => {
    const byId = new Map(sources.allRules.map((registered) => [registered.id, registered.rule]));
    const ranks = ["critical", "high", "medium", "low"];
    const covered = ({ rule, id }: RegisteredRule): string[] =>
      (rule.covers ?? []).filter((other) => {
        const milder = byId.get(other);
        if (milder === undefined || other === id || milder.covers?.includes(id) === true) return true;
        // The engine asks rules of resource scope first, so one of stack scope comes too late for them; what `check` shows once is worth it here.
        if (id === "protect-recoverable") return false;
        return ranks.indexOf(milder.severity) < ranks.indexOf(rule.severity) || (rule.scope === "stack" && milder.scope === "resource");
      });
    expect(
      wrong(
        (registered) => covered(registered).length === 0,
        (registered) => covered(registered).join(),
      ),
    ).toEqual([]);
  });

  test("links a page of AWS or Pulumi", () => {
    const hosts = ["docs.aws.amazon.com", "www.pulumi.com", "aws.amazon.com", "repost.aws"];
    expect(
      wrong(
        ({ rule }) => URL.canParse(rule.docs) && hosts.includes(new URL(rule.docs).host),
        ({ rule }) => rule.docs,
      ),
    ).toEqual([]);
  });

  test("has something that must hold", () => {
    const has = ({ require, forbid, check }: RegisteredRule["rule"]): boolean =>
      [require, forbid, check].some((part) => part !== undefined);
    expect(
      wrong(
        ({ rule }) => has(rule),
        () => "neither require nor forbid nor check",
      ),
    ).toEqual([]);
  });

  test("names controls as their frameworks do, each once", () => {
    const forms: Readonly<Record<string, RegExp>> = {
      fsbp: /^[A-Za-z0-9]+\.\d+$/,
      cis: /^\d+(\.\d+)+$/,
      nist: /^[A-Z]{2}-\d+[a-z]?(\.\d+)?(\([a-zA-Z0-9]+\))*$/,
      pci: /^(A\d+|\d+)(\.\d+)*$/,
      hipaa: /^164\.\d+(\([a-zA-Z0-9]+\))*$/,
      soc2: /^[A-Z]{1,2}\d\.\d+$/,
      iso27001: /^A\.\d+(\.\d+)*$/,
    };
    const bad = sources.allRules.flatMap(({ id, rule }) =>
      Object.entries(rule.controls ?? {}).flatMap(([framework, given]: [string, string | readonly string[]]) =>
        [given]
          .flat()
          .filter((control, i, all) => forms[framework]?.test(control) !== true || all.indexOf(control) !== i)
          .map((control) => `${id}: ${framework} ${control}`),
      ),
    );
    expect(bad).toEqual([]);
  });

  test("names its equivalents as their tools do, each once", () => {
    const form =
      /^(CKV2?_AWS_\d+|AVD-AWS-\d{4}|AwsSolutions-[A-Z0-9]+|cdk-nag:\w+|compliance-policies:[\w-]+|awsguard:[\w-]+|[a-z][a-z0-9-]*:[\w.-]+)$/;
    const bad = sources.allRules.flatMap(({ id, rule }) =>
      (rule.equivalents ?? []).filter((name, i, all) => !form.test(name) || all.indexOf(name) !== i).map((name) => `${id}: ${name}`),
    );
    expect(bad).toEqual([]);
  });

  test("evaluates types that the provider has", () => {
    // Files are named after classes, but for the case of abbreviations: mLTransform stands in mltransform.d.ts.
    const declared = new Set(
      readdirSync(join(ROOT, "node_modules/@pulumi/aws"), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) => readdirSync(join(ROOT, "node_modules/@pulumi/aws", name)).map((file) => `${name}/${file}`.toLowerCase())),
    );
    const known = (type: string): boolean => {
      const [, path = ""] = /^aws:([^:]+):/.exec(type) ?? [];
      return type.startsWith("pulumi:") || declared.has(`${path.toLowerCase()}.d.ts`);
    };
    const bad = sources.allRules.flatMap(({ id, rule }) =>
      typeof rule.types === "string" ? [] : rule.types.filter((type) => !known(type)).map((type) => `${id}: ${type}`),
    );
    expect(bad).toEqual([]);
    expect(
      wrong(
        ({ rule }) => rule.types.length > 0,
        () => "judges nothing",
      ),
    ).toEqual([]);
  });

  test("has cases that pass and that fail, and that stay unknown where something can be", () => {
    expect(
      wrong(
        ({ id }) => sources.collected.has(id),
        () => "no cases",
      ),
    ).toEqual([]);
    const without = sources.allRules.filter(({ id }) => (sources.collected.get(id)?.cases?.unknown ?? []).length === 0).map(({ id }) => id);
    // They judge options, waivers, types, what was typed, or that a resource is there at all: nothing of that is ever unknown, or nothing that could
    // change the answer.
    expect(without).toEqual([
      "arn-no-foreign-account-or-region",
      "ec2-instance-in-explicit-subnet",
      "ec2-no-default-vpc",
      "ecs-task-distinct-roles",
      "emr-cluster-kerberos",
      "iam-no-iam-users",
      "iam-no-policy-attached-to-user",
      "iam-policy-no-literal-wildcard",
      "iam-principal-no-escalation-to-data",
      "iam-role-trust-no-literal-wildcard",
      "iam-role-trust-no-whole-account",
      "iam-user-no-console-access",
      "kms-key-custody",
      "lambda-function-no-access-key-variables",
      "plan-few-deletions",
      "plan-protected-kept",
      "plan-stateful-kept",
      "protect-no-delete-before-replace",
      "protect-no-outage-by-replacement",
      "protect-stateful",
      "secrets-config-plaintext",
      "secrets-no-credential-in-input",
      "stack-no-duplicate-manager",
      "style-resource-types-allowed",
      "tags-allowed-characters",
      "tags-consistent-case",
      "tags-no-reserved-prefix",
      "tags-within-limits",
      "valid-autoscaling-sizes",
      "valid-dead-letter-queue-kind",
      "valid-fargate-network-mode",
      "valid-fargate-size",
      "valid-iam-role-policy-count",
      "valid-lambda-environment-size",
      "valid-lambda-layers",
      "valid-listener-certificate",
      "valid-name",
      "valid-s3-lifecycle-order",
      "valid-security-group-rule-count",
      "valid-sns-topic-fifo-name",
      "valid-sqs-queue-fifo-name",
      "valid-subnet-ranges",
      "waivers-allowed",
      "waivers-narrow",
      "waivers-not-ending-soon",
      "waivers-not-expired",
      "waivers-used",
      "waivers-well-formed",
    ]);
  });
});

interface SourceText {
  readonly file: string;
  readonly source: ts.SourceFile;
}

const read = (folder: string): SourceText[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => {
      const file = `${folder}/${name}`;
      return { file, source: ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2023, true) };
    });

function* nodesOf(node: ts.Node): Iterable<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

const line = (source: ts.SourceFile, position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
const lines = (source: ts.SourceFile, node: ts.Node): number => line(source, node.getEnd()) - line(source, node.getStart()) + 1;

/** What rules are written without. */
function forbiddenWord(node: ts.Node): string | undefined {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) return "in";
  if (ts.isTryStatement(node)) return "try";
  if (ts.isAsExpression(node) && node.type.getText() !== "const") return "as";
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (ts.isNonNullExpression(node)) return "!";
  return undefined;
}

function commentsOf(source: ts.SourceFile): number[] {
  const found: number[] = [];
  for (const node of nodesOf(source))
    for (const range of [
      ...(ts.getLeadingCommentRanges(source.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(source.text, node.end) ?? []),
    ])
      found.push(range.pos);
  return [...new Set(found)];
}

describe("the text of the rules", () => {
  const rules = read("src/rules");
  const cases = read("test/rules");
  const isHelper = (file: string): boolean => file.startsWith("src/rules/helpers/");

  test("is registered, all of it", () => {
    const written = rules.flatMap(({ source }) =>
      [...nodesOf(source)].filter(isRule).map((node) => (node as ts.PropertyAssignment).name.getText().slice(1, -1)),
    );
    expect([...written].sort()).toEqual(sources.allRules.map(({ id }) => id));
  });

  test("holds no in, try, as, any, ! and no comment", () => {
    const words = rules.flatMap(({ file, source }) =>
      [...nodesOf(source)].flatMap((node) => {
        const word = forbiddenWord(node);
        return word === undefined ? [] : [`${file}:${line(source, node.getStart())} has \`${word}\``];
      }),
    );
    const comments = rules
      .filter(({ file }) => !isHelper(file) && file !== "src/rules/index.ts")
      .flatMap(({ file, source }) => commentsOf(source).map((position) => `${file}:${line(source, position)} has a comment`));
    expect([...words, ...comments]).toEqual([]);
  });

  test("is in files of at most 400 lines", () => {
    const long = [...rules, ...cases]
      .map(({ file, source }) => [file, source.getLineStarts().length - 1] as const)
      .filter(([, count]) => count > 400);
    expect(long).toEqual([]);
  });

  test("is short: at most 12 lines a rule and 9 of cases, in the median", () => {
    const ruleLines = rules.flatMap(({ source }) => [...nodesOf(source)].filter(isRule).map((node) => lines(source, node)));
    // Examples are for the pages.
    const caseLines = cases.flatMap(({ source }) =>
      [...nodesOf(source)]
        .filter(isCases)
        .map((node) => lines(source, node) - examplesIn(node).reduce((sum, one) => sum + lines(source, one), 0)),
    );
    console.log(
      `${ruleLines.length} rules, median ${median(ruleLines)} lines, longest ${Math.max(...ruleLines)}; ` +
        `${caseLines.length} groups of cases, median ${median(caseLines)} lines`,
    );
    expect(ruleLines.length).toBeGreaterThan(0);
    expect(median(ruleLines)).toBeLessThanOrEqual(12);
    expect(median(caseLines)).toBeLessThanOrEqual(9);
  });

  const examplesIn = (node: ts.Node): ts.Node[] =>
    ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.initializer)
      ? node.initializer.properties.filter(({ name }) => name !== undefined && /^(good|bad)$/.test(name.getText()))
      : [];
  /** `"some-id": rule(…)` */
  const isRule = (node: ts.Node): boolean =>
    ts.isPropertyAssignment(node) &&
    ts.isStringLiteral(node.name) &&
    ts.isCallExpression(node.initializer) &&
    node.initializer.expression.getText() === "rule";
  /** `"some-id": {…}` as an argument of `suite(…)` */
  const isCases = (node: ts.Node): boolean =>
    ts.isPropertyAssignment(node) &&
    ts.isStringLiteral(node.name) &&
    ts.isCallExpression(node.parent.parent) &&
    node.parent.parent.expression.getText() === "suite";
});

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
