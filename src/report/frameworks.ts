import type { Controls } from "../language/rule.js";

/** The frameworks that rules name controls of, by the word for each. */
export const frameworkNames: Readonly<Record<keyof Controls, string>> = {
  fsbp: "AWS Foundational Security Best Practices",
  cis: "CIS AWS Foundations Benchmark",
  nist: "NIST SP 800-53",
  pci: "PCI DSS",
  hipaa: "HIPAA",
  soc2: "SOC 2",
  iso27001: "ISO/IEC 27001",
};
