// @ts-check
/**
 * Writes scripts/data/prowler.json: which checks of Prowler each requirement of a framework asks for. Only ids are taken, and the titles that
 * Prowler, AWS or a law wrote: the texts of CIS, PCI, ISO and AICPA are not free.
 * Usage: pip download prowler==VERSION --no-deps, unzip it, then node scripts/data/prowler.mjs FOLDER
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ Id: string, Name?: string, Checks: string[], Attributes: { Section?: string }[] }} Requirement */
/** @typedef {{ file: string, idOf?: (requirement: Requirement) => string, titleOf?: (requirement: Requirement) => string }} Source */

const hasId = /^164\.\d+(?:\([a-zA-Z0-9]+\))*|^[A-Z]{1,2}\d\.\d+/;
const nistId = /[A-Z]{2}-\d+[a-z]?(?:\([a-zA-Z0-9]+\))*/;

/** The files by the framework in its version. @type {Readonly<Record<string, Source>>} */
const sources = {
  // Its list of controls is AWS's of an earlier day; retired ones are marked in their names.
  fsbp: { file: "aws_foundational_security_best_practices_aws", titleOf: ({ Name = "" }) => Name },
  "cis@3.0.0": { file: "cis_3.0_aws" },
  "cis@5.0.0": { file: "cis_5.0_aws" },
  "cis@6.0.0": { file: "cis_6.0_aws" },
  "cis@7.0.0": { file: "cis_7.0_aws" },
  nist: { file: "nist_800_53_revision_5_aws", idOf: ({ Id, Name = "" }) => nistId.exec(Name)?.[0] ?? Id },
  // 4.0.1 is a limited revision of 4.0: it adds and removes no requirement. Prowler counts the rules of a requirement behind its id.
  pci: { file: "pci_4.0_aws", idOf: ({ Id, Attributes }) => /^[A\d.]+(?=:)/.exec(Attributes[0]?.Section ?? "")?.[0] ?? Id },
  hipaa: {
    file: "hipaa_aws",
    idOf: ({ Id, Name = "" }) => hasId.exec(Name)?.[0] ?? Id,
    titleOf: ({ Name = "" }) => Name.replace(hasId, "").trim(),
  },
  soc2: { file: "soc2_aws", idOf: ({ Id, Name = "" }) => hasId.exec(Name)?.[0] ?? Id },
  iso27001: { file: "iso27001_2022_aws" },
  aisf: { file: "aws_ai_security_framework_aws", titleOf: ({ Name = "" }) => Name },
};

const [folder = ""] = process.argv.slice(2);
const version = readdirSync(folder).flatMap((name) => /^prowler-(.+)\.dist-info$/.exec(name)?.[1] ?? [])[0];
if (version === undefined) throw new Error(`${folder} has no prowler-VERSION.dist-info: unpack the wheel of Prowler there`);
const lines = Object.entries(sources).map(([key, source]) => `${JSON.stringify(key)}: {\n${requirements(source)}\n}`);
const head = JSON.stringify({ by: "scripts/data/prowler.mjs", from: `prowler ${version} (Apache-2.0)` });
writeFileSync(fileURLToPath(new URL("prowler.json", import.meta.url)), `{\n"generated": ${head},\n${lines.join(",\n")}\n}\n`);

/** @param {Source} source */
function requirements({ file, idOf = ({ Id }) => Id, titleOf = () => "" }) {
  /** @type {{ Requirements: Requirement[] }} */
  const { Requirements } = JSON.parse(readFileSync(join(folder, "prowler/compliance/aws", `${file}.json`), "utf8"));
  /** @type {Map<string, { title: string, checks: Set<string> }>} */
  const found = new Map();
  for (const requirement of Requirements) {
    if (requirement.Name?.startsWith("[RETIRED]")) continue;
    const id = idOf(requirement);
    const known = found.get(id) ?? { title: titleOf(requirement), checks: new Set() };
    for (const check of requirement.Checks) known.checks.add(check);
    found.set(id, known);
  }
  const collator = new Intl.Collator("en", { numeric: true });
  return [...found]
    .sort(([a], [b]) => collator.compare(a, b))
    .map(([id, { title, checks }]) => {
      const entry = { ...(title !== "" && { title }), checks: [...checks].sort().join(" ") };
      return `${JSON.stringify(id)}: ${JSON.stringify(entry)}`;
    })
    .join(",\n");
}
