import { anyRes, ref, type Spec } from "../../suite.js";
import { allow, arnOf, at, byAccount, byService, document, iam, inline, made, profile, start, target } from "../lab.js";
import { cluster, instance, instanceArn, type Lab, user } from "./parts.js";

/** Keys that a program keeps where others read them, tags that one sets oneself, and code that one replaces. */

const id = `AKIA${"A1B2C3D4E5F6G7H8"}`;
const key: Spec = anyRes("aws:iam/accessKey:AccessKey", "boss-key", { user: ref("boss", "name") }, { outputs: { id } });
const secretArn = at("secretsmanager", "secret:key-AbCdEf");
const secret = made("aws:secretsmanager/secret:Secret", "key", secretArn, { name: "key" }, { id: secretArn });
const version = (secretString: unknown): Spec =>
  anyRes("aws:secretsmanager/secretVersion:SecretVersion", "version", { secretId: ref("key"), secretString });
const parameterArn = at("ssm", "parameter/boss");
const boss = (is: boolean): Spec[] => [...user("boss", is), key];
const repository = at("ecr", "repository/app");
const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:latest";
const template = at("ec2", "launch-template/lt-0123456789abcdef0");
const launchTemplate = (): Spec =>
  made(
    "aws:ec2/launchTemplate:LaunchTemplate",
    "template",
    template,
    { iamInstanceProfile: { name: ref("profile", "name") } },
    { id: "lt-0123456789abcdef0" },
  );
const tagged = { StringEquals: { "aws:ResourceTag/team": "dev" } };
const isDeployedOnly = true as const;

export const keys: readonly Lab[] = [
  [
    "read a secret that is made from a key",
    (is) => [...start(allow("secretsmanager:GetSecretValue", secretArn)), ...boss(is), secret, version(ref("boss-key", "secret"))],
    { isDeployedOnly },
  ],
  [
    "read a secret that contains a key",
    (is) => [...start(allow("secretsmanager:Get*", `${secretArn.slice(0, -3)}*`)), ...boss(is), secret, version(JSON.stringify({ id }))],
    { isDeployedOnly },
  ],
  [
    "read a parameter that contains a key",
    (is) => [
      ...start(allow(["ssm:GetParameter", "ssm:DescribeParameters"], parameterArn)),
      ...boss(is),
      made("aws:ssm/parameter:Parameter", "parameter", parameterArn, { name: "/boss", type: "SecureString", value: `${id}:x` }),
    ],
    { isDeployedOnly },
  ],
  [
    "read the environment of a function",
    (is) => [
      ...start(allow("lambda:GetFunction*", "*")),
      ...boss(is),
      made("aws:lambda/function:Function", "sync", at("lambda", "function:sync"), {
        name: "sync",
        environment: { variables: { KEY: id } },
      }),
    ],
    { isDeployedOnly },
  ],
  [
    "read the user data of an instance",
    (is) => [
      ...start(allow("ec2:DescribeInstanceAttribute", "*")),
      ...boss(is),
      made("aws:ec2/instance:Instance", "server", instanceArn, { userData: `export AWS_ACCESS_KEY_ID=${id}\n` }),
    ],
    { isDeployedOnly },
  ],
  [
    "tag a role, and assume it by its tag",
    (is) => [
      ...start(allow("iam:TagRole", arnOf("role", "target")), allow("sts:AssumeRole", arnOf("role", "target"), tagged)),
      ...target(is, byAccount),
    ],
  ],
  [
    "tag a user, and make a key of it",
    (is) => [
      ...start(
        allow("iam:TagUser", arnOf("user", "boss")),
        allow("iam:CreateAccessKey", arnOf("user", "boss"), { StringEquals: { "iam:ResourceTag/managed": "true" } }),
      ),
      ...user("boss", is),
    ],
  ],
  [
    "start a job with a script of one's own",
    (is) => [
      ...start(allow(["glue:StartJobRun", "glue:GetJobRun"], at("glue", "job/job"))),
      ...target(is, byService("glue")),
      made("aws:glue/job:Job", "job", at("glue", "job/job"), { name: "job", roleArn: ref("target", "arn"), command: {} }),
    ],
  ],
  [
    "push the image of a task",
    (is) => [
      ...start(allow("ecr:PutImage", repository), allow("ecr:GetAuthorizationToken", "*")),
      ...target(is, byService("ecs-tasks")),
      cluster,
      made("aws:ecs/taskDefinition:TaskDefinition", "task", at("ecs", "task-definition/task:1"), {
        family: "task",
        taskRoleArn: ref("target", "arn"),
        containerDefinitions: JSON.stringify([{ name: "app", image }]),
      }),
    ],
    { isDeployedOnly },
  ],
  [
    "write a version of the launch template that a group follows",
    (is) => [
      ...start(allow("ec2:CreateLaunchTemplateVersion", template)),
      ...target(is, byService("ec2")),
      profile(),
      launchTemplate(),
      anyRes("aws:autoscaling/group:Group", "group", {
        launchTemplate: { id: "lt-0123456789abcdef0", version: "$Latest" },
        minSize: 1,
        maxSize: 2,
      }),
    ],
    { isDeployedOnly },
  ],
];

