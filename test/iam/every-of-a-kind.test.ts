import { expect, test } from "vitest";
import { grantRules } from "../../src/rules/iam/grants.js";
import { anyRes, evaluateMock } from "../suite.js";

/** A resource that takes in all of a kind counts as `*` for what works on that kind. */

const rules = {
  data: grantRules["iam-policy-no-data-exfiltration"],
  credentials: grantRules["iam-policy-no-credentials-exposure"],
  permissions: grantRules["iam-policy-no-permissions-management"],
};
const isFound = (kind: keyof typeof rules, ...Statement: readonly unknown[]): boolean =>
  evaluateMock("it", rules[kind], {
    of: [anyRes("aws:iam/policy:Policy", "it", { name: "it", policy: JSON.stringify({ Version: "2012-10-17", Statement }) })],
  }).some(({ outcome }) => outcome === "fail");
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const deny = (Action: unknown, Resource: unknown) => ({ Effect: "Deny", Action, Resource });

test.each<[keyof typeof rules, string, unknown]>([
  ["data", "s3:GetObject", "arn:aws:s3:::*"],
  ["data", "s3:GetObject", "arn:aws:s3:::*/*"],
  ["data", "s3:*", "arn:aws-cn:s3:::*"],
  ["data", "s3:Get*", ["arn:aws:s3:::one/*", "arn:*:s3:::*"]],
  ["data", "secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*"],
  ["data", "secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:*"],
  ["data", "ssm:GetParameter*", "arn:aws:ssm:*:123456789012:parameter/*"],
  ["data", "ssm:GetParameters", "arn:aws-us-gov:ssm:*:*:*"],
  ["credentials", "sts:AssumeRole", "arn:aws:iam::*:role/*"],
  ["credentials", "iam:CreateAccessKey", "arn:aws:iam::123456789012:user/*"],
  ["credentials", "rds-db:connect", "arn:aws:rds-db:*:*:dbuser:*/*"],
  ["credentials", "redshift:GetClusterCredentials", ["arn:aws:redshift:*:*:dbuser:*/*", "arn:aws:redshift:*:*:dbname:*/*"]],
  ["permissions", "iam:UpdateAssumeRolePolicy", "arn:aws:iam::*:role/*"],
  ["permissions", "s3:PutBucketPolicy", "arn:aws:s3:::*"],
  ["permissions", "kms:PutKeyPolicy", "arn:aws:kms:*:123456789012:key/*"],
])("%s: %s on %j", (kind, action, resource) => expect(isFound(kind, allow(action, resource))).toBe(true));

test.each<[keyof typeof rules, string, readonly unknown[]]>([
  ["data", "one bucket", [allow("s3:GetObject", "arn:aws:s3:::logs/*")]],
  ["data", "buckets of a prefix", [allow("s3:GetObject", "arn:aws:s3:::logs-*")]],
  ["data", "one folder of every bucket", [allow("s3:GetObject", "arn:aws:s3:::*/public/*")]],
  ["data", "a path of parameters", [allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/app/*")]],
  ["data", "secrets of a prefix", [allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:app/*")]],
  ["data", "all of another kind", [allow("s3:GetObject", "arn:aws:dynamodb:*:*:table/*")]],
  ["data", "listing alone", [allow("s3:ListBucket", "arn:aws:s3:::*")]],
  ["data", "all, but denied", [allow("s3:GetObject", "arn:aws:s3:::*"), deny("s3:*", "arn:aws:s3:::*")]],
  [
    "data",
    "all of a tag",
    [
      allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*", {
        Condition: { StringEquals: { "aws:ResourceTag/team": "a" } },
      }),
    ],
  ],
  ["credentials", "one's own key", [allow("iam:CreateAccessKey", `arn:aws:iam::*:user/\${aws:username}`)]],
  ["credentials", "roles of a prefix", [allow("sts:AssumeRole", "arn:aws:iam::*:role/cdk-*")]],
  ["credentials", "every user of one database", [allow("rds-db:connect", "arn:aws:rds-db:*:*:dbuser:db-ABC/*")]],
  [
    "credentials",
    "one user of every database",
    [allow("redshift:GetClusterCredentials", ["arn:aws:redshift:*:*:dbuser:*/reader", "arn:aws:redshift:*:*:dbname:*/*"])],
  ],
  ["permissions", "one bucket's policy", [allow("s3:PutBucketPolicy", "arn:aws:s3:::logs")]],
])("%s: silent for %s", (kind, _, statements) => expect(isFound(kind, ...statements)).toBe(false));
