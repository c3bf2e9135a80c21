import { secret } from "../../cli/fixture.js";
import { aws, document, found, type Kind, silent, trust } from "./kind.js";

const group = (...ingress: Record<string, unknown>[]) =>
  aws("ec2/securityGroup:SecurityGroup", "g", { vpcId: "v", description: "d", ingress, egress: [] });
const anywhere = { cidrBlocks: ["0.0.0.0/0"] };
const account = "123456789012";
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const admin = (name: string, service: string) => [
  aws(
    "iam/role:Role",
    name,
    { name, assumeRolePolicy: trust({ Service: service }) },
    { id: name, outputs: { id: name, name, arn: roleArn(name) } },
  ),
  aws("iam/rolePolicyAttachment:RolePolicyAttachment", `${name}-a`, {
    role: name,
    policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  }),
];
const user = (name: string, ...statements: Record<string, unknown>[]) => [
  aws("iam/user:User", name, { name }, { id: name, outputs: { id: name, name, arn: `arn:aws:iam::${account}:user/${name}` } }),
  aws("iam/userPolicy:UserPolicy", `${name}-p`, { user: name, policy: document(...statements) }),
];
const allow = (action: string | string[], resource: string | string[]) => ({ Effect: "Allow", Action: action, Resource: resource });
const escalation = /iam-(?:policy|principal)-no-escalation/;
const machine = (role: string, more: Record<string, unknown> = {}) =>
  aws(
    "lambda/function:Function",
    "f",
    { name: "f", role: roleArn(role), runtime: "nodejs22.x", handler: "i.h", ...more },
    { id: "f", outputs: { id: "f", name: "f", arn: `arn:aws:lambda:eu-west-1:${account}:function:f` } },
  );
