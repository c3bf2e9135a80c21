import type { Controls } from "./rule.js";

/** A benchmark or law whose controls rules name, in one version: control ids change with it. */
export interface Framework {
  /** The name with its version, as reports and pages show it. */
  readonly title: string;
  /** The name alone. */
  readonly name: string;
  /** The version, as it is behind `@`; none where there is but one. */
  readonly version: string | undefined;
  readonly reference: `https://${string}`;
}

const cis = (version: string): Framework => ({
  title: `CIS AWS Foundations Benchmark ${version}`,
  name: "CIS AWS Foundations Benchmark",
  version,
  reference: "https://www.cisecurity.org/benchmark/amazon_web_services",
});

/** The frameworks by the key that rules use, older versions first. A key without a version is the first version that rules named. */
export const frameworks: Readonly<Record<keyof Controls, Framework>> = {
  fsbp: {
    title: "AWS Foundational Security Best Practices (controls as of 2026-11-30)",
    name: "AWS Foundational Security Best Practices",
    // The list has no version: the day of the list that the rules were compared with.
    version: "2026-11-30",
    reference: "https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html",
  },
  cis: cis("3.0.0"),
  "cis@5.0.0": cis("5.0.0"),
  "cis@6.0.0": cis("6.0.0"),
  "cis@7.0.0": cis("7.0.0"),
  nist: {
    title: "NIST SP 800-53 Revision 5",
    name: "NIST SP 800-53",
    version: "800-53r5",
    reference: "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
  },
  pci: { title: "PCI DSS 4.0.1", name: "PCI DSS", version: "4.0.1", reference: "https://www.pcisecuritystandards.org/" },
  hipaa: {
    title: "HIPAA Security Rule",
    name: "HIPAA Security Rule",
    version: undefined,
    reference: "https://www.hhs.gov/hipaa/for-professionals/security/",
  },
  soc2: {
    title: "SOC 2 (Trust Services Criteria 2017)",
    name: "SOC 2",
    version: "2017",
    reference: "https://www.aicpa-cima.com/topic/audit-assurance/audit-and-assurance-greater-than-soc-2",
  },
  iso27001: { title: "ISO/IEC 27001:2022", name: "ISO/IEC 27001", version: "2022", reference: "https://www.iso.org/standard/27001" },
  aisf: {
    title: "AWS AI Security Framework 1.0",
    name: "AWS AI Security Framework",
    version: "1.0",
    // Its topics have ids in Prowler alone.
    reference: "https://pypi.org/project/prowler/",
  },
};

export const frameworkKeys = Object.keys(frameworks) as (keyof Controls)[];

/** A framework in its version: `cis@3.0.0`. */
export const frameworkLabel = (key: keyof Controls): string =>
  frameworks[key].version === undefined ? key : `${baseOf(key)}@${frameworks[key].version}`;

const baseOf = (key: keyof Controls): string => key.split("@")[0] ?? key;

/** What a user can name a framework: with its version, `cis@7.0.0`, or without, `cis`. */
export const frameworkNames: readonly string[] = [...new Set([...frameworkKeys.map(baseOf), ...frameworkKeys.map(frameworkLabel)])];

/** The framework that a text names: `cis@7.0.0`; without a version, the newest one. */
export const frameworkNamed = (text: string): keyof Controls | undefined =>
  frameworkKeys.find((key) => text === frameworkLabel(key)) ?? frameworkKeys.findLast((key) => text === baseOf(key));

/** A rule's controls one by one, in the order of the frameworks. */
export const controlsOf = (controls: Controls | undefined): (readonly [framework: keyof Controls, control: string])[] =>
  frameworkKeys.flatMap((key) => [controls?.[key] ?? []].flat().map((control) => [key, control] as const));
