import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { settingsEntry, settingsSchema } from "../../config/config.js";
import { declaredLevel } from "../../config/levels.js";
import { type JsonSchema, optionsSchema } from "../../config/schema.js";
import { controlsOf, frameworkLabel, frameworks } from "../../language/frameworks.js";
import { type Level, presetsOf, type RegisteredRule } from "../../language/registry.js";
import type { Controls, Severity } from "../../language/rule.js";

/** What a policy pack is called. */
export interface PackIdentity {
  readonly name: string;
  readonly version: string;
  /** One sentence, for Pulumi Cloud. */
  readonly description?: string;
}

/** Stackwarden's own pack. */
export const ownPack = (version: string): PackIdentity => ({
  name: "stackwarden",
  version,
  description: "Tags are present, access is least privilege, stateful resources are protected, no secret is in plaintext.",
});

const levelNumbers: Readonly<Record<Level, 0 | 1 | 2 | 3>> = { advisory: 0, mandatory: 1, disabled: 2, remediate: 3 };
const severityNumbers: Readonly<Record<Severity, 1 | 2 | 3 | 4>> = { low: 1, medium: 2, high: 3, critical: 4 };
export const levelNumber = (level: Level): 0 | 1 | 2 | 3 => levelNumbers[level];
export const severityNumber = (severity: Severity): 1 | 2 | 3 | 4 => severityNumbers[severity];
export const levelOfNumber = (number: number): Level =>
  (Object.keys(levelNumbers) as Level[]).find((level) => levelNumbers[level] === number) ?? "mandatory";

/** The description of the pack for the engine, `pulumi policy publish` and Pulumi Cloud. */
export function analyzerInfo(
  rules: readonly RegisteredRule[],
  { name, version, description = "Policies, beside or without those of Stackwarden." }: PackIdentity,
): analyzer.AnalyzerInfo {
  const info = new analyzer.AnalyzerInfo();
  info.setName(name);
  info.setDisplayname(name === "stackwarden" ? "Stackwarden" : name);
  info.setVersion(version);
  info.setSupportsconfig(true);
  info.setDescription(description);
  info.setProvider("aws");
  info.setTagsList(["aws", "security", "compliance"]);
  info.setPoliciesList([settingsInfo(), ...rules.map(policyInfo)]);
  return info;
}

/** The settings of the whole pack are the options of a policy of this name, which evaluates nothing. */
function settingsInfo(): analyzer.PolicyInfo {
  const policy = new analyzer.PolicyInfo();
  policy.setName(settingsEntry);
  policy.setDisplayname("Settings of the pack");
  policy.setDescription(`Holds the settings of the pack: ${Object.keys(settingsSchema).join(", ")}. Its level has no effect.`);
  policy.setEnforcementlevel(levelNumber("advisory"));
  policy.setPolicyType(analyzer.PolicyType.POLICY_TYPE_STACK);
  policy.setConfigschema(schemaMessage(settingsSchema));
  return policy;
}

function policyInfo(registered: RegisteredRule): analyzer.PolicyInfo {
  const { id, family, rule } = registered;
  const policy = new analyzer.PolicyInfo();
  policy.setName(id);
  policy.setDisplayname(rule.title);
  policy.setDescription(rule.title);
  policy.setMessage(rule.fix);
  policy.setSeverity(severityNumber(rule.severity));
  policy.setEnforcementlevel(levelNumber(declaredLevel(registered)));
  policy.setPolicyType(rule.scope === "stack" ? analyzer.PolicyType.POLICY_TYPE_STACK : analyzer.PolicyType.POLICY_TYPE_RESOURCE);
  policy.setTagsList([family, ...presetsOf(rule).map((preset) => `preset:${preset}`), ...controlTags(rule.controls)]);
  const framework = frameworkOf(rule.controls);
  if (framework !== undefined) {
    const message = new analyzer.PolicyComplianceFramework();
    message.setName(framework.name);
    message.setVersion(framework.version);
    message.setReference(framework.reference);
    message.setSpecification(framework.specification);
    policy.setFramework(message);
  }
  policy.setRemediationSteps(rule.fix);
  policy.setUrl(rule.docs);
  policy.setConfigschema(schemaMessage(optionsSchema(rule)));
  return policy;
}

/** The one framework that Pulumi shows for a policy: the first that the rule names, with all of its controls there. */
export function frameworkOf(
  controls: Controls | undefined,
): { name: string; version: string; reference: string; specification: string } | undefined {
  const all = controlsOf(controls);
  const first = all[0]?.[0];
  if (first === undefined) return undefined;
  const { name, version = "", reference } = frameworks[first];
  const specification = all.flatMap(([framework, control]) => (framework === first ? [control] : [])).join(", ");
  return { name, version, reference, specification };
}

/** Each control as a tag of a policy: `cis@3.0.0:3.6`. */
export const controlTags = (controls: Controls | undefined): string[] =>
  controlsOf(controls).map(([framework, control]) => `${frameworkLabel(framework)}:${control}`);

/** The level is an option of every policy; the engine adds the same where a pack leaves it out. */
const enforcementLevel: JsonSchema = { type: "string", enum: ["advisory", "mandatory", "remediate", "disabled"] };

function schemaMessage(properties: Readonly<Record<string, JsonSchema>>): analyzer.PolicyConfigSchema {
  const schema = new analyzer.PolicyConfigSchema();
  schema.setProperties(struct.Struct.fromJavaScript(JSON.parse(JSON.stringify({ enforcementLevel, ...properties }))));
  return schema;
}
