import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { configure } from "../../src/config/config.js";
import { declaredLevel } from "../../src/config/levels.js";
import { startSession } from "../../src/doors/pulumi/session.js";
import { evaluateResource, evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import { remediate } from "../../src/engine/remediation.js";
import { toFindings } from "../../src/findings/finding.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { signatureKey, signatures } from "../../src/model/value.js";
import { allRules } from "../../src/rules/index.js";
import { describeCrash } from "../../src/text/crash.js";
import { folder, run } from "../cli/fixture.js";
import { base64, glue } from "./tokens.js";

const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

/** Every piece of eight characters of a secret, plain and as base64 and hexadecimal would show it at any alignment. */
function traces(text: string): string[] {
  const pieces = (whole: string, length: number) =>
    Array.from({ length: Math.max(0, whole.length - length + 1) }, (_, i) => whole.slice(i, i + length));
  const aligned = [0, 1, 2].flatMap((skip) => pieces(Buffer.from(text.slice(skip)).toString("base64").replace(/=+$/, "").slice(0, -2), 11));
  return [...pieces(text, 8), ...aligned, ...pieces(Buffer.from(text).toString("hex"), 16)];
}
/** Folded lines, and the escapes of JSON and of JSON in JSON, taken out. */
const readings = (output: string): string[] => [output, output.replace(/\s+/g, ""), output.replace(/\\+(["\\/])/g, "$1")];
function expectNoTrace(core: string, ...outputs: readonly string[]): void {
  const all = new Set(traces(core));
  for (const output of outputs)
    for (const reading of readings(output)) expect([...all].filter((trace) => reading.includes(trace))).toEqual([]);
}

const characters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
const core = fc
  .array(fc.constantFrom(...characters), { minLength: 36, maxLength: 36 })
  .map((list) => list.join(""))
  .filter((text) => new Set(text.slice(-16)).size >= 8 && /[0-9]/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text));
/** What stands around the part of a credential that is secret. */
const forms: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => glue("gh", "p_", text),
  (text) => glue("gl", "pat-", text),
  (text) => glue("sk", "_live_", text),
  (text) => `postgres://app:${text}@db.internal:5432/app`,
  (text) => `Server=db;User ID=app;Password=${text};`,
  (text) => glue("-----BEGIN ", "PRIVATE KEY-----\n", text, text, "\n-----END ", "PRIVATE KEY-----\n"),
  (text) => `#!/bin/bash\nexport DB_PASSWORD='${text}'\n`,
  (text) => JSON.stringify({ db: { password: text } }),
  (text) => JSON.stringify({ db: JSON.stringify({ password: text }) }),
  (text) => base64(`DB_PASSWORD=${text}\nDB_USER=app\n`),
  (text) => gzipSync(`#cloud-config\nchpasswd:\n  list: |\n    root:${text}\n`).toString("base64"),
  (text) => `the admin password is ${text}.`,
  (text) => `//registry.acme.dev/:_authToken=${text}`,
];
/** Where a credential may stand, plain and wrapped. */
const places: readonly ((text: string, wrap: (value: unknown) => unknown) => [type: string, inputs: Record<string, unknown>])[] = [
  (text, wrap) => ["aws:rds/instance:Instance", { instanceClass: "c", password: wrap(text), identifier: "db" }],
  (text, wrap) => ["aws:lambda/function:Function", { environment: { variables: { DB_PASSWORD: wrap(text), OTHER: text } } }],
  (text, wrap) => ["aws:ec2/instance:Instance", { userData: wrap(text), tags: { Name: text } }],
  (text, wrap) => [
    "aws:ec2/securityGroup:SecurityGroup",
    { description: wrap(text), ingress: [{ description: text, fromPort: 22, toPort: 22, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] }] },
  ],
  (text, wrap) => [
    "aws:ecs/taskDefinition:TaskDefinition",
    {
      family: text,
      containerDefinitions: wrap(
        JSON.stringify([{ name: text, privileged: true, user: text, environment: [{ name: "API_KEY", value: text }] }]),
      ),
    },
  ],
  (text, wrap) => [
    "aws:iam/policy:Policy",
    {
      policy: wrap(
        JSON.stringify({
          Statement: [
            { Sid: text, Effect: "Allow", Action: "*", Resource: "*", Condition: { StringLike: { "aws:PrincipalTag/x": text } } },
          ],
        }),
      ),
    },
  ],
  (text, wrap) => ["aws:s3/bucket:Bucket", { bucket: text, acl: wrap(text), tags: { [text]: text } }],
  (text, wrap) => ["aws:mq/broker:Broker", { users: [{ username: text, password: wrap(text) }], publiclyAccessible: true }],
  (text, wrap) => ["aws:ssm/parameter:Parameter", { name: "/prod/token", type: "String", value: wrap(text) }],
  (text, wrap) => ["aws:codebuild/project:Project", { environment: { environmentVariables: [{ name: "NPM_TOKEN", value: wrap(text) }] } }],
  (text, wrap) => ["pulumi:providers:github", { token: wrap(text), owner: "acme" }],
  (text, wrap) => ["other:index/thing:Thing", { list: [[wrap(text)]], map: { [text]: { value: text } } }],
];

const cases = fc.tuple(core, fc.constantFrom(...forms), fc.constantFrom(...places), fc.boolean());
const { rules } = configure(allRules, new Map(allRules.map((rule) => [rule.id, declaredLevel(rule)])), {
  stackwarden: { level: undefined, options: { preset: "all" } },
});
const about = (id: string) => {
  const registered = allRules.find((rule) => rule.id === id);
  if (registered === undefined) throw new Error(id);
  return { rule: registered.rule, level: "mandatory" as const };
};

describe("no secret is shown", { timeout: 60_000 }, () => {
  test("by any rule, in findings, what is open, or a fingerprint, wherever it is", () => {
    fc.assert(
      fc.property(cases, ([text, form, place, isWrapped]) => {
        const [type, inputs] = place(form(text), isWrapped ? secret : (value) => value);
        const raw = { urn: urn(type, "it"), type, inputs, outputs: inputs };
        const root = {
          urn: urn("pulumi:pulumi:Stack", "shop-dev"),
          type: "pulumi:pulumi:Stack",
          outputs: { hint: form(text), list: [text] },
        };
        const config = { values: { "shop:dbPassword": form(text), "shop:other": text }, secretKeys: new Set(["shop:dbPassword"]) };
        const stack = toStack([toResource(raw), toResource(root)], { name: "dev", project: "shop", today: "2026-07-01", config });
        const judged = [
          ...evaluateStack(rules, stack, new Set(["production"])),
          ...evaluateResource(rules, toResource(raw), "resource", { environments: new Set(), today: "2026-07-01", stack: undefined }),
        ];
        expect(judged.map((j) => j.outcome)).not.toContain("crash");
        const findings = toFindings(judged, "state.json", about);
        // The name of a resource and its map keys are the program's own words, but a path leaves out a key that looks like a credential.
        expectNoTrace(
          text,
          JSON.stringify(findings.map(({ message, path, places: all, fingerprint }) => [message, path, all, fingerprint])),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("a fingerprint does not hang on the secret's value", () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.constantFrom(...places), core, core, (form, place, one, other) => {
        const prints = [one, other].map((text) => {
          const [type, inputs] = place(form(text), (value) => value);
          const family = indexRules(rules.all.filter(({ id }) => id.startsWith("secrets-")));
          const judged = evaluateResource(family, toResource({ urn: urn(type, "it"), type, inputs }), "resource", {
            environments: new Set(),
            today: "2026-07-01",
            stack: undefined,
          });
          return toFindings(judged, "state.json", about).map((finding) => finding.fingerprint);
        });
        expect(prints[0]).toEqual(prints[1]);
      }),
      { numRuns: 300 },
    );
  });

  test("by the session of the policy pack: findings and remediations but for the inputs themselves", () => {
    fc.assert(
      fc.property(cases, ([text, form, place, isWrapped]) => {
        const [type, inputs] = place(form(text), isWrapped ? secret : (value) => value);
        const raw = { urn: urn(type, "it"), type, inputs };
        const session = startSession(allRules, () => "2026-11-22");
        session.configureStack({
          name: "dev",
          project: "shop",
          config: { values: { "shop:dbPassword": text }, secretKeys: new Set(["shop:dbPassword"]) },
        });
        const told = [...session.analyze(raw), ...session.analyzeStack([{ ...raw, inputs: undefined, outputs: inputs }])];
        expectNoTrace(text, JSON.stringify(told.map(({ message, path, places: all }) => [message, path, all])));
      }),
      { numRuns: 200 },
    );
  });

  test("by a crash: its message and its stack are not reported", () => {
    fc.assert(
      fc.property(core, (text) => expectNoTrace(text, describeCrash(new Error(text)), describeCrash(text), describeCrash({ text }))),
    );
  });

  const { path: root, write } = folder();
  test("by the command line, in any format, to standard output or error", async () => {
    for (const [i, form] of forms.entries()) {
      const text = fc.sample(core, { numRuns: 1, seed: i + 1 })[0] ?? "";
      const resources = places.flatMap((place, at) =>
        [false, true].map((isWrapped) => {
          const [type, inputs] = place(
            form(text),
            isWrapped ? (value) => ({ [signatureKey]: signatures.secret, plaintext: JSON.stringify(value) }) : (value) => value,
          );
          return {
            urn: urn(type, `r${at}${isWrapped}`),
            type,
            custom: !type.startsWith("pulumi:providers"),
            id: "i",
            inputs,
            outputs: inputs,
          };
        }),
      );
      const file = write(`state-${i}.json`, JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }));
      writeFileSync(join(root, `broken-${i}.json`), `{"version": 3, "deployment": {"resources": [{"urn": "${text}", "inputs": ${text}`);
      for (const format of ["text", "json"]) {
        const { out, err } = await run(["check", file, "--preset", "all", "--format", format, "--show", "unknown", "--no-color"], {
          rules: [...allRules],
        });
        expect(out.length).toBeGreaterThan(1000);
        expectNoTrace(
          text,
          format === "json" ? JSON.stringify(JSON.parse(out).findings.map((f: object) => ({ ...f, fingerprint: "" }))) : out,
          err,
        );
      }
      const broken = await run(["check", join(root, `broken-${i}.json`)], { rules: [...allRules] });
      expect(broken.status).toBe(2);
      expectNoTrace(text, broken.out, broken.err);
    }
  });

  test("and wrapping hides the value in the new inputs, but for the twins that a rule leaves alone", () => {
    const index = indexRules(rules.all.filter(({ id }) => id === "secrets-input-wrapped"));
    fc.assert(
      fc.property(core, (text) => {
        const raw = {
          urn: urn("aws:mq/broker:Broker", "mq"),
          type: "aws:mq/broker:Broker",
          inputs: {
            users: [
              { username: "a", password: text },
              { username: "b", password: secret(text) },
            ],
            __defaults: [],
          },
        };
        const [mended] = remediate(index, raw, { environments: new Set(), today: "2026-07-01", stack: undefined }, () => true);
        expect(mended?.inputs).toEqual({
          users: [
            { username: "a", password: secret(text) },
            { username: "b", password: secret(text) },
          ],
          __defaults: [],
        });
      }),
      { numRuns: 50 },
    );
  });
});