/** What looks like one of these, and leads nowhere. */
export const closed: readonly (readonly [title: string, stack: readonly Spec[]])[] = [
  ["a key of somebody else", [...start(allow("secretsmanager:GetSecretValue", secretArn)), ...user("boss", true), secret, version("x")]],
  [
    "another secret",
    [
      ...start(allow("secretsmanager:GetSecretValue", at("secretsmanager", "secret:other-*"))),
      ...boss(true),
      secret,
      version(ref("boss-key", "secret")),
    ],
  ],
  [
    "a tag of another role",
    [
      ...start(allow("iam:TagRole", arnOf("role", "other")), allow("sts:AssumeRole", arnOf("role", "target"), tagged)),
      ...target(true, byAccount),
    ],
  ],
  [
    "a password where there is one",
    [
      ...start(allow("iam:CreateLoginProfile", arnOf("user", "boss"))),
      ...user("boss", true),
      anyRes("aws:iam/userLoginProfile:UserLoginProfile", "password", { user: ref("boss", "name") }),
    ],
  ],
  [
    "a third access key",
    [
      ...start(allow("iam:CreateAccessKey", arnOf("user", "boss"))),
      ...boss(true),
      anyRes("aws:iam/accessKey:AccessKey", "second", { user: ref("boss", "name") }),
    ],
  ],
  [
    "a role for others than the members of a group",
    [
      iam("user", "start"),
      iam("group", "team"),
      inline("group", "team", allow("sts:AssumeRole", arnOf("role", "target"))),
      anyRes("aws:iam/userGroupMembership:UserGroupMembership", "in", { user: ref("start", "name"), groups: [ref("team", "name")] }),
      ...target(
        true,
        document({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: "arn:aws:iam::123456789012:root" },
          Condition: { ArnEquals: { "aws:PrincipalArn": arnOf("user", "somebody-else") } },
        }),
      ),
    ],
  ],
  [
    "a role for users with another tag",
    [
      iam("user", "start", { tags: { team: "dev" } }),
      inline("user", "start", allow("sts:AssumeRole", arnOf("role", "target"))),
      ...target(
        true,
        document({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: "arn:aws:iam::123456789012:root" },
          Condition: { StringEquals: { "aws:PrincipalTag/team": "security" } },
        }),
      ),
    ],
  ],
  ["all but every user", start({ Effect: "Allow", Action: "iam:PutUserPolicy", NotResource: arnOf("user", "*") })],
  [
    "a launch template that is followed by its number",
    [
      ...start(allow("ec2:CreateLaunchTemplateVersion", template)),
      ...target(true, byService("ec2")),
      profile(),
      launchTemplate(),
      anyRes("aws:autoscaling/group:Group", "group", {
        launchTemplate: { id: "lt-0123456789abcdef0", version: "3" },
        minSize: 1,
        maxSize: 2,
      }),
      instance(),
    ],
  ],
];
