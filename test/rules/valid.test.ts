import { valid } from "../../src/rules/valid.js";
import { anyRes, ref, res, suite, unknown } from "../suite.js";

const network = (vpc: string, ...subnets: readonly unknown[]) => [
  res("ec2.Vpc", "main", { cidrBlock: vpc }),
  ...subnets.map((cidrBlock, i) => anyRes("aws:ec2/subnet:Subnet", `subnet-${i}`, { vpcId: ref("main"), cidrBlock })),
];
const open = (...cidrBlocks: readonly string[]) => ({ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [...cidrBlocks] });
const ranges = (count: number) => Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`);
const task = (cpu: string, memory: string) => ({
  family: "shop",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  containerDefinitions: "[]",
  ...{ cpu, memory },
});
const lifecycle = (transitions: readonly object[], days?: number) => ({
  bucket: "b",
  rules: [{ id: "old", status: "Enabled", transitions, ...(days === undefined ? {} : { expiration: { days } }) }],
});
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
});
const attached = (count: number) => [
  res("iam.Role", "app", { assumeRolePolicy: trust }),
  ...Array.from({ length: count }, (_, i) =>
    res("iam.RolePolicyAttachment", `policy-${i}`, { role: ref("app"), policyArn: `arn:aws:iam::aws:policy/P${i}` }),
  ),
];
const letters = (fifoQueue: boolean | undefined) => [
  res("sqs.Queue", "dead", fifoQueue === undefined ? {} : { fifoQueue }),
  res("sqs.Queue", "orders", { redrivePolicy: ref("dead", "arn") }),
];

suite(valid, {
  "valid-name": {
    bad: [
      res("lb.LoadBalancer", "front", {
        name: "a-name-that-is-longer-than-a-load-balancer-may-have",
        internal: true,
        subnets: ["s-1", "s-2"],
      }),
    ],
    good: [res("sqs.Queue", "orders", { name: "orders" })],
    pass: [
      [res("lb.LoadBalancer", "front", { name: "front-a1b2c3d" })],
      [res("lb.LoadBalancer", "front", { name: unknown })],
      [res("s3.Bucket", "files", { bucket: "files.example.com" })],
      [res("s3.Bucket", "files", {})],
      [res("iam.Role", "app", { name: "app+web=1,2.3@x", assumeRolePolicy: "{}" })],
      [res("ecr.Repository", "web", { name: "team/shop_web" })],
      [res("kms.Alias", "shop", { name: "alias/shop", targetKeyId: "k" })],
    ],
    fail: [
      { of: [res("lb.LoadBalancer", "front", { name: "x".repeat(33) })], message: "has 33 characters, expected at most 32" },
      [res("lb.TargetGroup", "web", { name: "shop_web" })],
      [res("s3.Bucket", "files", { bucket: "Files" })],
      [res("s3.Bucket", "files", { bucket: "192.168.1.1" })],
      [res("s3.Bucket", "files", { bucket: "ab" })],
      [res("iam.Role", "app", { name: "x".repeat(65), assumeRolePolicy: "{}" })],
      [res("opensearch.Domain", "search", { domainName: "a-search-domain-of-the-shop-team" })],
      [res("ec2.SecurityGroup", "web", { description: "the team’s group" })],
      [res("kms.Alias", "shop", { name: "alias/aws/shop", targetKeyId: "k" })],
    ],
  },
  "valid-sns-topic-fifo-name": {
    pass: [{ name: "events.fifo", fifoTopic: true }, { name: "events" }, { fifoTopic: true }, { name: unknown, fifoTopic: true }],
    fail: [{ name: "events", fifoTopic: true }, { name: "events.fifo" }],
  },
  "valid-sqs-queue-fifo-name": {
    pass: [{ name: "orders.fifo", fifoQueue: true }, { name: "orders" }, { fifoQueue: true }, { name: unknown, fifoQueue: true }],
    fail: [{ name: "orders", fifoQueue: true }, { name: "orders.fifo" }],
  },
  "valid-lambda-environment-size": {
    pass: [{ role: "r", environment: { variables: { A: "x".repeat(4000) } } }, { role: "r" }],
    fail: [
      { role: "r", environment: { variables: { A: "x".repeat(4096) } } },
      { role: "r", environment: { variables: { A: "é".repeat(2048) } } },
    ],
  },
  "valid-lambda-layers": {
    pass: [{ role: "r", layers: ["1", "2", "3", "4", "5"] }],
    fail: [{ role: "r", layers: ["1", "2", "3", "4", "5", "6"] }],
  },
  "valid-security-group-rule-count": {
    pass: [{ ingress: [open(...ranges(60))] }, { ingress: [open(...ranges(40))], egress: [open(...ranges(40))] }],
    fail: [
      { of: { ingress: [open(...ranges(40)), open(...ranges(21))] }, message: "has 61 rules, expected at most 60" },
      { egress: [{ ...open(...ranges(60)), self: true }] },
    ],
  },
  "valid-subnet-ranges": {
    pass: [
      network("10.0.0.0/16", "10.0.0.0/24", "10.0.1.0/24"),
      network("10.0.0.0/16", unknown, "10.0.1.0/24"),
      [
        ...network("10.0.0.0/16", "10.1.0.0/24"),
        res("ec2.VpcIpv4CidrBlockAssociation", "more", { vpcId: ref("main"), cidrBlock: "10.1.0.0/16" }),
      ],
    ],
    fail: [
      { of: network("10.0.0.0/16", "10.0.0.0/24", "10.0.0.128/25"), message: "overlaps another one" },
      { of: network("10.0.0.0/16", "10.1.0.0/24"), message: "outside of its range" },
      { of: network("10.0.0.0/16", "10.0.0.0/29"), message: "between /16 and /28" },
    ],
  },
  "valid-fargate-size": {
    pass: [
      task("256", "512"),
      task(".5 vCPU", "1 GB"),
      task("16384", "122880"),
      { family: "x", containerDefinitions: "[]", cpu: "100", memory: "100" },
    ],
    fail: [task("256", "4096"), task("300", "512"), { of: { ...task("256", "512"), memory: "" }, message: "Fargate needs it" }],
  },
  "valid-listener-certificate": {
    pass: [
      { loadBalancerArn: "a", defaultActions: [], protocol: "HTTPS", certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1" },
      { loadBalancerArn: "a", defaultActions: [], protocol: "HTTP" },
    ],
    fail: [{ loadBalancerArn: "a", defaultActions: [], protocol: "HTTPS" }],
  },
  "valid-autoscaling-sizes": {
    pass: [
      { minSize: 1, maxSize: 3 },
      { minSize: 1, maxSize: 3, desiredCapacity: 3 },
    ],
    fail: [
      { minSize: 4, maxSize: 3 },
      { minSize: 1, maxSize: 3, desiredCapacity: 4 },
      { minSize: 2, maxSize: 3, desiredCapacity: 1 },
    ],
  },
  "valid-s3-lifecycle-order": {
    pass: [lifecycle([{ days: 30, storageClass: "STANDARD_IA" }], 31), lifecycle([{ days: 0, storageClass: "INTELLIGENT_TIERING" }], 1)],
    fail: [lifecycle([{ days: 7, storageClass: "STANDARD_IA" }]), lifecycle([{ days: 90, storageClass: "GLACIER" }], 90)],
  },
  "valid-dead-letter-queue-kind": {
    pass: [letters(undefined), letters(false)],
    fail: [letters(true)],
  },
  "valid-iam-role-policy-count": {
    pass: [attached(10)],
    fail: [attached(11)],
  },
  "valid-fargate-network-mode": {
    pass: [task("256", "512"), { family: "x", containerDefinitions: "[]" }],
    fail: [{ ...task("256", "512"), networkMode: "bridge" }],
  },
});
