/** The reports that the pack writes in a run of the engine. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { afterEach, describe, expect, test } from "vitest";
import { ConfigError, configure, parseEntries } from "../../../src/config/config.js";
import { ownPack } from "../../../src/doors/pulumi/info.js";
import { serve } from "../../../src/doors/pulumi/server.js";
import { signatureKey, signatures } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";
import { folder } from "../../cli/fixture.js";
import { jsonErrors } from "../../report/schemas.js";
import { ask, type Call, clientOf, configureRequest, type Json, resourceRequest, stackRequest, urn } from "./requests.js";

const { path: root } = folder();
const password = ["Winter", "Sale", "2024!"].join("-");
const clients: services.AnalyzerClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.cancel(new empty.Empty(), () => client.close());
});

const bucket = "aws:s3/bucket:Bucket";
const database = "aws:rds/instance:Instance";
const stack = "pulumi:pulumi:Stack";

/** A run with these settings: the notes of the pack about the stack. */
async function run(settings: Json): Promise<string[]> {
  const client = clientOf(await serve(allRules, ownPack("1.2.3")));
  clients.push(client);
  await ask(client, client.configure, configureRequest({ stackwarden: 0 }, { stackwarden: settings }));
  const inputs = { publiclyAccessible: true, password: { [signatureKey]: signatures.secret, value: password } };
  for (const [type, name, given] of [
    [bucket, "logs", { acl: "public-read" }],
    [database, "db", inputs],
  ] as const) {
    await ask(client, client.remediate, resourceRequest(type, name, given));
    await ask(client, client.analyze, resourceRequest(type, name, given));
  }
  const answer = await ask(
    client,
    client.analyzeStack as Call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>,
    stackRequest([
      [stack, "shop-dev", {}],
      [bucket, "logs", { acl: "public-read" }],
      [database, "db", inputs],
    ]),
  );
  return answer
    .getDiagnosticsList()
    .filter((each) => each.getPolicyname() === "stackwarden")
    .map((each) => each.getMessage());
}

describe("the setting `report`", () => {
  test("writes each report when the stack is evaluated: rules on one resource and on the stack, secrets masked", async () => {
    const file = (name: string): string => join(root, name);
    const notes = await run({ preset: "all", report: { json: file("a.json"), sarif: file("a.sarif"), markdown: file("a.md") } });
    expect(notes.filter((line) => line.includes("report"))).toEqual([]);
    const report = JSON.parse(readFileSync(file("a.json"), "utf8")) as {
      inputs: object[];
      findings: { rule: string; urn: string; outcome: string; level: string }[];
      summary: Record<string, number>;
    };
    expect(report.inputs).toEqual([{ path: "pulumi preview", project: "shop", stack: "dev", resources: 3, folder: "" }]);
    expect(report.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: "rds-instance-not-public", urn: urn(database, "db"), outcome: "fail", level: "mandatory" }),
        expect.objectContaining({ rule: "s3-bucket-public-access-blocked", urn: urn(bucket, "logs"), outcome: "fail" }),
      ]),
    );
    const failures = report.findings.filter(({ outcome }) => outcome === "fail");
    expect(new Set(failures.map((f) => JSON.stringify([f.rule, f.urn]))).size).toBe(failures.length);
    expect(report.summary["fail"]).toBe(failures.length);
    expect(jsonErrors("sarif-2.1.0.json", readFileSync(file("a.sarif"), "utf8"))).toEqual([]);
    expect(readFileSync(file("a.md"), "utf8")).toMatch(/^<!-- stackwarden -->\n## Stackwarden: ❌/);
    for (const name of ["a.json", "a.sarif", "a.md"]) expect(readFileSync(file(name), "utf8")).not.toContain(password);
    expect(readdirSync(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
  test("a report that cannot be written is a note, and the findings are answered as always", async () => {
    const file = join(root, "nowhere", "a.json");
    expect(await run({ report: { json: file } })).toEqual(
      expect.arrayContaining([`stackwarden.report.json: ${file}: cannot write the report: its folder does not exist. Create it first.`]),
    );
    expect(existsSync(file)).toBe(false);
  });
  test.each<[object, string]>([
    [{ json: "report.json" }, 'stackwarden.report.json: "report.json" is not an absolute path'],
    [{ pdf: "/tmp/x" }, 'stackwarden.report has no "pdf"'],
    [{ json: 7 }, "stackwarden.report.json is a number"],
  ])("%o is refused", (report, words) => {
    const entries = parseEntries({ stackwarden: { report } });
    expect(() => configure(allRules, new Map(), entries)).toThrow(ConfigError);
    expect(() => configure(allRules, new Map(), entries)).toThrow(words);
  });
});
