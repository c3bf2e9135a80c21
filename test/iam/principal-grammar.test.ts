import { describe, expect, test } from "vitest";
import { isMismatched, principalGrammar } from "../../src/iam/lint/principal-grammar.js";
import { unknown, type Value, type ValueMap } from "../../src/model/value.js";
import { said } from "./helpers.js";

const of = (source: ValueMap): string[] => said(principalGrammar(source, "s"));

describe("the principals of a statement", () => {
  test.each<[string, ValueMap, string[]]>([
    ["are everyone", { Principal: "*" }, []],
    ["are everyone but some", { NotPrincipal: { AWS: "123456789012" } }, []],
    ["are named in any letters", { principal: "*" }, []],
    ["are there", {}, ["s has neither `Principal` nor `NotPrincipal`"]],
    ["are not just unset", { Principal: null, NotPrincipal: null }, ["s has neither `Principal` nor `NotPrincipal`"]],
    ["stand once", { Principal: "*", NotPrincipal: "*" }, ["s.NotPrincipal is set together with `Principal`"]],
    ["stand beside nothing", { Principal: "*", NotPrincipal: null }, []],
    ["stand beside nothing, the other way", { Principal: null, NotPrincipal: "*" }, []],
    ["are not known yet", { Principal: unknown, NotPrincipal: "*" }, ["s.Principal?"]],
    ["are not known yet, the other way", { Principal: "*", NotPrincipal: unknown }, ["s.NotPrincipal?"]],
    ["are no bare text", { Principal: "123456789012" }, ['s.Principal is neither "*" nor an object such as `{ AWS: … }`']],
    ["are no list", { NotPrincipal: ["*"] }, ['s.NotPrincipal is neither "*" nor an object such as `{ AWS: … }`']],
    [
      "are of a kind",
      { Principal: { Aws: "123456789012" } },
      ["s.Principal.Aws is not a principal type, expected one of AWS, Service, Federated, CanonicalUser"],
    ],
    ["are texts", { Principal: { AWS: 123456789012 } }, ["s.Principal.AWS is not a string or a list of strings"]],
    ["are texts in a list", { Principal: { AWS: ["*", ["*"]] } }, ["s.Principal.AWS[1] is not a string or a list of strings"]],
    ["of a kind that is not known", { Principal: { AWS: unknown } }, ["s.Principal.AWS?"]],
    ["one of which is not known", { Principal: { AWS: ["*", unknown] } }, ["s.Principal.AWS[1]?"]],
    ["are judged each", { Principal: { AWS: ["me", "you"] } }, expect.objectContaining({ length: 2 })],
  ])("%s", (_, source, expected) => expect(of(source)).toEqual(expected));

  const session = "arn:aws:sts::123456789012:assumed-role/r/s";
  test.each<[kind: string, name: string]>([
    ["AWS", "*"],
    ["AWS", ""],
    ["AWS", "123456789012"],
    ["AWS", "AROAEXAMPLEID12345678"],
    ["AWS", "AIDAEXAMPLEID123"],
    ["AWS", "arn:aws:iam::123456789012:root"],
    ["AWS", "arn:aws-us-gov:iam::123456789012:role/path/r"],
    ["AWS", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"],
    ["AWS", session],
    ["Service", "lambda.amazonaws.com"],
    ["Service", "logs.us-east-1.amazonaws.com"],
    ["Service", "ec2.amazonaws.com.cn"],
    ["Service", "ec2.amazonaws.eu"],
    ["Service", "backup.aws.internal"],
    ["Service", "sc2s.sgov.gov"],
    ["Service", "EC2.AMAZONAWS.COM"],
    ["Federated", "arn:aws:iam::123456789012:saml-provider/okta"],
    ["Federated", "arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"],
    ["Federated", "cognito-identity.amazonaws.com"],
    ["CanonicalUser", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"],
  ])("%s may be %s", (kind, name) => expect(of({ Principal: { [kind]: name } })).toEqual([]));

  const what: Readonly<Record<string, string>> = {
    AWS: "an account, a user, a role or a session",
    Service: "a service such as lambda.amazonaws.com",
    Federated: "an identity provider",
    CanonicalUser: "a canonical user id",
  };
  test.each<[kind: string, name: string]>([
    ["AWS", "12345678901"],
    ["AWS", "1234567890123"],
    ["AWS", "a123456789012"],
    ["AWS", "AROASHORT"],
    ["AWS", "AROAEXAMPLEID1234567-"],
    ["AWS", "xAROAEXAMPLEID12345678"],
    ["AWS", "lambda.amazonaws.com"],
    ["AWS", "arn:aws:s3::123456789012:role/r"],
    ["AWS", "arn:aws:iam:us-east-1:123456789012:role/r"],
    ["AWS", "arn:aws:iam::12345678901:role/r"],
    ["AWS", "arn:aws:iam::123456789012:"],
    ["AWS", `my-${session}`],
    ["Service", "lambda"],
    ["Service", "amazonaws.com"],
    ["Service", "lambda.amazonaws.com.de"],
    ["Service", "lambda.example.com"],
    ["Service", "https://lambda.amazonaws.com"],
    ["Service", "lambda..amazonaws.com"],
    ["Service", "lambda.x/y.amazonaws.com"],
    ["Service", "lambda.amazonaws.com/"],
    ["Federated", "okta"],
    ["Federated", "https://accounts.example.com"],
    ["Federated", "accounts.example.com/"],
    ["Federated", "arn:aws:iam::123456789012:saml-provider"],
    ["Federated", "arn:aws:iam::123456789012:saml-provider/"],
    ["Federated", "arn:aws:iam::12345678901:saml-provider/okta"],
    ["Federated", "my-arn:aws:iam::123456789012:saml-provider/okta"],
    ["CanonicalUser", "79a59df9-00b9"],
    ["CanonicalUser", " 79a59df9"],
    ["CanonicalUser", "79a59df9 "],
  ])("%s is not %s", (kind, name) => expect(of({ Principal: { [kind]: name } })).toEqual([`s.Principal.${kind} is not ${what[kind]}`]));

  test.each<[kind: string, name: Value]>([
    ["AWS", "arn:aws:iam::123456789012:role/app-*"],
    ["AWS", "12345678901?"],
    ["Service", "*.amazonaws.com"],
    ["Federated", "arn:aws:iam::123456789012:saml-provider/okta-*"],
    ["CanonicalUser", "79a5?"],
  ])("%s has no wildcards: %s", (kind, name) =>
    expect(of({ Principal: { [kind]: name } })).toEqual([`s.Principal.${kind} has a wildcard, which AWS does not expand here`]),
  );
});

describe("the actions of a trust policy are for its principals", () => {
  const user = "AWS:arn:aws:iam::123456789012:user/u";
  const saml = "Federated:arn:aws:iam::123456789012:saml-provider/okta";
  const oidc = "Federated:arn:aws:iam::123456789012:oidc-provider/example.com";
  const [assume, web, federate] = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"] as const;

  test.each<[string[], string[]]>([
    [[assume], [user]],
    [[assume], ["Service:ec2.amazonaws.com"]],
    [[assume], ["CanonicalUser:79a59df9"]],
    [[assume], ["*"]],
    [["STS:assumerole"], ["aws:123456789012"]],
    [[web], [oidc]],
    [[web], ["Federated:accounts.google.com"]],
    [[web], ["*"]],
    [[federate], [saml]],
    [[federate], ["Federated:example.com"]],
    [[federate], ["*"]],
    [[assume, web], [oidc]],
    [[assume], [oidc, user]],
    [["sts:TagSession"], [oidc]],
    [[assume], []],
    [[], [user]],
  ])("%s for %s", (actions, principals) => expect(isMismatched(actions, principals)).toBe(false));

  test.each<[string[], string[]]>([
    [[assume], [oidc]],
    [[assume], ["Federated:AWS:x"]],
    [["STS:assumerole"], [saml]],
    [[web], [user]],
    [[web], [saml]],
    [[web], ["My-Federated:accounts.google.com"]],
    [[federate], ["Service:ec2.amazonaws.com"]],
    [[federate], [oidc]],
    [[federate], ["My-Federated:example.com"]],
    [[assume], ["**"]],
    [[web], ["**"]],
    [[federate], ["**"]],
    [
      [assume, "sts:TagSession"],
      [saml, oidc],
    ],
  ])("%s not for %s", (actions, principals) => expect(isMismatched(actions, principals)).toBe(true));
});

test("an action named like a property of every object is for no kind of principal", () => {
  for (const action of ["constructor", "toString", "__proto__"]) expect(isMismatched([action], ["AWS:*"])).toBe(false);
});
