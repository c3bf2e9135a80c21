import { describe, expect, test } from "vitest";
import { actionNamed, actionsMatching, actionsOf, services, takesInAll } from "../../src/iam/document/actions.js";

const namesOf = (pattern: string): readonly string[] => actionsMatching(pattern).map(({ name }) => name);
const everything = services().flatMap((service) => actionsOf(service));

describe("the actions of a service", () => {
  test("are named by its prefix, in whichever letter case it is asked for", () => {
    expect(actionsOf("sqs").map(({ name }) => name)).toEqual(expect.arrayContaining(["sqs:SendMessage", "sqs:ListQueues", "sqs:TagQueue"]));
    expect(actionsOf("SQS")).toBe(actionsOf("sqs"));
    expect(everything.filter(({ name }) => !/^[a-z0-9-]+:[A-Z][\w-]*$/i.test(name))).toEqual([]);
  });
  test.each(["sq", "sqs:", "constructor", ""])("there are none of %j", (service) => expect(actionsOf(service)).toEqual([]));

  test.each([
    ["s3:PutBucketPolicy", "permissions"],
    ["sqs:TagQueue", "tagging"],
    ["sqs:SendMessage", "write"],
    ["sqs:ReceiveMessage", "read"],
    ["sns:ListTopics", "list"],
  ])("%s is of level %s", (name, level) => expect(actionNamed(name)?.level).toBe(level));

  test.each([
    ["sqs:ListQueues", []],
    ["sqs:SendMessage", ["queue arn:*:sqs:*:*:*"]],
    ["dynamodb:Query", ["index arn:*:dynamodb:*:*:table/*/index/*", "table arn:*:dynamodb:*:*:table/*"]],
    ["gameliftstreams:GetStreamGroup", ["stream group arn:*:gameliftstreams:*:*:streamgroup/*"]],
    // A kind whose ARNs have two forms stands twice.
    [
      "greengrass:GetDeployment",
      ["deployment arn:*:greengrass:*:*:/greengrass/groups/*/deployments/*", "deployment arn:*:greengrass:*:*:deployments:*"],
    ],
  ])("%s is for %j", (name, types) => expect(actionNamed(name)?.types.map((type) => `${type.name} ${type.arn}`)).toEqual(types));
});

describe("an action is known by its name", () => {
  test.each(["iam:PassRole", "iam:passrole", "IAM:PASSROLE"])("%s", (name) => expect(actionNamed(name)?.name).toBe("iam:PassRole"));
  test.each(["iam:PassRoles", "iam:Pass*", "iam", "PassRole", "", "nobody:PassRole", ":PassRole"])("not %j", (name) =>
    expect(actionNamed(name)).toBeUndefined(),
  );
});

describe("a pattern matches", () => {
  test.each<[string, readonly string[]]>([
    ["sqs:SendMessage", ["sqs:SendMessage"]],
    ["SQS:sendmessage", ["sqs:SendMessage"]],
    ["sqs:sendMessage*", ["sqs:SendMessage"]],
    ["sqs:SendMessag?", ["sqs:SendMessage"]],
    ["sqs:SendMessage?", []],
    ["sqs:Send", []],
    ["sqs:*Message", ["sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"]],
    ["sq?:SendMessage", ["sqs:SendMessage"]],
    ["*:PassRole", ["iam:PassRole"]],
    // The prefix is no part of a name.
    ["*PassRole", []],
    ["nobody:*", []],
    ["", []],
  ])("%j: %j", (pattern, names) => expect([...namesOf(pattern)].sort()).toEqual(names));

  test.each(["*", "**", "*:*", "?*:*"])("every action of every service: %s", (pattern) =>
    expect(actionsMatching(pattern)).toHaveLength(everything.length),
  );
  test("every action of a service: sqs:*", () => expect(actionsMatching("sqs:*")).toEqual(actionsOf("sqs")));
  test("what it stood for before, which is kept", () => {
    const before = actionsMatching("SQS:Send*");
    actionsMatching("sqs:Delete*");
    expect(actionsMatching("sqs:send*")).toBe(before);
  });
});

describe("a pattern covers all", () => {
  const buckets = { name: "bucket", arn: "arn:*:s3:::*" };
  const roles = { name: "role", arn: "arn:*:iam::*:role/*" };
  const queues = { name: "queue", arn: "arn:*:sqs:*:*:*" };
  test.each([
    ["*", roles],
    ["?*", queues],
    ["arn:*", queues],
    ["arn:aws:*", queues],
    ["arn:aws:sqs*", queues],
    ["arn:aws:s*:*:*", queues],
    ["arn:aws:sqs:*", queues],
    ["arn:aws:sqs:eu-west-1:*", queues],
    ["arn:aws:sqs:eu-west-1:123456789012:*", queues],
    ["arn:aws:s3:*", buckets],
    ["arn:aws:s3:::*", buckets],
    ["arn:aws-us-gov:iam::*", roles],
    ["arn:aws:iam::*:*", roles],
    ["arn:aws:iam::123456789012:*", roles],
    ["arn:aws:iam::123456789012:role*", roles],
    ["arn:aws:iam::123456789012:role/*", roles],
  ])("%s: the %o of an account", (pattern, type) => expect(takesInAll(pattern, type)).toBe(true));

  test.each([
    ["", roles],
    ["?", roles],
    ["role/*", roles],
    ["xarn:aws:iam::123456789012:role/*", roles],
    ["arn", roles],
    ["arn:aws", roles],
    ["arn:aws:iam", roles],
    ["arn:aws:iam:", roles],
    ["arn:aws:am::*", roles],
    ["arn:aws:iam::123456789012", roles],
    ["arn:aws:iam::123456789012:role/app-*", roles],
    ["arn:aws:iam::123456789012:user/*", roles],
    ["arn:aws:sqs:*:*:*", roles],
    ["arn:aws:sqs:*", roles],
    ["arn:aws:sqs:eu-west-1:123456789012:jobs:*", queues],
    ["arn:aws:s3:::b*", buckets],
  ])("%s: not the %o of an account", (pattern, type) => expect(takesInAll(pattern, type)).toBe(false));
});
