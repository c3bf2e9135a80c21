/**
 * What the doors see differently of one and the same stack: the whole list, as docs/doors.md tells it. Differential tests leave out what
 * hangs on these, and nothing else.
 */
interface Finding {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
}

/** A finding by rule, resource and path; the message begins with the path. */
export const keysOf = (findings: readonly Finding[]): string[] =>
  findings.map(({ policy, urn, message }) => `${policy} ${urn.split("::").slice(2).join("::")} ${message.split("\n")[0]}`).toSorted();

/** Rules whose verdict hangs on something that one of the doors cannot see, and why. */
const listed: readonly { readonly rule: RegExp; readonly why: string }[] = [
  { rule: /^secrets-config-/, why: "`pulumi policy analyze` brings no stack configuration" },
];

export const withoutListed = (keys: readonly string[]): string[] => keys.filter((key) => !listed.some(({ rule }) => rule.test(key)));
