/** What the monitor makes of values on the wire, and where it finds the place of a resource. */
import source from "@pulumi/pulumi/proto/source_pb.js";
import { describe, expect, test } from "vitest";
import { signatureKey, signatures, unknownString } from "../../src/model/value.js";
import { lastLine, rangesOf } from "../../src/run/changed-lines.js";
import { answerInvoke } from "../../src/run/invokes/answer.js";
import { policyDocument } from "../../src/run/invokes/policy-document.js";
import { mockedAnswer, recordedMocks } from "../../src/run/mocks.js";
import { checkedInputs } from "../../src/run/monitor/aws.js";
import { placeOf } from "../../src/run/monitor/source.js";
import { acceptedBy, dependenciesIn, withoutOutputValues, withoutStandIns } from "../../src/run/monitor/values.js";

const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const output = (given: object) => ({ [signatureKey]: signatures.output, ...given });

describe("values", () => {
  test("an output value becomes its value, a secret or an unknown", () => {
    const given = {
      known: output({ value: 1 }),
      hidden: output({ value: "x", secret: true }),
      open: output({}),
      list: [output({ secret: true, dependencies: ["a"] })],
    };
    expect(withoutOutputValues(given)).toEqual({ known: 1, hidden: secret("x"), open: unknownString, list: [secret(unknownString)] });
    expect(dependenciesIn(given)).toEqual(["a"]);
  });

  test("a side that takes neither secrets nor references gets plain values", () => {
    const reference = { [signatureKey]: signatures.resource, urn: "u", id: "" };
    const plain = { secrets: false, resources: false };
    expect(acceptedBy({ a: [secret("x")], b: reference }, plain)).toEqual({ a: ["x"], b: unknownString });
    expect(acceptedBy({ a: [secret("x")], b: reference }, { secrets: true, resources: true })).toEqual({ a: [secret("x")], b: reference });
  });

  test("a text with a stand-in of an encrypted value is an unknown secret, and no other text", () => {
    const standIns = new Set(["stand-in-1"]);
    const given = { url: "https://u:stand-in-1@host", wrapped: secret("stand-in-1"), other: "x" };
    expect(withoutStandIns(given, standIns)).toEqual({ url: secret(unknownString), wrapped: secret(unknownString), other: "x" });
  });
});

describe("inputs of AWS", () => {
  const urn = "urn:pulumi:dev::proj::aws:s3/bucket:Bucket::logs";
  test("have a name and the default tags", () => {
    const provider = { defaultTags: JSON.stringify({ tags: { Team: "core", Name: "no" } }) };
    const inputs = checkedInputs("aws:s3/bucket:Bucket", urn, "Logs", { tags: { Name: "own" } }, provider);
    expect(inputs).toMatchObject({
      bucket: expect.stringMatching(/^logs-[0-9a-f]{7}$/),
      tags: { Team: "core", Name: "own" },
      __defaults: ["bucket"],
    });
  });
  test("stay as they are if the provider's configuration is not known", () => {
    expect(checkedInputs("aws:s3/bucket:Bucket", urn, "logs", { acl: "private" }, { region: unknownString })).toEqual({ acl: "private" });
  });
});

describe("the place of a resource", () => {
  const requestWith = (...uris: readonly string[]) => {
    const positions = uris.map((uri) => {
      const position = new source.SourcePosition();
      position.setUri(uri);
      position.setLine(3);
      position.setColumn(1);
      return position;
    });
    const trace = new source.StackTrace();
    trace.setFramesList(
      positions.slice(1).map((position) => {
        const frame = new source.StackFrame();
        frame.setPc(position);
        return frame;
      }),
    );
    return { getSourceposition: () => positions[0], getStacktrace: () => trace };
  };
  const home = { folder: "/repo/app", root: "/repo" };
  const fileOf = (...uris: readonly string[]) => placeOf(requestWith(...uris), home)?.file;

  test("is in the program's own files", () => {
    expect(fileOf("file:///repo/app/index.ts")).toBe("index.ts");
    expect(fileOf("file:///repo/shared/net.ts")).toBe("../shared/net.ts");
    expect(fileOf("file:///repo/app/file:/repo/app/a%2520b.mjs")).toBe("a b.mjs");
    expect(fileOf("file:///repo/app/node_modules/x/index.js", "file:///repo/app/site.ts")).toBe("site.ts");
    expect(fileOf("file:///usr/lib/python3/asyncio.py", "file:///repo/app/venv/lib/x.py")).toBeUndefined();
  });
});