const functionArn = `arn:aws:lambda:eu-west-1:${account}:function:f`;
const size = /inline-size/;
const managed = (...managedPolicyArns: string[]) => [
  aws("iam/role:Role", "r", { assumeRolePolicy: trust({ Service: "ec2.amazonaws.com" }), managedPolicyArns }),
];
const provider = (tags: Record<string, string>) => ({
  urn: "urn:pulumi:dev::shop::pulumi:providers:aws::default",
  type: "pulumi:providers:aws",
  custom: true,
  id: "p",
  inputs: { region: "eu-west-1", defaultTags: JSON.stringify({ tags }) },
  outputs: {},
});
const root = { urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", type: "pulumi:pulumi:Stack", custom: false };

export const signalKinds: readonly Kind[] = [
  {
    kind: "one cause, one finding",
    cases: [
      found(
        "every port of every protocol",
        [group({ protocol: "-1", fromPort: 0, toPort: 0, ...anywhere })],
        /security-group-(no-open|no-public-http|only)/,
        1,
      ),
      found(
        "every port of TCP, by IPv6 and IPv4",
        [group({ protocol: "tcp", fromPort: 0, toPort: 65535, ...anywhere, ipv6CidrBlocks: ["::/0"] })],
        /security-group-(no-open|no-public-http|only)/,
        1,
      ),
      found(
        "every port, by a separate rule",
        [
          aws("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "r", {
            securityGroupId: "sg-1",
            ipProtocol: "-1",
            cidrIpv4: "0.0.0.0/0",
          }),
        ],
        /security-group-(no-open|no-public-http|only)/,
        1,
      ),
      found(
        "SSH alone is one",
        [group({ protocol: "tcp", fromPort: 22, toPort: 22, ...anywhere })],
        /security-group-(no-open|no-public-http|only)/,
        1,
      ),
      found(
        "a network load balancer with TLS and without a log",
        [
          aws("lb/loadBalancer:LoadBalancer", "b", { loadBalancerType: "network" }, { id: "arn:b", outputs: { arn: "arn:b" } }),
          aws("lb/listener:Listener", "l", { loadBalancerArn: "arn:b", port: 443, protocol: "TLS", certificateArn: "arn:c" }),
        ],
        /access-logs/,
        1,
      ),
      found(
        "administrator rights attached",
        admin("r", "ec2.amazonaws.com"),
        /iam-(?:no|policy|principal)-.*(?:admin|escalation|wildcard|access)/,
        1,
      ),
      found(
        "administrator rights written out",
        user("u", allow("*", "*")),
        /iam-(?:policy|principal)-no-(?:admin|escalation|service-wildcard|data|credentials|permissions|wildcard)/,
        1,
      ),
      found(
        "two ports in two rules are two",
        [group({ protocol: "tcp", fromPort: 22, toPort: 22, ...anywhere }, { protocol: "tcp", fromPort: 5432, toPort: 5432, ...anywhere })],
        /security-group-no-open/,
        2,
      ),
      silent("the web's ports", [group({ protocol: "tcp", fromPort: 443, toPort: 443, ...anywhere })], /security-group-(?:no-open|only)/),
    ],
  },
  {
    kind: "an opinion nobody configured",
    cases: [
      found(
        "ten buckets without tags are one line",
        [root, ...Array.from({ length: 10 }, (_, i) => aws("s3/bucket:Bucket", `b${i}`))],
        /tags-required/,
        1,
      ),
      found(
        "some with tags and some without",
        [root, aws("s3/bucket:Bucket", "a", { tags: { Owner: "x" } }), aws("sqs/queue:Queue", "q")],
        /tags-required/,
        1,
      ),
      found("a stack of one network", [root, aws("ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16" })], /tags-required/, 1),
      silent(
        "a stack that holds nothing to tag",
        [
          root,
          aws("iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: "r", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
        ],
        /tags-required/,
      ),
      silent("a stack without resources", [root], /tags-required/),
      silent(
        "types that nobody forbids",
        [root, aws("ec2/instance:Instance", "i", { ami: "ami-1", tags: { Owner: "x" } })],
        /style-resource-types/,
      ),
      silent(
        "default tags of the provider",
        [
          root,
          provider({ Project: "p", Environment: "dev", Owner: "t" }),
          aws("s3/bucket:Bucket", "b", {}, { provider: "urn:pulumi:dev::shop::pulumi:providers:aws::default::p" }),
        ],
        /tags-required b/,
      ),
    ],
  },
  {
    kind: "unknown with a wrong reason",
    cases: [
      silent(
        "policies of AWS by name",
        managed("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
        size,
      ),
      silent("policies of one's own by name", managed(`arn:aws:iam::${account}:policy/a`, `arn:aws:iam::${account}:policy/b`), size),
      silent(
        "a small inline policy beside them",
        [
          aws("iam/role:Role", "r", {
            assumeRolePolicy: trust({ Service: "ec2.amazonaws.com" }),
            managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            inlinePolicies: [{ name: "i", policy: document(allow("s3:GetObject", "arn:aws:s3:::b/*")) }],
          }),
        ],
        size,
      ),
      silent(
        "an attachment that is not known yet",
        [
          aws("iam/role:Role", "r", { name: "r", assumeRolePolicy: trust({ Service: "ec2.amazonaws.com" }) }, { id: "r" }),
          aws("iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: "r", policyArn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }),
        ],
        size,
      ),
      silent(
        "a user with a boundary",
        [aws("iam/user:User", "u", { name: "u", permissionsBoundary: `arn:aws:iam::${account}:policy/b` })],
        size,
      ),
      found(
        "inline policies that are too large together",
        [
          aws("iam/role:Role", "r", {
            assumeRolePolicy: trust({ Service: "ec2.amazonaws.com" }),
            inlinePolicies: ["a", "b"].map((name) => ({
              name,
              policy: document(
                allow(
                  "s3:GetObject",
                  Array.from({ length: 200 }, (_, i) => `arn:aws:s3:::bucket-${name}-${i}/*`),
                ),
              ),
            })),
          }),
        ],
        /iam-(?:principal-inline|policy)-size/,
      ),
      found(
        "the same by resources of their own",
        [
          aws("iam/user:User", "u", { name: "u" }, { id: "u", outputs: { id: "u", name: "u" } }),
          ...["a", "b"].map((name) =>
            aws("iam/userPolicy:UserPolicy", name, {
              user: "u",
              policy: document(
                allow(
                  "s3:GetObject",
                  Array.from({ length: 60 }, (_, i) => `arn:aws:s3:::bucket-${name}-${i}/*`),
                ),
              ),
            }),
          ),
        ],
        size,
      ),
    ],
  },
  {
    kind: 'rights over a named resource of the stack (issue "Who can become whom")',
    cases: [
      found(
        "code of one function, by its short name",
        [
          ...admin("boss", "lambda.amazonaws.com"),
          machine("boss"),
          ...user("dev", allow("lambda:UpdateFunctionCode", `arn:aws:lambda:*:${account}:function:f`)),
        ],
        escalation,
        1,
      ),
      found(
        "a policy of one role that one can assume",
        [
          ...admin("boss", "ec2.amazonaws.com"),
          aws(
            "iam/role:Role",
            "low",
            { name: "low", assumeRolePolicy: trust({ AWS: `arn:aws:iam::${account}:user/dev` }) },
            { id: "low", outputs: { id: "low", name: "low", arn: roleArn("low") } },
          ),
          ...user("dev", allow(["iam:PutRolePolicy", "sts:AssumeRole"], roleArn("low"))),
        ],
        escalation,
        1,
      ),
      found(
        "a login of one administrator",
        [
          aws(
            "iam/user:User",
            "root",
            { name: "root" },
            { id: "root", outputs: { id: "root", name: "root", arn: `arn:aws:iam::${account}:user/root` } },
          ),
          aws("iam/userPolicyAttachment:UserPolicyAttachment", "ra", {
            user: "root",
            policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
          }),
          ...user("dev", allow("iam:UpdateLoginProfile", `arn:aws:iam::${account}:user/root`)),
        ],
        escalation,
        1,
      ),
      found("its own policy", user("dev", allow("iam:PutUserPolicy", `arn:aws:iam::${account}:user/dev`)), escalation, 1),
      found(
        "a group that one is in",
        [
          aws("iam/group:Group", "g", { name: "g" }, { id: "g", outputs: { id: "g", name: "g", arn: `arn:aws:iam::${account}:group/g` } }),
          aws("iam/userGroupMembership:UserGroupMembership", "m", { user: "dev", groups: ["g"] }),
          ...user("dev", allow("iam:AttachGroupPolicy", `arn:aws:iam::${account}:group/g`)),
        ],
        escalation,
        1,
      ),
      silent(
        "code of a function that may do little",
        [
          aws(
            "iam/role:Role",
            "low",
            { name: "low", assumeRolePolicy: trust({ Service: "lambda.amazonaws.com" }) },
            { id: "low", outputs: { id: "low", name: "low", arn: roleArn("low") } },
          ),
          machine("low"),
          ...user("dev", allow("lambda:UpdateFunctionCode", functionArn)),
        ],
        escalation,
      ),
      silent(
        "code of another function",
        [
          ...admin("boss", "lambda.amazonaws.com"),
          machine("boss"),
          ...user("dev", allow("lambda:UpdateFunctionCode", `${functionArn}-other`)),
        ],
        escalation,
      ),
      silent(
        "to call a function is not to change it",
        [
          ...admin("boss", "lambda.amazonaws.com"),
          machine("boss", { environment: { variables: { A: secret("x") } } }),
          ...user("dev", allow("lambda:InvokeFunction", functionArn)),
        ],
        escalation,
      ),
      silent(
        "a key of another user of no rights",
        [
          aws(
            "iam/user:User",
            "mate",
            { name: "mate" },
            { id: "mate", outputs: { id: "mate", name: "mate", arn: `arn:aws:iam::${account}:user/mate` } },
          ),
          ...user("dev", allow("iam:CreateAccessKey", `arn:aws:iam::${account}:user/mate`)),
        ],
        escalation,
      ),
    ],
  },
];
