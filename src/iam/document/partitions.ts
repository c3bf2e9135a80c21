/**
 * The partitions of AWS, as the second part of an ARN names them.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export const partitions: readonly string[] = ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];

/** The suffixes of host and service names, by partition. */
const suffixes = ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk", "csp.hci.ic.gov"];
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
