/**
 * The partitions of AWS: as the second part of an ARN names them, the suffix of their host and service names, and how their regions begin.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const table: readonly (readonly [name: string, suffix: string, regions?: string])[] = [
  ["aws", "amazonaws.com"],
  ["aws-cn", "amazonaws.com.cn", "cn-"],
  ["aws-us-gov", "amazonaws.com", "us-gov-"],
  ["aws-eusc", "amazonaws.eu", "eusc-"],
  ["aws-iso", "c2s.ic.gov", "us-iso-"],
  ["aws-iso-b", "sc2s.sgov.gov", "us-isob-"],
  ["aws-iso-e", "cloud.adc-e.uk", "eu-isoe-"],
  ["aws-iso-f", "csp.hci.ic.gov", "us-isof-"],
];

export const partitions: readonly string[] = table.map(([name]) => name);

/** The partition of a region. */
export const partitionOf = (region: string): string =>
  table.find(([, , begin]) => begin !== undefined && region.startsWith(begin))?.[0] ?? "aws";

/** The suffix of the host and service names of a partition. */
export const suffixOf = (partition: string): string => table.find(([name]) => name === partition)?.[1] ?? "amazonaws.com";

const suffixes: readonly string[] = [...new Set(table.map(([, suffix]) => suffix))];
const anySuffix = `\\.(?:${suffixes.map((suffix) => suffix.replaceAll(".", "\\.")).join("|")})$`;

/** The end of a host or a service of AWS, such as `.amazonaws.com.cn`. */
export const dnsSuffix = new RegExp(anySuffix, "i");

/** A service under the name that it has in most partitions: `ec2.amazonaws.com` for `ec2.amazonaws.com.cn`. */
export const commonName = (service: string): string => service.replace(dnsSuffix, ".amazonaws.com");

/** The names of a service in all partitions. */
export const namesOfService = (service: string): readonly string[] =>
  dnsSuffix.test(service) ? suffixes.map((suffix) => service.replace(dnsSuffix, `.${suffix}`)) : [service];

/** Whatever ends, behind `before`, with the suffix of a partition. */
export const endsAsHost = (before: string): RegExp => new RegExp(before + anySuffix);
