/** The pack's server, asked over gRPC as the engine asks it. The engine itself is in test/e2e. */
import grpc from "@grpc/grpc-js";
import type services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { afterEach, describe, expect, test } from "vitest";
import { ownPack } from "../../../src/doors/pulumi/info.js";
import { serve } from "../../../src/doors/pulumi/server.js";
import { signatureKey, signatures, unknownString } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";
import { ask, type Call, clientOf, configureRequest, type Json, resourceRequest, stackRequest, urn } from "./requests.js";

const password = ["Winter", "Sale", "2024!"].join("-");
const clients: services.AnalyzerClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) {
    client.cancel(new empty.Empty(), () => client.close());
  }
});

async function start(): Promise<services.AnalyzerClient> {
  const client = clientOf(await serve(allRules, ownPack("1.2.3")));
  clients.push(client);
  return client;
}
const told = (answer: analyzer.AnalyzeResponse) =>
  answer
    .getDiagnosticsList()
    .map((each) => `${each.getPolicyname()} ${each.getUrn().split("::").pop()}`)
    .toSorted();

const bucket = "aws:s3/bucket:Bucket";
const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const files = "aws:efs/fileSystem:FileSystem";

describe("calls made at once", () => {
  test("each gets its own answer, whatever else is asked meanwhile", async () => {
    const client = await start();
    const names = Array.from({ length: 200 }, (_, i) => `files-${i}`);
    const answers = await Promise.all(
      names.flatMap((name, i) => {
        const request = resourceRequest(files, name, { encrypted: i % 2 === 0, tags: { Project: "a", Environment: "b", Owner: "c" } });
        const first = ask(client, client.remediate as Call<analyzer.AnalyzeRequest, analyzer.RemediateResponse>, request);
        return [first.then(() => ask(client, client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>, request))];
      }),
    );
    for (const [i, answer] of answers.entries()) {
      const found = told(answer).filter((each) => each.startsWith("efs-file-system-encrypted "));
      expect(found).toEqual(i % 2 === 0 ? [] : [`efs-file-system-encrypted files-${i}`]);
      expect(answer.getDiagnosticsList().every((each) => each.getUrn() === urn(files, `files-${i}`))).toBe(true);
    }
  });
  test("the stack is evaluated by the inputs that were analysed, though many are analysed at once", async () => {
    const client = await start();
    // The rule is in no preset but `all`.
    await ask(
      client,
      client.configure as Call<analyzer.ConfigureAnalyzerRequest, empty.Empty>,
      configureRequest({ "s3-bucket-public-access-blocked": analyzer.EnforcementLevel.MANDATORY }, {}),
    );
    const switches = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true };
    const analyze = (type: string, name: string, inputs: Json) =>
      ask(client, client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>, resourceRequest(type, name, inputs));
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => [
        analyze(bucket, `b${i}`, {}),
        analyze(block, `p${i}`, { bucket: unknownString, ...switches, restrictPublicBuckets: i !== 7 }),
      ]).flat(),
    );
    const both = Array.from({ length: 50 }, (_, i) => [
      [bucket, `b${i}`, { id: unknownString }],
      [block, `p${i}`, { bucket: unknownString }, { bucket: [urn(bucket, `b${i}`)] }],
    ]).flat() as [string, string, Json, Record<string, string[]>?][];
    const answer = await ask(
      client,
      client.analyzeStack as Call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>,
      stackRequest(both),
    );
    expect(told(answer).filter((each) => each.startsWith("s3-bucket-public-access-blocked "))).toEqual([
      "s3-bucket-public-access-blocked b7",
    ]);
  });
});

