import { ref, type Spec } from "../../suite.js";
import { allow, arnOf, at, attach, document, iam, inline, made } from "../lab.js";

/** What the stacks of labs are made of. */

export const admin = arnOf("role", "target");
export const start1 = arnOf("user", "start");
export const pass = allow("iam:PassRole", admin);
export const helpful = allow(["iam:ListRoles", "iam:GetRole", "iam:ListUsers", "sts:GetCallerIdentity"], "*");
export const shell = "arn:aws:ssm:*::document/AWS-RunShellScript";
export const instanceArn = at("ec2", "instance/i-0123456789abcdef0");
export const instance = (more: object = {}): Spec =>
  made(
    "aws:ec2/instance:Instance",
    "server",
    instanceArn,
    { ami: "ami-1", instanceType: "t3.micro", iamInstanceProfile: ref("profile", "name"), ...more },
    { id: "i-0123456789abcdef0" },
  );
export const fn = (role: string, name = "worker", more: object = {}): Spec =>
  made("aws:lambda/function:Function", name, at("lambda", `function:${name}`), {
    name,
    runtime: "python3.12",
    handler: "index.handler",
    role: ref(role, "arn"),
    ...more,
  });
export const user = (name: string, isAdmin: boolean): Spec[] => [
  iam("user", name),
  isAdmin ? attach("user", name) : inline("user", name, allow("s3:GetObject", "arn:aws:s3:::b/*")),
];
export const task = (role = "target") =>
  made("aws:ecs/taskDefinition:TaskDefinition", "task", at("ecs", "task-definition/task:1"), {
    family: "task",
    taskRoleArn: ref(role, "arn"),
    containerDefinitions: "[]",
  });
export const cluster = made("aws:ecs/cluster:Cluster", "cluster", at("ecs", "cluster/cluster"), { name: "cluster" });
export const policy = (name: string, ...statements: readonly unknown[]) => iam("policy", name, { policy: document(...statements) });
export const byPool = document({
  Effect: "Allow",
  Action: "sts:AssumeRoleWithWebIdentity",
  Principal: { Federated: "cognito-identity.amazonaws.com" },
});
export const little = allow("s3:GetObject", "arn:aws:s3:::b/*");

export type Lab = readonly [title: string, stack: (isAdmin: boolean) => readonly Spec[], options?: LabOptions];
export interface LabOptions {
  /** The policies name ids that only the deployed resources have. */
  readonly isDeployedOnly?: true;
  /** A path on every resource, whatever the target is. */
  readonly isWide?: true;
}
