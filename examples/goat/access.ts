/** Identities that are too powerful, or that too many can become. */
import * as aws from "@pulumi/aws";

const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const trust = (principal: object | string, rest: object = {}) =>
  document({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...rest });

/** A role that every AWS account can assume. */
new aws.iam.Role("anyone", { assumeRolePolicy: trust({ AWS: "*" }) });

/** The same, behind a condition that everybody meets. */
new aws.iam.Role("anyone-guarded", {
  assumeRolePolicy: trust({ AWS: "*" }, { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
});

/** A role for the workflows of every repository of GitHub. */
new aws.iam.Role("github", {
  assumeRolePolicy: document({
    Effect: "Allow",
    Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
  }),
});

const operators = new aws.iam.Group("operators");

/** Every action on every resource. */
new aws.iam.Policy("admin", { policy: document({ Effect: "Allow", Action: "*", Resource: "*" }) });

new aws.iam.GroupPolicyAttachment("operators", {
  group: operators.name,
  policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
});

/** Everything but one service is nearly everything. */
new aws.iam.GroupPolicy("not-action", {
  group: operators.name,
  policy: document({ Effect: "Allow", NotAction: "organizations:*", Resource: "arn:aws:s3:::goat-*" }),
});

new aws.iam.GroupPolicy("not-resource", {
  group: operators.name,
  policy: document({ Effect: "Allow", Action: "s3:DeleteObject", NotResource: "arn:aws:s3:::goat-backups/*" }),
});

/** Every object, parameter and secret of the account. */
const reader = new aws.iam.Role("reader", { assumeRolePolicy: trust({ Service: "ec2.amazonaws.com" }) });
new aws.iam.RolePolicy("reader", {
  role: reader.id,
  policy: document({ Effect: "Allow", Action: ["s3:GetObject", "ssm:GetParameter", "secretsmanager:GetSecretValue"], Resource: "*" }),
});

/** The same by policies of AWS. */
new aws.iam.RolePolicyAttachment("reader", { role: reader.name, policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" });
new aws.iam.GroupPolicyAttachment("iam", { group: operators.name, policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" });

/** Two halves of everything, neither of which is everything. */
const halves = new aws.iam.Role("halves", { assumeRolePolicy: trust({ Service: "ec2.amazonaws.com" }) });
new aws.iam.RolePolicy("halves-iam", { role: halves.id, policy: document({ Effect: "Allow", Action: "iam:*", Resource: "*" }) });
new aws.iam.RolePolicy("halves-rest", { role: halves.id, policy: document({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) });

/** A person without a second factor, with a key that never expires. */
const person = new aws.iam.User("mallory", { name: "mallory" });
new aws.iam.UserLoginProfile("mallory", { user: person.name });
new aws.iam.AccessKey("mallory", { user: person.name });