describe("what the server states of itself", () => {
  test("policy info is complete for every rule", async () => {
    const client = await start();
    const info = await ask(client, client.getAnalyzerInfo as Call<empty.Empty, analyzer.AnalyzerInfo>, new empty.Empty());
    expect(info.getName()).toBe("stackwarden");
    expect(info.getVersion()).toBe("1.2.3");
    expect(info.getSupportsconfig()).toBe(true);
    const policies = info.getPoliciesList();
    expect(policies.map((each) => each.getName()).toSorted()).toEqual([...allRules.map(({ id }) => id), "stackwarden"].toSorted());
    for (const policy of policies) {
      expect(policy.getDisplayname()).not.toBe("");
      expect(policy.getDescription()).not.toBe("");
      expect(policy.getPolicyType()).not.toBe(analyzer.PolicyType.POLICY_TYPE_UNKNOWN);
      if (policy.getName() === "stackwarden") continue;
      expect(policy.getSeverity()).toBeGreaterThan(0);
      expect(policy.getTagsList().length).toBeGreaterThan(0);
      expect(policy.getRemediationSteps()).not.toBe("");
      expect(policy.getUrl()).toMatch(/^https:/);
    }
    const tags = policies.find((each) => each.getName() === "tags-required");
    expect(Object.keys(tags?.getConfigschema()?.getProperties()?.toJavaScript() ?? {})).toEqual(
      expect.arrayContaining(["enforcementLevel", "required"]),
    );
  });
  test("the plugin's version, and a handshake", async () => {
    const client = await start();
    const plugin = await ask(client, client.getPluginInfo as Call<empty.Empty, { getVersion(): string }>, new empty.Empty());
    expect(plugin.getVersion()).toBe("1.2.3");
    const shaken = client.handshake as Call<analyzer.AnalyzerHandshakeRequest, analyzer.AnalyzerHandshakeResponse>;
    await expect(ask(client, shaken, new analyzer.AnalyzerHandshakeRequest())).resolves.toBeDefined();
  });
});

describe("configuration", () => {
  const configure = (client: services.AnalyzerClient, request: analyzer.ConfigureAnalyzerRequest) =>
    ask(client, client.configure as Call<analyzer.ConfigureAnalyzerRequest, empty.Empty>, request);
  test("a level and options of a rule hold from then on", async () => {
    const client = await start();
    const { ADVISORY } = analyzer.EnforcementLevel;
    await configure(client, configureRequest({ "tags-required": ADVISORY }, { "tags-required": { required: ["Team"] } }));
    const answer = await ask(
      client,
      client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>,
      resourceRequest(bucket, "logs", {}),
    );
    const [found] = answer.getDiagnosticsList().filter((each) => each.getPolicyname() === "tags-required");
    expect(found?.getMessage()).toContain('tags has no "Team"');
    expect(found?.getEnforcementlevel()).toBe(ADVISORY);
  });
  test("what is wrong with it is one clear line", async () => {
    const client = await start();
    const wrong = configureRequest({ "tags-required": 1 }, { "tags-required": { requird: ["Team"] } });
    await expect(configure(client, wrong)).rejects.toMatchObject({
      code: grpc.status.INVALID_ARGUMENT,
      details: expect.stringMatching(/^stackwarden: [^\n]*"?requird"?[^\n]*required[^\n]*$/),
    });
  });
  test("the stack's configuration is evaluated, and never reported", async () => {
    const client = await start();
    const request = new analyzer.AnalyzerStackConfigureRequest();
    request.setStack("dev");
    request.setProject("shop");
    request.getConfigMap().set("shop:dbPassword", password);
    request.getConfigMap().set("shop:adminPassword", `${password}-too`);
    request.setConfigSecretKeysList(["shop:adminPassword"]);
    await ask(
      client,
      client.configureStack as Call<analyzer.AnalyzerStackConfigureRequest, analyzer.AnalyzerStackConfigureResponse>,
      request,
    );
    const answer = await ask(
      client,
      client.analyzeStack as Call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>,
      stackRequest([["pulumi:pulumi:Stack", "shop-dev", {}]]),
    );
    expect(answer.getDiagnosticsList().map((each) => each.getMessage().split("\n")[0])).toEqual([
      expect.stringContaining('config["shop:dbPassword"]'),
    ]);
    expect(JSON.stringify(answer.toObject())).not.toContain(password);
  });
});

