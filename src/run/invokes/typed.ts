import { resultProperties } from "../../data/function-results.js";
import { partitionOf } from "../../iam/document/partitions.js";

type Raw = Readonly<Record<string, unknown>>;

/** The account in place of the user's own, which is not known. */
export const account = "123456789012";

/** What stand-ins depend on. */
export interface Place {
  readonly token: string;
  readonly args: Raw;
  readonly region: string;
}

/**
 * An answer of the right types to a function of the provider that only the cloud can answer: what was asked for is repeated, every list has an item, and
 * texts are stand-ins of the form that the service has. `undefined` for a function that is not known.
 */
export function typedAnswer(place: Place): Raw | undefined {
  const properties = resultProperties(place.token);
  if (properties === undefined) return undefined;
  return objectOf(properties, place, 0);
}

function objectOf(properties: NonNullable<ReturnType<typeof resultProperties>>, place: Place, depth: number): Raw {
  return Object.fromEntries(
    properties.flatMap(({ name, type, isOptional }) => {
      const given = depth === 0 ? place.args[name] : undefined;
      if (given !== undefined && given !== null) return [[name, given]];
      return isOptional ? [] : [[name, valueFor(name, type, place, depth)]];
    }),
  );
}

function valueFor(name: string, type: string, place: Place, depth: number): unknown {
  if (type.startsWith("[")) return listOf(name, type.slice(1, -1), place, depth);
  if (type.startsWith("{")) return name === "ebs" ? volume : {};
  if (type === "n") return 1;
  if (type === "b") return booleans.get(name) ?? false;
  if (type === "s") return textOf(name, place);
  const inner = depth > maximumDepth ? undefined : resultProperties(type);
  return inner === undefined ? {} : objectOf(inner, place, depth + 1);
}

// No result of the provider is nested deeper.
const maximumDepth = 12;

const volume: Raw = { deleteOnTermination: "true", encrypted: "false", iops: "0", snapshotId: "", volumeSize: "8", volumeType: "gp3" };
const booleans: ReadonlyMap<string, boolean> = new Map([
  ["enableDnsHostnames", true],
  ["enableDnsSupport", true],
  ["enabled", true],
  ["public", true],
]);

/** Of what a network has in every zone there are three, so that a program can spread over zones. */
const many = /^(?:ids|names|subnets|subnetIds|zoneIds|availabilityZones|cidrBlocks)$/;
// What somebody asked for by a filter, and lists that are often empty.
const empty = /^(?:filters|productCodes|tags|ipv6.*|nextToken)$/i;

function listOf(name: string, item: string, place: Place, depth: number): readonly unknown[] {
  if (empty.test(name)) return [];
  if (item !== "s") return [valueFor(name, item, place, depth + 1)];
  if (name === "availabilityZones" || (name === "names" && /AvailabilityZones:/.test(place.token)))
    return ["a", "b", "c"].map((zone) => `${place.region}${zone}`);
  if (/cidrBlocks?$/i.test(name)) return ["10.0.0.0/24"];
  return many.test(name)
    ? [1, 2, 3].map((number) => numbered(textOf(name.replace(/s$/, ""), place), number))
    : [textOf(name.replace(/s$/, ""), place)];
}

const numbered = (text: string, number: number): string => (text.endsWith("0") ? `${text.slice(0, -1)}${number}` : `${text}-${number}`);

/** The form of an id by what it names. */
const idPrefixes: readonly (readonly [RegExp, string])[] = [
  [/subnet/i, "subnet"],
  [/securityGroup/i, "sg"],
  [/vpcEndpoint/i, "vpce"],
  [/peering/i, "pcx"],
  [/transitGatewayAttachment/i, "tgw-attach"],
  [/transitGateway/i, "tgw"],
  [/vpc/i, "vpc"],
  [/ami$|image/i, "ami"],
  [/internetGateway/i, "igw"],
  [/natGateway/i, "nat"],
  [/routeTable/i, "rtb"],
  [/networkAcl/i, "acl"],
  [/networkInterface/i, "eni"],
  [/launchTemplate/i, "lt"],
  [/snapshot/i, "snap"],
  [/volume/i, "vol"],
  [/instance/i, "i"],
  [/fileSystem/i, "fs"],
  [/prefixList/i, "pl"],
  [/eip|allocation/i, "eipalloc"],
];

