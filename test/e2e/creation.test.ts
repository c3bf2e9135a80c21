/** What is unknown at preview and certain before a resource is created stops the update there: the provider never sees it. */
import { describe, expect, test } from "vitest";
import { unknownString } from "../../src/model/value.js";
import { openStack, repositoryFolder, resource } from "./engine.js";
import type { Diagnostic } from "./events.js";

const document = (...statements: Record<string, unknown>[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string | string[], Resource: string | string[] = "*") => ({ Effect: "Allow", Action, Resource });
const trust = document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } });
/** One ARN that is not known at preview leaves the whole document unknown. */
const everything = () => {
  const queue = resource("aws:sqs/queue:Queue", "jobs", { kmsMasterKeyId: "alias/jobs" });
  return queue.arn.apply((arn) => document(allow("*"), allow("sqs:SendMessage", arn)));
};
const toEveryone = (action: string) => {
  const queue = resource("aws:sqs/queue:Queue", "jobs", { kmsMasterKeyId: "alias/jobs" });
  return queue.arn.apply((arn) => document({ Effect: "Allow", Action: action, Resource: [arn, "*"], Principal: "*" }));
};

const programs: readonly [what: string, rule: string, at: string, program: () => Promise<void>][] = [
  [
    "a policy",
    "iam-policy-no-admin",
    "all",
    async () => {
      resource("aws:iam/policy:Policy", "all", { policy: everything() });
    },
  ],
  [
    "an inline policy of a role of the stack",
    "iam-policy-no-admin",
    "all",
    async () => {
      const role = resource("aws:iam/role:Role", "app", { assumeRolePolicy: trust, name: undefined as unknown as string });
      resource("aws:iam/rolePolicy:RolePolicy", "all", { role: role["name"], policy: everything() } as never);
    },
  ],
  [
    "a policy that escalates, at its attachment",
    "iam-policy-no-escalation",
    "attached",
    async () => {
      const role = resource("aws:iam/role:Role", "app", { assumeRolePolicy: trust, name: undefined as unknown as string });
      const queue = resource("aws:sqs/queue:Queue", "jobs", { kmsMasterKeyId: "alias/jobs" });
      const policy = resource("aws:iam/policy:Policy", "wide", {
        policy: queue.arn.apply((arn) =>
          document(allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]), allow("sqs:SendMessage", arn)),
        ),
      });
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", { role: role["name"], policyArn: policy.arn } as never);
    },
  ],
  [
    "a role that anyone may assume",
    "iam-role-trust-not-open",
    "app",
    async () => {
      const queue = resource("aws:sqs/queue:Queue", "jobs", { kmsMasterKeyId: "alias/jobs" });
      const assumeRolePolicy = queue.arn.apply((arn) =>
        document(
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } },
          { Sid: arn.slice(-4), ...JSON.parse(trust).Statement[0] },
        ),
      );
      resource("aws:iam/role:Role", "app", { assumeRolePolicy });
    },
  ],
  [
    "a bucket policy for everyone",
    "iam-resource-policy-not-public",
    "open",
    async () => {
      resource("aws:s3/bucketPolicy:BucketPolicy", "open", { bucket: "theirs", policy: toEveryone("s3:*") });
    },
  ],
  [
    "a queue policy for everyone",
    "iam-resource-policy-not-public",
    "open",
    async () => {
      resource("aws:sqs/queuePolicy:QueuePolicy", "open", {
        queueUrl: "https://sqs.us-east-1.amazonaws.com/1/x",
        policy: toEveryone("sqs:*"),
      });
    },
  ],
  [
    "a key policy for everyone",
    "iam-resource-policy-not-public",
    "open",
    async () => {
      resource("aws:kms/key:Key", "open", { enableKeyRotation: true, policy: toEveryone("kms:*") });
    },
  ],
];

const short = ({ policy, urn, level }: Diagnostic) => ({ policy, at: urn.split("::").pop(), level });

describe("unknown at preview, known at the update", () => {
  test.each(programs)("%s is stopped before it is created", async (_, rule, at, program) => {
    const stack = await openStack({ packs: [repositoryFolder] });
    try {
      const previewed = await stack.preview(program);
      expect(previewed.diagnostics.map(short)).not.toContainEqual(expect.objectContaining({ policy: rule }));
      const updated = await stack.up(program);
      expect(updated.ok).toBe(false);
      expect(updated.diagnostics.map(short)).toContainEqual({ policy: rule, at, level: "mandatory" });
      expect(updated.created.map((each) => each.urn.split("::").pop())).toContain("jobs");
      expect(updated.created.map((each) => each.urn.split("::").pop())).not.toContain(at);
    } finally {
      await stack.close();
    }
  });
});

describe("the engine's mark of an unknown, typed into a policy by its author", () => {
  test("is plain content: the policy is stopped at preview, and at the update before it is created", async () => {
    const program = async () => {
      const marked = `arn:aws:s3:::${unknownString}/*`;
      const role = resource("aws:iam/role:Role", "app", { assumeRolePolicy: trust, name: "app" });
      const policy = document(allow("*"), { Effect: "Deny", Action: "*", Resource: marked });
      resource("aws:iam/rolePolicy:RolePolicy", "all", { role: role["name"], policy } as never);
    };
    const stack = await openStack({ packs: [repositoryFolder] });
    try {
      const found = { policy: "iam-policy-no-admin", at: "all", level: "mandatory" };
      const previewed = await stack.preview(program);
      expect([previewed.ok, previewed.diagnostics.map(short)]).toEqual([false, expect.arrayContaining([found])]);
      const updated = await stack.up(program);
      expect([updated.ok, updated.diagnostics.map(short)]).toEqual([false, expect.arrayContaining([found])]);
      expect(updated.created.map((each) => each.urn.split("::").pop())).not.toContain("all");
    } finally {
      await stack.close();
    }
  });
});
