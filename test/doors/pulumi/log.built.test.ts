/** What the pack's process writes: the engine keeps it in its log, which people send to each other. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { expect, test } from "vitest";
import { signatureKey, signatures } from "../../../src/model/value.js";
import { databases } from "../../secrets/cases/databases.js";
import { fillAll, variable } from "../../secrets/cases/kit.js";
import { tokens } from "../../secrets/cases/tokens.js";
import { coresOf, textsIn, tracesIn, tracesOf } from "../../secrets/traces.js";
import { ask, type Call, clientOf, configureRequest, type Json, resourceRequest, stackRequest } from "./requests.js";

const root = join(import.meta.dirname, "../../..");
const secret = (value: unknown): Json[string] => ({ [signatureKey]: signatures.secret, value }) as Json[string];

const resources = [
  ...databases.map(([type, , inputs]) => [type, fillAll(inputs)] as const),
  ...tokens.map(variable).map(([type, , inputs]) => [type, inputs] as const),
];
const texts = resources.flatMap(([, inputs]) => textsIn(inputs));
const traces = tracesOf(new Set(texts.flatMap(coresOf)));

test("the pack writes nothing but its port, and no secret into an answer, whatever it is asked and however it fails", {
  timeout: 120_000,
}, async () => {
  const pack = spawn(process.execPath, [join(root, "dist/pack.js")], { stdio: ["ignore", "pipe", "pipe"] });
  let written = "";
  const port = await new Promise<string>((resolve) => {
    pack.stdout.on("data", (data: Buffer) => {
      written += data.toString();
      const [, number] = /^(\d+)\n/.exec(written) ?? [];
      if (number !== undefined) resolve(number);
    });
    pack.stderr.on("data", (data: Buffer) => {
      written += data.toString();
    });
  });
  const client = clientOf(port);
  const answers: string[] = [];
  const tell = (answer: analyzer.AnalyzeResponse): void => {
    for (const each of answer.getDiagnosticsList()) answers.push(each.getMessage(), each.getDescription(), each.getUrn());
  };
  const failing = async (call: Promise<unknown>): Promise<void> => {
    await call.then(
      () => expect.unreachable("the call must fail"),
      (error: unknown) => answers.push(String(error), JSON.stringify(error)),
    );
  };

  const configured = new analyzer.AnalyzerStackConfigureRequest();
  configured.setStack("dev");
  configured.setProject("shop");
  for (const [i, text] of texts.slice(0, 200).entries()) configured.getConfigMap().set(`shop:key${i}`, text);
  configured.setConfigSecretKeysList(["shop:key1", "shop:key2"]);
  const configureStack = client.configureStack as unknown as Call<unknown, unknown>;
  await ask(client, configureStack, configured);
  const configure = client.configure as Call<analyzer.ConfigureAnalyzerRequest, empty.Empty>;
  await failing(
    ask(
      client,
      configure,
      configureRequest({ stackwarden: 0 }, { stackwarden: { preset: texts[0] ?? "", [texts[1] ?? ""]: texts[2] ?? "" } }),
    ),
  );
  await failing(
    ask(client, configure, configureRequest({ "tags-required": 1 }, { "tags-required": { keys: { [texts[3] ?? ""]: texts[4] ?? "" } } })),
  );
  await ask(client, configure, configureRequest({ "secrets-input-wrapped": 2, stackwarden: 0 }, { stackwarden: { preset: "all" } }));

  const analyze = client.analyze as Call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
  const remediate = client.remediate as Call<analyzer.AnalyzeRequest, analyzer.RemediateResponse>;
  for (const [i, [type, inputs]] of resources.entries()) {
    const plain = resourceRequest(type, `r${i}`, inputs as Json);
    tell(await ask(client, analyze, plain));
    // The inputs that a remediation gives back are the resource's own; its words are not.
    for (const each of (await ask(client, remediate, plain)).getRemediationsList())
      answers.push(each.getDescription(), each.getDiagnostic());
    tell(
      await ask(
        client,
        analyze,
        resourceRequest(type, `w${i}`, Object.fromEntries(Object.entries(inputs as Json).map(([key, value]) => [key, secret(value)]))),
      ),
    );
  }
  const all = resources.map(([type, inputs], i): [string, string, Json] => [type, `r${i}`, inputs as Json]);
  tell(await ask(client, client.analyzeStack as Call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>, stackRequest(all)));
  // Deeper than any program goes, with a secret as the name of each level.
  let deep: Json = {};
  const glued = texts.find((text) => coresOf(text).length > 0) ?? "";
  for (let level = 0; level < 160; level++) deep = { [glued]: deep };
  await failing(ask(client, analyze, resourceRequest("aws:rds/instance:Instance", "broken", { tags: deep })));

  const ended = new Promise((resolve) => pack.once("exit", resolve));
  client.cancel(new empty.Empty(), () => client.close());
  await ended;
  expect(traces.size).toBeGreaterThan(1000);
  expect(answers.length).toBeGreaterThan(200);
  expect(tracesIn(answers.join("\n"), traces)).toEqual([]);
  expect(written).toBe(`${port}\n`);
});