const fixed: Readonly<Record<string, string>> = {
  state: "available",
  ipv6CidrBlock: "",
  ipv6AssociationId: "",
  ipv6CidrBlockAssociationId: "",
  customerOwnedIpv4Pool: "",
  outpostArn: "",
  permissionsBoundary: "",
  path: "/",
  addressFamily: "IPv4",
  cidr: "10.0.0.0/24",
  publicIp: "198.51.100.10",
  privateIp: "10.0.0.10",
  availabilityZoneId: "use1-az1",
  status: "ACTIVE",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  cidrBlock: "10.0.0.0/16",
  architecture: "x86_64",
  virtualizationType: "hvm",
  rootDeviceType: "ebs",
  rootDeviceName: "/dev/xvda",
  deviceName: "/dev/xvda",
  instanceTenancy: "default",
  hypervisor: "xen",
  policy: '{"Version":"2012-10-17","Statement":[]}',
  assumeRolePolicy: '{"Version":"2012-10-17","Statement":[]}',
  policyDocument: '{"Version":"2012-10-17","Statement":[]}',
  secretString: "{}",
  version: "1",
  port: "443",
  creationDate: "2025-01-01T00:00:00.000Z",
  // base64
  data: "cHJldmlldw==",
};

function textOf(name: string, { token, args, region }: Place): string {
  const [, path = "", called = ""] = token.split(":");
  const service = path.split("/")[0] ?? "";
  const known = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
  if (known !== undefined) return known;
  const thing = called.replace(/^get/, "");
  const label =
    [args["name"], args["bucket"], args["domain"], args["functionName"]].find((given) => typeof given === "string") ?? "preview";
  if (name === "region" || name === "bucketRegion") return region;
  if (name === "availabilityZone") return `${region}a`;
  if (/^(?:account|accountId|owner|registryId)$|OwnerId$|^ownerId$|AccountId$/.test(name)) return account;
  if (name === "arn" || /Arn$/.test(name)) return arnOf(service, thing, String(label), region);
  if (/^(?:id|zoneId)$/.test(name) && /zone$/i.test(thing) && service === "route53") return "Z0000000000000000000";
  if (/id$/i.test(name)) {
    const prefix = idPrefixes.find(([form]) => form.test(name === "id" ? thing : name))?.[1];
    return prefix === undefined ? (name === "id" ? String(label) : `preview-${name}`) : `${prefix}-00000000000000000`;
  }
  if (/(?:endpoint|domainName|dnsName|hostname|address)$/i.test(name)) return `${label}.${service}.${region}.amazonaws.com`;
  if (/url$/i.test(name)) return `https://${label}.${service}.${region}.amazonaws.com`;
  return name === "name" ? String(label) : "preview";
}

const globalServices: ReadonlySet<string> = new Set(["iam", "cloudfront", "route53", "organizations"]);

function arnOf(service: string, thing: string, label: string, region: string): string {
  const partition = partitionOf(region);
  if (service === "s3") return `arn:${partition}:s3:::${label}`;
  const kind = thing.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const place = globalServices.has(service) ? `:${account}` : `${region}:${account}`;
  const names: Readonly<Record<string, string>> = {
    lb: "elasticloadbalancing",
    alb: "elasticloadbalancing",
    cloudwatch: "logs",
    cognito: "cognito-idp",
  };
  const called = Object.hasOwn(names, service) ? names[service] : service;
  return `arn:${partition}:${called}:${place}:${["sns", "sqs"].includes(service) ? label : `${kind}/${label}`}`;
}
