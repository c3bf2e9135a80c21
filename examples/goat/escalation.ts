/** Ways from a few rights to all of them, one for each role. Each is a known path of privilege escalation. */
import * as aws from "@pulumi/aws";

const grant = (action: string | string[], resource: string | string[] = "*") =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] });

const role = (name: string, service = "ec2.amazonaws.com") =>
  new aws.iam.Role(name, {
    name: `goat-${name}`,
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
  });

const paths: Record<string, string | string[]> = {
  "create-policy-version": "iam:CreatePolicyVersion",
  "attach-role-policy": "iam:AttachRolePolicy",
  "put-role-policy": "iam:PutRolePolicy",
  "update-trust": "iam:UpdateAssumeRolePolicy",
  "create-access-key": "iam:CreateAccessKey",
  "create-login-profile": "iam:CreateLoginProfile",
  "add-user-to-group": "iam:AddUserToGroup",
  "update-function-code": "lambda:UpdateFunctionCode",
  "pass-role-to-function": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
  "pass-role-to-instance": ["iam:PassRole", "ec2:RunInstances"],
  "pass-role-to-stack": ["iam:PassRole", "cloudformation:CreateStack"],
  "send-command": "ssm:SendCommand",
};

for (const [name, action] of Object.entries(paths)) new aws.iam.RolePolicy(name, { role: role(name).id, policy: grant(action) });

/** A path by the sum of two policies: neither alone is one. */
const deployer = role("deployer");
new aws.iam.RolePolicy("deployer-pass", { role: deployer.id, policy: grant("iam:PassRole") });
new aws.iam.RolePolicy("deployer-run", { role: deployer.id, policy: grant("ec2:RunInstances") });

/** A path over one named function, which runs as an administrator. */
const nightly = role("nightly", "lambda.amazonaws.com");
new aws.iam.RolePolicyAttachment("nightly", { role: nightly.name, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" });

const batch = new aws.lambda.Function("nightly", {
  name: "goat-nightly",
  role: nightly.arn,
  runtime: "nodejs22.x",
  handler: "index.handler",
  s3Bucket: "goat-code",
  s3Key: "nightly.zip",
});
new aws.iam.RolePolicy("developer", {
  role: role("developer").id,
  policy: batch.arn.apply((arn) => grant("lambda:UpdateFunctionCode", arn)),
});

/** An administrator role that a role without such rights can assume. */
const support = role("support");
const breakGlass = new aws.iam.Role("break-glass", {
  name: "goat-break-glass",
  assumeRolePolicy: support.arn.apply((arn) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: arn }, Action: "sts:AssumeRole" }] }),
  ),
});
new aws.iam.RolePolicyAttachment("break-glass", { role: breakGlass.name, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" });
