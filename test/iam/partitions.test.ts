import { describe, expect, test } from "vitest";
import { narrows } from "../../src/iam/conditions/use.js";
import { commonName, dnsSuffix, namesOfService, partitions } from "../../src/iam/document/partitions.js";
import { isEveryResource, isEveryRole } from "../../src/iam/document/patterns.js";
import { permissionOf } from "../../src/iam/document/permission.js";
import { grammarOf } from "../../src/iam/lint/grammar.js";
import { deputies } from "../../src/iam/trust/deputy.js";
import { toResource } from "../../src/model/resource.js";
import { said as verdict } from "./helpers.js";
import { grantUnder, said, statementOf } from "./statements.js";

const suffixes = ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk", "csp.hci.ic.gov"];

describe.each(partitions)("in the partition %s", (partition) => {
  test("a document may name it", () => {
    const grant = { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:${partition}:s3:::uploads/*` };
    expect(verdict(grammarOf(statementOf("identity", grant).document))).toEqual([]);
  });
  test("every resource and every role are that", () => {
    expect([isEveryResource(`arn:${partition}:*`), isEveryRole(`arn:${partition}:iam::123456789012:role/*`)]).toEqual([true, true]);
  });
  test("to attach what makes an administrator is narrowed by nothing", () => {
    const attach = (name: string): string =>
      narrows(grantUnder({ ArnEquals: { "iam:PolicyARN": `arn:${partition}:iam::aws:policy/${name}` } })).is;
    expect(["AdministratorAccess", "IAMFullAccess", "ReadOnlyAccess"].map(attach)).toEqual(["no", "no", "yes"]);
  });
});

describe.each(suffixes)("a service whose name ends with %s", (suffix) => {
  test("is one", () => {
    expect([dnsSuffix.test(`sns.${suffix}`), dnsSuffix.test(`sns.${suffix}.example.org`), dnsSuffix.test(`x${suffix}`)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(commonName(`ec2.${suffix}`)).toBe("ec2.amazonaws.com");
    expect(namesOfService("ec2.amazonaws.com")).toContain(`ec2.${suffix}`);
  });
  test("is the deputy of whoever asks", () => {
    const open = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*", Principal: { Service: [`sns.${suffix}`, `ec2.${suffix}`] } };
    expect(deputies(statementOf("resource", open)).map(said)).toEqual(["yes: principals[0]", "no"]);
  });
  test("may get a role where another may", () => {
    const to = (...passedTo: string[]): string =>
      narrows(grantUnder({ StringEquals: { "iam:PassedToService": `ec2.${suffix}` } }), { passedTo }).is;
    expect([to("ec2.amazonaws.com"), to("lambda.amazonaws.com")]).toEqual(["no", "yes"]);
  });
  test("is not an account in the permission of a function", () => {
    const inputs = { action: "lambda:InvokeFunction", function: "f", principal: `sns.${suffix}` };
    const type = "aws:lambda/permission:Permission";
    expect(permissionOf(toResource({ urn: `urn:pulumi:dev::test::${type}::p`, type, inputs }))?.statements[0]?.principals).toEqual([
      `Service:sns.${suffix}`,
    ]);
  });
});

test("what is not a service keeps its name", () => {
  expect([commonName("spotfleet.aws.internal"), commonName("123456789012")]).toEqual(["spotfleet.aws.internal", "123456789012"]);
  expect(namesOfService("spotfleet.aws.internal")).toEqual(["spotfleet.aws.internal"]);
});
