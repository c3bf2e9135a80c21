import { oneOf, present, some } from "../language/pattern.js";
import { rule } from "../language/rule.js";
import { covers } from "../network/cidr.js";
import { named } from "../views/named.js";
import { fargateMemory, fargateUnits } from "./helpers/fargate.js";
import { list, number, text } from "./helpers/read.js";
import { rulesOf } from "./helpers/rule-count.js";

const midway = "AWS refuses it in the middle of an update, when other resources are already changed.";
const about = { severity: "medium", preset: "all", ignoresUnknown: true } as const;

const characters = (name: string): number => [...name].length;
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const fifoName = (name: string, isFifo: string): string | false => {
  const isNamed = name.endsWith(".fifo");
  if (name === "" || (isFifo === "true") === isNamed) return false;
  return isNamed ? "ends with .fifo, but it is not FIFO" : "does not end with .fifo";
};
const bitsOf = (cidr: string): number => Number(cidr.split("/")[1] ?? Number.NaN);

export const valid = {
  "valid-name": rule(named, {
    ...about,
    title: "Names must have a length and characters that AWS accepts",
    fix: "Shorten the name, or replace the characters; or leave it out, so that the provider makes one.",
    why: `${midway} Names that the provider makes, and those that are not known yet, are left alone.`,
    docs: "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    check: ({ name, limit }) => {
      const length = characters(name);
      if (length > limit.most) return `has ${counted(length, "character")}, expected at most ${limit.most}`;
      if (length < (limit.least ?? 1)) return `has ${counted(length, "character")}, expected at least ${limit.least ?? 1}`;
      const isFit = limit.pattern?.test(name) !== false && limit.reserved?.test(name) !== true;
      return !isFit && `is not made of ${limit.characters ?? "the characters that AWS accepts"}`;
    },
  }),
  "valid-sns-topic-fifo-name": rule("sns.Topic", {
    ...about,
    title: "Names of SNS topics must end with .fifo if, and only if, the topic is FIFO",
    fix: "End the name with `.fifo`, or remove it where `fifoTopic` is not true.",
    why: midway,
    docs: "https://docs.aws.amazon.com/sns/latest/dg/fifo-topics.html",
    check: ({ name, fifoTopic }, { at, isUnknown }) => {
      const found = !isUnknown("name") && !isUnknown("fifoTopic") && fifoName(text(name), text(fifoTopic));
      return found && at("name", found);
    },
  }),
  "valid-sqs-queue-fifo-name": rule("sqs.Queue", {
    ...about,
    title: "Names of SQS queues must end with .fifo if, and only if, the queue is FIFO",
    fix: "End the name with `.fifo`, or remove it where `fifoQueue` is not true.",
    why: midway,
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/fifo-queue-message-identifiers.html",
    check: ({ name, fifoQueue }, { at, isUnknown }) => {
      const found = !isUnknown("name") && !isUnknown("fifoQueue") && fifoName(text(name), text(fifoQueue));
      return found && at("name", found);
    },
  }),
  "valid-lambda-environment-size": rule("lambda.Function", {
    ...about,
    title: "Lambda environment variables must together have at most 4 KB",
    fix: "Keep large values in the Parameter Store, in AppConfig or in S3, and pass their names.",
    why: midway,
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    check: ({ environment }, { at, isUnknown }) => {
      if (isUnknown("environment") || isUnknown("environment.variables")) return undefined;
      const known = Object.entries(environment?.variables ?? {}).map(([name, value]) =>
        Buffer.byteLength(name + (isUnknown(`environment.variables.${name}`) ? "" : text(value))),
      );
      const size = known.reduce((sum, bytes) => sum + bytes, 0);
      return size > 4096 && at("environment.variables", `has ${size} bytes, expected at most 4096`);
    },
  }),
  "valid-lambda-layers": rule("lambda.Function", {
    ...about,
    title: "Lambda functions must have at most five layers",
    fix: "Put the content of several layers into one.",
    why: midway,
    docs: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    check: ({ layers }, { at, isUnknown }) =>
      !isUnknown("layers") && list(layers).length > 5 && at("layers", `has ${list(layers).length} layers, expected at most 5`),
  }),
  "valid-security-group-rule-count": rule(["ec2.SecurityGroup", "ec2.DefaultSecurityGroup"], {
    ...about,
    title: "VPC security groups must have no more rules than their quota",
    fix: "Use a prefix list, or several groups; or raise the quota of the account and the option `most` with it.",
    why: `${midway} Each range counts as a rule, for IPv4 and for IPv6 apart, and each group for both.`,
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
    options: { most: 60 },
    check: (group, { at, options, isUnknown }) =>
      (["ingress", "egress"] as const).flatMap((direction) => {
        const count = isUnknown(direction) ? 0 : rulesOf(list(group[direction]));
        return count > options.most ? [at(direction, `has ${count} rules, expected at most ${options.most}`)] : [];
      }),
  }),
  "valid-subnet-ranges": rule("ec2.Vpc", {
    ...about,
    title: "VPC subnets must have ranges inside their VPC that do not overlap",
    fix: "Give each subnet a `cidrBlock` of its own, between /16 and /28, inside a range of the VPC.",
    why: midway,
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    with: { subnets: "ec2.Subnet#vpcId", more: "ec2.VpcIpv4CidrBlockAssociation#vpcId" },
    check: ({ cidrBlock, subnets, more }) => {
      const ranges = subnets.map((subnet) => text(subnet.cidrBlock)).filter((range) => range !== "");
      const twice = ranges.find((range, i) => ranges.some((other, j) => j < i && (covers(other, range) || covers(range, other))));
      if (twice !== undefined) return `has a subnet ${twice} that overlaps another one`;
      const outside = ranges.find((range) => text(cidrBlock) !== "" && more.length === 0 && !covers(text(cidrBlock), range));
      if (outside !== undefined) return `has a subnet ${outside} outside of its range ${text(cidrBlock)}`;
      const wrong = ranges.find((range) => bitsOf(range) < 16 || bitsOf(range) > 28);
      return wrong !== undefined && `has a subnet ${wrong}, expected a range between /16 and /28`;
    },
  }),
  "valid-fargate-size": rule("ecs.TaskDefinition", {
    ...about,
    title: "ECS tasks on Fargate must have a size that Fargate offers",
    fix: 'Set `cpu` and `memory` to one of the pairs that Fargate offers, such as "512" and "1024".',
    why: midway,
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    when: { requiresCompatibilities: some("FARGATE") },
    check: ({ cpu, memory }, { at }) => {
      if (text(cpu) === "" || text(memory) === "") return at(text(cpu) === "" ? "cpu" : "memory", "is unset, and Fargate needs it");
      const [units, size] = [fargateUnits(text(cpu)), fargateUnits(text(memory))];
      const sizes = fargateMemory(units);
      if (sizes === undefined) return at("cpu", `is ${text(cpu)}, which is not a size of Fargate`);
      return !sizes.includes(size) && at("memory", `is ${text(memory)}, which Fargate does not offer with ${text(cpu)} of cpu`);
    },
  }),
  "valid-listener-certificate": rule("lb.Listener", {
    ...about,
    title: "Load balancer listeners for HTTPS and TLS must have a certificate",
    fix: "Set `certificateArn`.",
    why: midway,
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
    when: { protocol: oneOf("HTTPS", "TLS") },
    require: { certificateArn: present },
  }),
  "valid-autoscaling-sizes": rule("autoscaling.Group", {
    ...about,
    title: "Auto Scaling groups must have a desired size between their least and most",
    fix: "Set `minSize` ≤ `desiredCapacity` ≤ `maxSize`.",
    why: midway,
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
    check: ({ minSize, maxSize, desiredCapacity }, { at }) => {
      const [least, most] = [number(minSize, 0), number(maxSize, 0)];
      if (least > most) return at("minSize", `is ${least}, more than maxSize (${most})`);
      const desired = number(desiredCapacity, least);
      return (desired < least || desired > most) && at("desiredCapacity", `is ${desired}, expected ${least} to ${most}`);
    },
  }),
  "valid-s3-lifecycle-order": rule("s3.BucketLifecycleConfiguration", {
    ...about,
    title: "S3 lifecycle rules must move objects no earlier than S3 accepts, and expire them later",
    fix: "Move to STANDARD_IA and ONEZONE_IA after 30 days or more, and let objects expire after the last transition.",
    why: midway,
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html",
    check: (configuration, { each }) =>
      each(configuration, "rules", ({ transitions, expiration }) => {
        const early = list(transitions).find(
          ({ storageClass, days }) => /^(STANDARD|ONEZONE)_IA$/.test(text(storageClass)) && number(days, 30) < 30,
        );
        if (early !== undefined)
          return `moves objects to ${text(early.storageClass)} after ${number(early.days, 0)} days, expected at least 30`;
        const last = Math.max(...list(transitions).map(({ days }) => number(days, 0)), 0);
        const end = number(expiration?.days, 0);
        return end > 0 && end <= last && `expires objects after ${end} days, and moves them only after ${last}`;
      }),
  }),
  "valid-dead-letter-queue-kind": rule("sqs.Queue", {
    ...about,
    title: "SQS queues must have a dead-letter queue of their own kind",
    fix: "Use a FIFO queue as the dead-letter queue of a FIFO queue, and a standard one for a standard queue.",
    why: midway,
    docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    with: { letters: "redrivePolicy -> sqs.Queue" },
    check: ({ fifoQueue, letters }, { at }) =>
      letters.some((other) => (text(other.fifoQueue) === "true") !== (text(fifoQueue) === "true")) &&
      at("redrivePolicy", `names a ${text(fifoQueue) === "true" ? "standard" : "FIFO"} queue`),
  }),
  "valid-iam-role-policy-count": rule("iam.Role", {
    ...about,
    title: "IAM roles must have no more managed policies than their quota",
    fix: "Put several policies into one; or raise the quota of the account and the option `most` with it.",
    why: midway,
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    options: { most: 10 },
    with: { attachments: "iam.RolePolicyAttachment#role" },
    check: ({ managedPolicyArns, attachments }, { options, isUnknown }) => {
      const count = attachments.length + (isUnknown("managedPolicyArns") ? 0 : list(managedPolicyArns).length);
      return count > options.most && `has ${count} managed policies, expected at most ${options.most}`;
    },
  }),
  "valid-fargate-network-mode": rule("ecs.TaskDefinition", {
    ...about,
    title: "ECS tasks on Fargate must use the network mode awsvpc",
    fix: 'Set `networkMode: "awsvpc"`.',
    why: midway,
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    when: { requiresCompatibilities: some("FARGATE") },
    require: { networkMode: "awsvpc" },
  }),
};
