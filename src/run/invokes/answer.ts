import { partitionOf, suffixOf } from "../../iam/document/partitions.js";
import { signatureKey, signatures } from "../../model/value.js";
import { foreignAnswer } from "./foreign.js";
import type { InvokeAnswer } from "./invoke-answer.js";
import { PolicyDocumentError, policyDocument } from "./policy-document.js";
import { principalSuffix, regionsBeside, serviceAccounts } from "./regions.js";
import { account, typedAnswer } from "./typed.js";

type Raw = Readonly<Record<string, unknown>>;

/** What the answer to an invoke depends on besides its arguments. */
export interface InvokeContext {
  readonly region: string | undefined;
  /** The folder that the program runs in, from which functions read files. */
  readonly folder?: string;
}

/** Functions that can be computed, or have one sensible answer. */
const computed: ReadonlyMap<string, (args: Raw, region: string) => Raw> = new Map<string, (args: Raw, region: string) => Raw>([
  ["aws:iam/getPolicyDocument:getPolicyDocument", policyDocument],
  [
    "aws:index/getCallerIdentity:getCallerIdentity",
    (_, region) => ({
      id: account,
      accountId: account,
      arn: `arn:${partitionOf(region)}:iam::${account}:user/preview`,
      userId: "AIDAPREVIEW",
    }),
  ],
  [
    "aws:index/getPartition:getPartition",
    (_, region) => {
      const partition = partitionOf(region);
      const dnsSuffix = suffixOf(partition);
      return { id: partition, partition, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").toReversed().join(".") };
    },
  ],
  ["aws:index/getRegion:getRegion", (args, region) => regionOf(String(args["region"] ?? args["name"] ?? region))],
  [
    "aws:index/getArn:getArn",
    (args) => {
      const [, partition = "", service = "", region = "", owner = "", ...resource] = String(args["arn"]).split(":");
      return { id: args["arn"], arn: args["arn"], partition, service, region, account: owner, resource: resource.join(":") };
    },
  ],
  [
    "aws:index/getServicePrincipal:getServicePrincipal",
    (args, own) => {
      const region = String(args["region"] ?? own);
      const service = String(args["serviceName"]);
      const suffix = principalSuffix(service, region);
      return { id: `${service}.${region}.${suffix}`, name: `${service}.${suffix}`, region, serviceName: service, suffix };
    },
  ],
  [
    "aws:index/getAvailabilityZones:getAvailabilityZones",
    (args, own) => {
      const region = String(args["region"] ?? own);
      const names = ["a", "b", "c"].map((zone) => `${region}${zone}`);
      return {
        ...args,
        id: region,
        region,
        names,
        zoneIds: [1, 2, 3].map((number) => `${shortRegion(region)}-az${number}`),
        groupNames: [region],
      };
    },
  ],
  ["aws:index/getRegions:getRegions", (args, region) => ({ ...args, id: partitionOf(region), names: regionsBeside(region) })],
  [
    "aws:cloudfront/getLogDeliveryCanonicalUserId:getLogDeliveryCanonicalUserId",
    (args, own) => {
      const region = String(args["region"] ?? own);
      return { id: partitionOf(region) === "aws-cn" ? logDelivery.china : logDelivery.global, region };
    },
  ],
  ["aws:index/getDefaultTags:getDefaultTags", () => ({ id: "tags", tags: {} })],
  ["aws:s3/getCanonicalUserId:getCanonicalUserId", () => ({ id: "0".repeat(64), displayName: "preview" })],
  [
    "aws:ec2/getSubnetIds:getSubnetIds",
    (args) => ({ ...args, id: String(args["vpcId"]), ids: [1, 2, 3].map((n) => `subnet-0000000000000000${n}`) }),
  ],
]);

/** The user of S3 by which CloudFront writes its logs. */
const logDelivery = {
  global: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
  china: "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
};

/** Those of them whose answer depends on an account, which is not known here: they are listed after the run, and can have mocks. */
const ofAccount: ReadonlySet<string> = new Set([
  "aws:ec2/getSubnetIds:getSubnetIds",
  "aws:index/getAvailabilityZones:getAvailabilityZones",
  "aws:index/getCallerIdentity:getCallerIdentity",
  "aws:index/getDefaultTags:getDefaultTags",
  "aws:index/getRegions:getRegions",
  "aws:s3/getCanonicalUserId:getCanonicalUserId",
]);

const regionOf = (region: string): Raw => ({
  id: region,
  name: region,
  region,
  endpoint: `ec2.${region}.${suffixOf(partitionOf(region))}`,
  description: region,
});

/** `use1` of `us-east-1`, as ids of zones begin. */
const shortRegion = (region: string): string =>
  region
    .split("-")
    .map((part, i) =>
      i === 0 || /^\d+$/.test(part)
        ? part
        : /^(?:north|south|central)(?:east|west)$/.test(part)
          ? `${part[0]}${/east/.test(part) ? "e" : "w"}`
          : part[0],
    )
    .join("");

/** Results that the provider marks as secret. */
const secretResults: Readonly<Record<string, readonly string[]>> = {
  "aws:secretsmanager/getSecretVersion:getSecretVersion": ["secretString", "secretBinary"],
  "aws:ssm/getParameter:getParameter": ["value"],
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": ["authorizationToken", "password"],
  "aws:ecr/getCredentials:getCredentials": ["authorizationToken"],
  "aws:eks/getClusterAuth:getClusterAuth": ["token"],
};

/** The answer to an invoke: computed where it can be, with stand-ins of the right types where only the cloud could answer. */
export function answerInvoke(token: string, args: Raw, { region = "us-east-1", folder = "." }: InvokeContext): InvokeAnswer {
  const owner = serviceAccounts.get(token)?.(String(args["region"] ?? region));
  if (owner !== undefined) return { kind: "answer", value: owner };
  const foreign = foreignAnswer(token, args, { region, folder });
  if (foreign !== undefined) return foreign;
  const answer = computed.get(token);
  if (answer !== undefined) {
    try {
      return { kind: "answer", value: answer(args, region), ...(ofAccount.has(token) && { isStandIn: true }) };
    } catch (error) {
      if (error instanceof PolicyDocumentError) return { kind: "failure", reason: error.message };
      throw error;
    }
  }
  const typed = typedAnswer({ token, args, region });
  if (typed === undefined) return { kind: "unknown" };
  const secrets = Object.hasOwn(secretResults, token) ? (secretResults[token] ?? []) : [];
  const value = Object.fromEntries(
    Object.entries(typed).map(([key, item]) => [key, secrets.includes(key) ? { [signatureKey]: signatures.secret, value: item } : item]),
  );
  return { kind: "answer", value, isStandIn: true };
}
