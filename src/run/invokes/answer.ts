import { signatureKey, signatures } from "../../model/value.js";
import { policyDocument } from "./policy-document.js";
import { account, typedAnswer } from "./typed.js";

type Raw = Readonly<Record<string, unknown>>;

/** What the answer to an invoke depends on besides its arguments. */
export interface InvokeContext {
  readonly region: string | undefined;
}

/** An answer; `unknown` where nothing is known of the function. */
export type InvokeAnswer = { readonly kind: "answer"; readonly value: Raw; readonly isStandIn?: true } | { readonly kind: "unknown" };

/** The partition of a region. */
function partitionOf(region: string): string {
  const known: readonly (readonly [string, string])[] = [
    ["cn-", "aws-cn"],
    ["us-gov-", "aws-us-gov"],
    ["us-iso-", "aws-iso"],
    ["us-isob-", "aws-iso-b"],
    ["eu-isoe-", "aws-iso-e"],
    ["us-isof-", "aws-iso-f"],
    ["eusc-", "aws-eusc"],
  ];
  return known.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

const suffixes: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-eusc": "amazonaws.eu",
};
const suffixOf = (partition: string): string => (Object.hasOwn(suffixes, partition) ? (suffixes[partition] ?? "") : "amazonaws.com");

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
      const suffix = suffixOf(partitionOf(region)) === "amazonaws.com.cn" ? "amazonaws.com.cn" : "amazonaws.com";
      const name = `${String(args["serviceName"])}.${suffix}`;
      return { id: `${String(args["serviceName"])}.${region}.${suffix}`, name, region, serviceName: args["serviceName"], suffix };
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
  ["aws:index/getDefaultTags:getDefaultTags", () => ({ id: "tags", tags: {} })],
  ["aws:s3/getCanonicalUserId:getCanonicalUserId", () => ({ id: "0".repeat(64), displayName: "preview" })],
  [
    "aws:ec2/getSubnetIds:getSubnetIds",
    (args) => ({ ...args, id: String(args["vpcId"]), ids: [1, 2, 3].map((n) => `subnet-0000000000000000${n}`) }),
  ],
]);

/** Those of them whose answer depends on an account, which is not known here: they are listed after the run, and can have mocks. */
const ofAccount: ReadonlySet<string> = new Set([
  "aws:ec2/getSubnetIds:getSubnetIds",
  "aws:index/getAvailabilityZones:getAvailabilityZones",
  "aws:index/getCallerIdentity:getCallerIdentity",
  "aws:index/getDefaultTags:getDefaultTags",
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
export function answerInvoke(token: string, args: Raw, { region = "us-east-1" }: InvokeContext): InvokeAnswer {
  const answer = computed.get(token);
  if (answer !== undefined) return { kind: "answer", value: answer(args, region), ...(ofAccount.has(token) && { isStandIn: true }) };
  const typed = typedAnswer({ token, args, region });
  if (typed === undefined) return { kind: "unknown" };
  const secrets = Object.hasOwn(secretResults, token) ? (secretResults[token] ?? []) : [];
  const value = Object.fromEntries(
    Object.entries(typed).map(([key, item]) => [key, secrets.includes(key) ? { [signatureKey]: signatures.secret, value: item } : item]),
  );
  return { kind: "answer", value, isStandIn: true };
}
