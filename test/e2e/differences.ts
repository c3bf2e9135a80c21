/**
 * What the doors see differently of one and the same stack: the whole list, as in docs/doors.md. Differential tests leave out what
 * depends on these, and nothing else.
 */
interface Finding {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
}

/** `analyze`: `pulumi policy analyze` against `check`. `policies`: door 2, the policies of the SDK, against door 1, the pack's own server. */
export type Doors = "analyze" | "policies";

interface Difference {
  readonly doors: Doors;
  readonly why: string;
  /** Whether a finding depends on it; `external` are the URNs of resources that were only read. */
  readonly concerns?: (finding: Finding, external: ReadonlySet<string>) => boolean;
  /** A message without what depends on it. */
  readonly without?: (message: string) => string;
}

/** What rules about the whole stack cover. */
const covered: ReadonlySet<string> = new Set([
  "protect-stateful",
  "protect-deletion-protection",
  "protect-final-snapshot",
  "protect-automated-backups-kept",
]);

export const differences: readonly Difference[] = [
  {
    doors: "analyze",
    why: "sends the pack no stack configuration, so rules about it find nothing there",
    concerns: ({ policy }) => policy === "secrets-config-plaintext",
  },
  {
    doors: "analyze",
    why: "sends resources that were only read to the pack like any other",
    concerns: ({ urn }, external) => external.has(urn),
  },
  {
    doors: "analyze",
    why: "gives rules about one resource its inputs only: if an input is omitted, its actual value is in the outputs, which `check` reads",
    without: (message) => message.replace(/ is (unset|false)(?=, expected|$)/, " is …"),
  },
  {
    doors: "analyze",
    why: "gives rules about one resource their turn first: what a rule about the stack covers is reported beside it",
    concerns: ({ policy }) => covered.has(policy),
  },
  {
    doors: "policies",
    why: "cannot see which inputs are secret below the level `remediate`: rules of the family `secrets` stay unknown",
    concerns: ({ policy }) => policy.startsWith("secrets-"),
  },
  {
    doors: "policies",
    why: "show no text of an input in a message, because any may be a secret",
    without: (message) => message.replace(/ is ("([^"\\]|\\.)*"|\[not shown\])(?:, expected not .*)?(?=, expected|$)/, " is …"),
  },
];

/** Findings by rule, resource and first line of the message, which begins with the path; without what hangs on a listed difference. */
export function comparable(findings: readonly Finding[], doors: Doors, external: ReadonlySet<string> = new Set()): string[] {
  const listed = differences.filter((each) => each.doors === doors);
  return findings
    .filter((finding) => !listed.some((each) => each.concerns?.(finding, external)))
    .map(({ policy, urn, message }) => {
      const [line = ""] = message.split("\n");
      return `${policy} ${urn.split("::").slice(2).join("::")} ${listed.reduce((text, each) => each.without?.(text) ?? text, line)}`;
    })
    .toSorted();
}