describe("an answer", () => {
  test("holds no secret, wrapped or plain, and states what is open as not applicable", async () => {
    const client = await start();
    const inputs: Json = {
      password,
      username: unknownString,
      publiclyAccessible: unknownString,
      kmsKeyId: { [signatureKey]: signatures.secret, value: password },
      tags: { token: password },
    };
    const analyze = client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
    const answer = await ask(client, analyze, resourceRequest("aws:rds/instance:Instance", "db", inputs));
    expect(told(answer)).toContain("secrets-input-wrapped db");
    const open = answer.getNotApplicableList().filter((each) => each.getPolicyName() === "rds-instance-not-public");
    expect(open.map((each) => each.getReason())).toEqual(["publiclyAccessible is not known yet"]);
    expect(answer.getNotApplicableList().every((each) => each.getReason() !== "")).toBe(true);
    expect(JSON.stringify(answer.toObject())).not.toContain(password);
  });
  test("names the rules that have nothing to say, so that the engine does not count them as passed", async () => {
    const client = await start();
    const analyze = client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
    const answer = await ask(client, analyze, resourceRequest(bucket, "logs", {}));
    const names = answer.getNotApplicableList().map((each) => each.getPolicyName());
    expect(names).toContain("rds-instance-not-public");
    expect(names).not.toContain("tags-required");
    expect(names).not.toContain("s3-bucket-no-public-read-acl");
    const stack = client.analyzeStack as Call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>;
    const whole = await ask(client, stack, stackRequest([[bucket, "logs", {}]]));
    const others = whole.getNotApplicableList().map((each) => each.getPolicyName());
    expect(others).toEqual(expect.arrayContaining(["stackwarden", "sqs-queue-tls-only"]));
    expect(others).not.toContain("protect-no-ignored-security-inputs");
  });
  test("to a stack without resources is empty", async () => {
    const client = await start();
    const answer = await ask(client, client.analyzeStack as Call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>, stackRequest([]));
    expect(answer.getDiagnosticsList()).toEqual([]);
  });
});

test("a diagnostic proposes the narrowed statement, where the stack shows what the principal works with", async () => {
  const client = await start();
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const grant = { Effect: "Allow", Action: "dynamodb:PutItem", Resource: "*" };
  const document = (statement: Json): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const [role, table] = ["aws:iam/role:Role", "aws:dynamodb/table:Table"] as const;
  const pieces: [string, string, Json, Record<string, string[]>?][] = [
    [table, "orders", {}],
    [role, "worker", { assumeRolePolicy: document(trust) }],
    [
      "aws:lambda/function:Function",
      "work",
      { role: unknownString, environment: { variables: { TABLE: unknownString } } },
      { role: [urn(role, "worker")], environment: [urn(table, "orders")] },
    ],
    ["aws:iam/rolePolicy:RolePolicy", "writes", { role: unknownString, policy: document(grant) }, { role: [urn(role, "worker")] }],
  ];
  for (const [type, name, inputs] of pieces)
    await ask(client, client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>, resourceRequest(type, name, inputs));
  const answer = await ask(
    client,
    client.analyzeStack as Call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>,
    stackRequest(pieces),
  );
  const [found] = answer.getDiagnosticsList().filter((each) => each.getPolicyname() === "iam-policy-no-wildcard-resource");
  expect(found?.getMessage()).toContain('\n  { actions: ["dynamodb:PutItem"], resources: [ordersTable.arn] }\n');
});

test("a pack of one's own has its own name, version and description", async () => {
  const client = clientOf(await serve(allRules, { name: "acme", version: "2.0.0", description: "Ours." }));
  clients.push(client);
  const info = await ask(client, client.getAnalyzerInfo as Call<empty.Empty, analyzer.AnalyzerInfo>, new empty.Empty());
  expect([info.getName(), info.getDisplayname(), info.getVersion(), info.getDescription()]).toEqual(["acme", "acme", "2.0.0", "Ours."]);
  const analyze = client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
  const answer = await ask(client, analyze, resourceRequest(files, "open", { encrypted: false }));
  const packs = answer.getDiagnosticsList().map((each) => `${each.getPolicypackname()} ${each.getPolicypackversion()}`);
  expect([...new Set(packs)]).toEqual(["acme 2.0.0"]);
});
