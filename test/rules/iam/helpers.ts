import { anyRes, ref, res, type Spec } from "../../suite.js";

export type Part = Readonly<Record<string, unknown>>;
export const json = (statement: unknown, more: Part = {}): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statement, ...more });
export const allow = (action: unknown, resource: unknown = "*", more: Part = {}): Part => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});
export const deny = (action: unknown, resource: unknown = "*", more: Part = {}): Part => ({
  ...allow(action, resource, more),
  Effect: "Deny",
});
export const policy = (...statements: readonly Part[]): [Spec] => [res("iam.Policy", "grants", { policy: json(statements) })];
/** The document as an object, in which parts can be unknown. */
export const open = (...statements: readonly Part[]): [Spec] => [
  anyRes("aws:iam/rolePolicy:RolePolicy", "grants", { role: "r", policy: { Version: "2012-10-17", Statement: statements } }),
];
export const bucket = (...statements: readonly Part[]): [Spec] => [
  anyRes("aws:s3/bucketPolicy:BucketPolicy", "door", { bucket: "b", policy: { Version: "2012-10-17", Statement: statements } }),
];
export const objects = "arn:aws:s3:::b/*";
export const everyone = (condition?: Part, principal: unknown = "*"): Part => ({
  Effect: "Allow",
  Principal: principal,
  Action: "s3:GetObject",
  Resource: objects,
  ...(condition === undefined ? {} : { Condition: condition }),
});
export const role = (statement: Part, more: Part = {}): Spec =>
  anyRes("aws:iam/role:Role", "trusting", {
    assumeRolePolicy: { Version: "2012-10-17", Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", ...statement }] },
    ...more,
  });
export const made = { outputs: { arn: "arn:aws:iam::123456789012:role/other" } };
export const other = anyRes(
  "aws:iam/role:Role",
  "other",
  { assumeRolePolicy: json(everyone(undefined, { Service: "ec2.amazonaws.com" })) },
  made,
);
export const stranger = { AWS: "arn:aws:iam::999988887777:root" };
/** A role, user or group. */
export const holder = (kind: "Role" | "User" | "Group", name: string, more: Part = {}): Spec =>
  anyRes(`aws:iam/${kind.toLowerCase()}:${kind}`, name, { name, ...more });
/** A role that a service assumes. */
export const worker = (name: string, service: "ec2" | "lambda"): Spec =>
  res("iam.Role", name, {
    name,
    assumeRolePolicy: json([{ Effect: "Allow", Principal: { Service: `${service}.amazonaws.com` }, Action: "sts:AssumeRole" }]),
  });
export const attach = (name: string, policyArn: string): Spec => res("iam.RolePolicyAttachment", "gives", { role: name, policyArn });
/** An inline policy of a role, user or group of the case. */
export const inline = (kind: "Role" | "User" | "Group", name: string, of: string, ...statements: readonly Part[]): Spec =>
  anyRes(`aws:iam/${kind.toLowerCase()}Policy:${kind}Policy`, name, {
    [kind.toLowerCase()]: ref(of),
    policy: { Version: "2012-10-17", Statement: statements },
  });
/** The ARN of a policy that AWS manages. */
export const ofAws = (name: string, partition = "aws"): string => `arn:${partition}:iam::aws:policy/${name}`;
/** A role with such a policy attached. */
export const attached = (name: string, partition?: string): [Spec, Spec] => [
  holder("Role", "r"),
  res("iam.RolePolicyAttachment", "gives", { role: ref("r"), policyArn: ofAws(name, partition) }),
];
/** The role of a CallbackFunction that was given no policies, with what the SDK attaches to it then. */
export const callback: [Spec, ...Spec[]] = [
  holder("Role", "onEvent"),
  ...[
    ["AWSLambda_FullAccess", "b5aeb6b6"],
    ["CloudWatchFullAccessV2", "d32a66fa"],
    ["CloudWatchEventsFullAccess", "74d12784"],
    ["AmazonS3FullAccess", "4aaabb8e"],
    ["AmazonDynamoDBFullAccess", "a1de8170"],
    ["AmazonSQSFullAccess", "7cd09230"],
    ["AmazonKinesisFullAccess", "e1a3786d"],
    ["AmazonCognitoPowerUser", "019020e7"],
    ["AWSXrayWriteOnlyAccess", "1b4caae3"],
  ].map(([name = "", hash]) => res("iam.RolePolicyAttachment", `onEvent-${hash}`, { role: ref("onEvent"), policyArn: ofAws(name) })),
];