describe("policy documents", () => {
  const parsed = (args: Record<string, unknown>): unknown => JSON.parse(String(policyDocument(args)["json"]));
  test("write one item as a text, several in descending order, and variables with a dollar", () => {
    expect(
      parsed({
        statements: [
          {
            sid: "a",
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::x/&{aws:username}", "arn:aws:s3:::y"],
            principals: [{ type: "*", identifiers: ["*"] }],
            conditions: [{ test: "StringEquals", variable: "aws:x", values: ["1"] }],
          },
        ],
      }),
    ).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "a",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["arn:aws:s3:::y", ["arn:aws:s3:::x/$", "{aws:username}"].join("")],
          Principal: "*",
          Condition: { StringEquals: { "aws:x": "1" } },
        },
      ],
    });
  });
  test("merge: sources first, a later statement replaces the one of the same sid", () => {
    const document = (sid: string, effect: string) =>
      JSON.stringify({ Statement: [{ Sid: sid, Effect: effect, Action: "*", Resource: "*" }] });
    const merged = parsed({
      sourcePolicyDocuments: [document("a", "Allow"), document("b", "Allow")],
      statements: [{ sid: "b", effect: "Deny", actions: ["x:y"], resources: ["*"] }],
      overridePolicyDocuments: [document("a", "Deny")],
    }) as { Statement: readonly { Sid: string; Effect: string }[] };
    expect(merged.Statement.map(({ Sid, Effect }) => `${Sid} ${Effect}`)).toEqual(["a Deny", "b Deny"]);
  });
});

describe("answers to functions", () => {
  const answer = (token: string, args: Record<string, unknown> = {}) => answerInvoke(token, args, { region: "eu-west-1" });
  test("have the right types, and repeat what was asked for", () => {
    expect(answer("aws:ec2/getAmi:getAmi", { mostRecent: true })).toMatchObject({
      kind: "answer",
      isStandIn: true,
      value: { mostRecent: true, id: expect.stringMatching(/^ami-0+$/), public: true, blockDeviceMappings: [{ deviceName: "/dev/xvda" }] },
    });
    expect(answer("aws:ec2/getSubnets:getSubnets")).toMatchObject({ value: { ids: [1, 2, 3].map((n) => `subnet-0000000000000000${n}`) } });
  });
  test("that the provider marks as secret are", () => {
    expect(answer("aws:ssm/getParameter:getParameter", { name: "/x" })).toMatchObject({ value: { name: "/x", value: secret("preview") } });
  });
  test("of unknown functions are not known", () => expect(answer("gcp:x/getY:getY")).toEqual({ kind: "unknown" }));
});

describe("mocks", () => {
  const mocks = {
    invokes: new Map([
      [
        "f",
        [
          { args: undefined, result: { a: 1 } },
          { args: { name: "x" }, result: { a: 2 } },
        ],
      ],
    ]),
    stacks: new Map(),
  };
  test("answer by the most specific arguments", () => {
    expect(mockedAnswer(mocks, "f", { name: "x", other: 1 })).toEqual({ a: 2 });
    expect(mockedAnswer(mocks, "f", { name: "y" })).toEqual({ a: 1 });
    expect(mockedAnswer(mocks, "g", {})).toBeUndefined();
  });
  test("are recorded without secrets and unknowns, and keep what is there", () => {
    const asked = [{ token: "g", args: { id: "1" }, answer: { key: secret("s"), open: unknownString } }];
    expect(JSON.parse(recordedMocks(asked, ["o/p/s"], mocks))).toEqual({
      invokes: {
        f: [{ result: { a: 1 } }, { args: { name: "x" }, result: { a: 2 } }],
        g: [{ args: { id: "1" }, result: { key: "s", open: null } }],
      },
      stacks: { "o/p/s": {} },
    });
  });
});

describe("changed lines", () => {
  test("are read from a diff without context", () => {
    const diff = "diff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts\n@@ -1 +2,3 @@\n+a\n@@ -9,2 +11,0 @@\n-b\n";
    expect([...rangesOf(diff)]).toEqual([
      [
        "x.ts",
        [
          [2, 4],
          [11, 11],
        ],
      ],
    ]);
  });
  test("of a resource end with the parenthesis that closes its call", () => {
    const text = 'new aws.s3.Bucket("a)", {\n  tags: { x: "(" },\n});\nnew Other();\n';
    expect(lastLine(text, 1, 1)).toBe(3);
    expect(lastLine(text, 4, 1)).toBe(4);
  });
});
