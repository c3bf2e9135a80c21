import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answerInvoke } from "../../src/run/invokes/answer.js";
import { policyDocument } from "../../src/run/invokes/policy-document.js";

type Raw = Readonly<Record<string, unknown>>;
const asked = (token: string, args: Raw = {}, region = "eu-west-1", folder = ".") => answerInvoke(token, args, { region, folder });

describe("facts", () => {
  test.each([
    ["aws:index/getBillingServiceAccount:getBillingServiceAccount", "eu-west-1", "arn:aws:iam::386209384616:root"],
    ["aws:elb/getServiceAccount:getServiceAccount", "us-east-1", "arn:aws:iam::127311923021:root"],
    ["aws:elb/getServiceAccount:getServiceAccount", "cn-north-1", "arn:aws-cn:iam::638102146993:root"],
    ["aws:cloudtrail/getServiceAccount:getServiceAccount", "us-east-1", "arn:aws:iam::086441151436:root"],
    ["aws:redshift/getServiceAccount:getServiceAccount", "us-east-1", "arn:aws:iam::193672423079:user/logs"],
  ])("%s in %s", (token, region, arn) => {
    const answer = asked(token, {}, region);
    expect(answer).toMatchObject({ kind: "answer", value: { arn } });
    expect(answer).not.toHaveProperty("isStandIn");
  });

  test.each([
    ["s3", "eu-west-1", "s3.amazonaws.com"],
    ["s3", "cn-north-1", "s3.amazonaws.com"],
    ["logs", "cn-north-1", "logs.amazonaws.com.cn"],
    ["logs", "us-isob-east-1", "logs.sc2s.sgov.gov"],
  ])("the principal of %s in %s", (serviceName, region, name) =>
    expect(asked("aws:index/getServicePrincipal:getServicePrincipal", { serviceName }, region)).toMatchObject({ value: { name } }),
  );

  test("regions and addresses have the form of such", () => {
    expect(asked("aws:index/getRegions:getRegions", {}, "cn-north-1")).toMatchObject({
      value: { names: ["cn-north-1", "cn-northwest-1"] },
      isStandIn: true,
    });
    expect(asked("aws:ec2/getManagedPrefixList:getManagedPrefixList")).toMatchObject({ value: { entries: [{ cidr: "10.0.0.0/24" }] } });
    expect(asked("aws:ec2/getVpc:getVpc", {}, "cn-north-1")).toMatchObject({
      value: { ipv6CidrBlock: "", arn: expect.stringMatching(/^arn:aws-cn:ec2:/) as string },
    });
  });
});

describe("functions of other packages", () => {
  const result = (name: string, args: Raw, folder?: string) => {
    const answer = asked(`std:index:${name}`, args, undefined, folder);
    return answer.kind === "answer" ? answer.value["result"] : answer.kind;
  };
  test.each<[string, Raw, unknown]>([
    ["base64encode", { input: "x" }, "eA=="],
    ["join", { separator: ",", input: ["a", "b"] }, "a,b"],
    ["split", { separator: ",", text: "a,b" }, ["a", "b"]],
    ["merge", { input: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
    ["substr", { input: "hello", offset: 1, length: 3 }, "ell"],
    ["jsondecode", { input: "{" }, "unknown"],
    ["file", { input: "no-such-file" }, "unknown"],
    ["constructor", {}, "unknown"],
  ])("std.%s", (name, args, expected) => expect(result(name, args)).toEqual(expected));

  test("std.file reads from the folder of the program", () => {
    const file = join(tmpdir(), `stackwarden-${process.pid}.txt`);
    writeFileSync(file, "text");
    expect(result("file", { input: `stackwarden-${process.pid}.txt` }, tmpdir())).toBe("text");
  });

  test("objects of Kubernetes are read, those of a list too", () => {
    const text = "kind: ConfigMap\n---\nkind: List\nitems: [{ kind: Secret }]\n---\n";
    expect(asked("kubernetes:yaml:decode", { text })).toMatchObject({ value: { result: [{ kind: "ConfigMap" }, { kind: "Secret" }] } });
  });

  test("a certificate has a fingerprint", () =>
    expect(asked("tls:index/getCertificate:getCertificate", { url: "https://x" })).toMatchObject({
      value: { certificates: [{ sha1Fingerprint: expect.stringMatching(/^\w{40}$/) as string }] },
      isStandIn: true,
    }));
});

describe("a policy document", () => {
  const token = "aws:iam/getPolicyDocument:getPolicyDocument";
  const statement = (sid: string, action = "s3:Get*"): Raw => ({ sid, actions: [action], resources: ["*"] });
  const source = (...sids: readonly string[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: sids.map((Sid) => ({ Sid, Effect: "Deny", Action: "*", Resource: "*" })) });

  test.each<[string, Raw, RegExp]>([
    ["a sid twice", { statements: [statement("a"), statement("a")] }, /^duplicate Sid \(a\)$/],
    [
      "a sid in two sources",
      { sourcePolicyDocuments: [source("a"), source("a")] },
      /duplicate Sid \(a\) in source_policy_documents \(item 1; /,
    ],
    ["a source that is no JSON", { sourcePolicyDocuments: ["{secret"] }, /^source_policy_documents \(item 0\) is not valid JSON$/],
    ["an override that is no object", { overridePolicyDocuments: ["1"] }, /override_policy_documents \(item 0\) is not a JSON object/],
  ])("with %s is refused", (_, args, reason) =>
    expect(asked(token, args)).toEqual({ kind: "failure", reason: expect.stringMatching(reason) as string }),
  );

  test("statements without a sid, and a sid that a source, the document or an override replaces, are not", () => {
    expect(asked(token, { statements: [statement(""), statement("")], sourcePolicyDocuments: [""] })).toMatchObject({ kind: "answer" });
    expect(
      asked(token, {
        statements: [statement("a")],
        sourcePolicyDocuments: [source("a")],
        overridePolicyDocuments: [source("a"), source("a")],
      }),
    ).toMatchObject({ kind: "answer" });
  });

  // Each sid is a letter; the statement that counts is the last one in the order: sources, own, overrides.
  test("of a sid in several places the last one counts, at the place of the first", () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const some = (): readonly string[] => ["a", "b", "c", "d"].filter(() => random(2) === 0);
    for (let round = 0; round < 300; round++) {
      const [first, own, last] = [some(), some(), some()];
      const json = (sids: readonly string[], Action: string): string =>
        JSON.stringify({ Statement: sids.map((Sid) => ({ Sid, Effect: "Allow", Action, Resource: "*" })) });
      const made = policyDocument({
        sourcePolicyDocuments: [json(first, "s:First")],
        statements: own.map((sid) => statement(sid, "s:Own")),
        overridePolicyDocuments: [json(last, "s:Last")],
      });
      const { Statement = [] } = JSON.parse(String(made["json"])) as { Statement?: readonly { Sid: string; Action: string }[] };
      const order = [...new Set([...first, ...own, ...last])];
      expect(Statement.map(({ Sid }) => Sid)).toEqual(order);
      for (const { Sid, Action } of Statement) expect(Action).toBe(last.includes(Sid) ? "s:Last" : own.includes(Sid) ? "s:Own" : "s:First");
    }
  });
});
