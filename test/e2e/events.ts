// What packs said, read from the engine's events.
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

export interface Diagnostic {
  pack: string;
  /** The version of the pack. */
  version: string;
  policy: string;
  level: "advisory" | "mandatory";
  urn: string;
  message: string;
  /** The exceptions by which the engine exempts it, if it knows them. */
  exceptions: { id: string; reason: string }[];
}

export interface Remediation {
  pack: string;
  version: string;
  policy: string;
  urn: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

export interface Summary {
  call: "analyze" | "analyzeStack" | "remediate";
  pack: string;
  urn: string | undefined;
  passed: string[];
  failed: string[];
}

// What the Automation API does not declare of the engine's events.
interface PolicySummary {
  resourceUrn?: string;
  policyPackName: string;
  passed?: string[];
  failed?: string[];
}
export interface PolicyEvents {
  policyEvent?: { exceptions?: { id: string; reason: string }[] };
  policyRemediationEvent?: {
    resourceUrn?: string;
    policyName: string;
    policyPackName: string;
    policyPackVersion: string;
    before?: Record<string, unknown>;
    after?: Record<string, unknown>;
  };
  policyAnalyzeSummaryEvent?: PolicySummary;
  policyAnalyzeStackSummaryEvent?: PolicySummary;
  policyRemediateSummaryEvent?: PolicySummary;
}

export function diagnosticsOf({ policyEvent }: EngineEvent & Pick<PolicyEvents, "policyEvent">): Diagnostic[] {
  if (policyEvent === undefined) return [];
  const { policyPackName, policyPackVersion, policyName, enforcementLevel, resourceUrn, message } = policyEvent;
  return [
    {
      pack: policyPackName,
      version: policyPackVersion,
      policy: policyName,
      level: enforcementLevel === "mandatory" ? "mandatory" : "advisory",
      urn: resourceUrn ?? "",
      message: plain(message),
      exceptions: policyEvent.exceptions ?? [],
    },
  ];
}

export function remediationsOf({ policyRemediationEvent: event }: PolicyEvents): Remediation[] {
  if (event === undefined) return [];
  return [
    {
      pack: event.policyPackName,
      version: event.policyPackVersion,
      policy: event.policyName,
      urn: event.resourceUrn ?? "",
      before: event.before ?? {},
      after: event.after ?? {},
    },
  ];
}

export function summariesOf(event: PolicyEvents): Summary[] {
  const summaries = [
    ["analyze", event.policyAnalyzeSummaryEvent],
    ["analyzeStack", event.policyAnalyzeStackSummaryEvent],
    ["remediate", event.policyRemediateSummaryEvent],
  ] as const;
  return summaries.flatMap(([call, each]) =>
    each === undefined
      ? []
      : [{ call, pack: each.policyPackName, urn: each.resourceUrn, passed: each.passed ?? [], failed: each.failed ?? [] }],
  );
}

/** Text without the engine's colour marks. */
export const plain = (text: string) => text.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
