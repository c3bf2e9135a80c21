import { resource, state } from "../../cli/fixture.js";

/** One input of a kind of fault, and what a run over it has to say. */
export interface Case {
  readonly title: string;
  /** `found` where something is wrong and must be reported, `silent` where nothing is and nothing may be. */
  readonly side: "found" | "silent";
  /** The files of the input; a lone `state.json` is given itself, else their folder is. */
  readonly files: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
  /** What lines `outcome rule name path` are about; they are counted, or there must be one (none on the silent side). */
  readonly lines?: RegExp;
  readonly count?: number;
  /** What the output, and what is written beside it, must hold or must not. */
  readonly says?: RegExp;
  readonly never?: RegExp;
  readonly status?: number;
}

/** A kind of fault by its words in `../shared/faults/README.md`, with inputs of our own. */
export interface Kind {
  readonly kind: string;
  readonly cases: readonly Case[];
}

type Raw = Record<string, unknown>;
type More = Partial<Omit<Case, "title" | "side" | "files">>;

/** A resource of the provider `aws`, its type without that word: `s3/bucket:Bucket`. */
export const aws = (type: string, name: string, inputs: Raw = {}, more: Raw = {}): Raw => resource(`aws:${type}`, name, inputs, more);
/** A policy document as a text. */
export const document = (...statements: Raw[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const admin: Raw = { Effect: "Allow", Action: "*", Resource: "*" };
export const trust = (principal: unknown, more: Raw = {}): string =>
  document({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more });

/** A rule of a network ACL that lets everybody in. */
export const aclRule = (inputs: Raw): Raw =>
  aws("ec2/networkAclRule:NetworkAclRule", "entry", {
    networkAclId: "acl-1",
    ruleNumber: 100,
    egress: false,
    cidrBlock: "0.0.0.0/0",
    ...inputs,
  });
/** A rule of a security group in a resource of its own, for SSH. */
export const ingressRule = (name: string, inputs: Raw): Raw =>
  aws("vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, {
    securityGroupId: "sg-1",
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    ...inputs,
  });

const stateFile = (resources: readonly Raw[]): Case["files"] => ({ "state.json": JSON.stringify(state(resources)) });

/** Resources of which something must be reported: a failure that fits, as often as `count` says. */
export const found = (title: string, resources: readonly Raw[], lines: RegExp, count?: number): Case => ({
  title,
  side: "found",
  files: stateFile(resources),
  lines: new RegExp(`^fail .*(?:${lines.source})`),
  ...(count !== undefined && { count }),
});

/** Resources of which nothing that fits may be reported, not even as unknown. */
export const silent = (title: string, resources: readonly Raw[], lines: RegExp): Case => ({
  title,
  side: "silent",
  files: stateFile(resources),
  lines,
  count: 0,
});

/** Resources whose verdict is open: no failure, and it is said that something is not known. */
export const open = (title: string, resources: readonly Raw[], lines: RegExp): Case => ({
  title,
  side: "silent",
  files: stateFile(resources),
  lines: new RegExp(`^unknown .*(?:${lines.source})`),
});

/** Other files, and what is said of them. */
export const files = (title: string, side: Case["side"], given: Case["files"], more: More): Case => ({
  title,
  side,
  files: given,
  ...more,
});
