import { ConfigError, environmentsFor } from "../../config/config.js";
import { stackOfState } from "../../doors/state/state.js";
import { rulesOfResource } from "../../engine/evaluate.js";
import { proposedInputs } from "../../engine/remediation.js";
import type { Finding } from "../../findings/finding.js";
import { join } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import { secretTexts } from "../../model/secret-texts.js";
import type { Stack } from "../../model/stack.js";
import { Asset, isUnknown, maskOf } from "../../model/value.js";
import { examplesOf } from "../../report/examples.js";
import { stackOf } from "../../report/facts.js";
import { isCredential } from "../../secrets/texts/credential.js";
import { scrub } from "../../text/show.js";
import { hasInput } from "../check-groups.js";
import { type Given, textIn } from "./arguments.js";
import { findingRecord } from "./findings.js";
import { evaluated, type Run, type ToolContext } from "./run.js";

const shortest = 8;

/** The tool `propose_fix`: what to change for one finding, and the inputs as the rule would set them, if it remediates. */
export async function fixTool(context: ToolContext, given: Given): Promise<object> {
  const fingerprint = (textIn(given, "fingerprint") ?? "").toLowerCase();
  if (!/^[0-9a-f]+$/.test(fingerprint) || fingerprint.length < shortest)
    throw new ConfigError(`\`fingerprint\` is not a fingerprint: ${shortest} or more hex characters, as \`check\` returns them`);
  const run = await evaluated(context, given);
  const fitting = run.report.findings.filter((finding) => finding.fingerprint.startsWith(fingerprint));
  const [finding] = fitting;
  if (finding === undefined)
    throw new ConfigError(
      `no finding has the fingerprint ${fingerprint}. Call \`check\` with the same arguments: it may be fixed already.`,
    );
  if (new Set(fitting.map((each) => each.fingerprint)).size > 1)
    throw new ConfigError(`${fingerprint} matches several fingerprints. Give more characters.`);
  const good = examplesOf(finding.rule)?.good;
  const inputs = inputsAfter(run, finding, context.today);
  return {
    ...findingRecord({ finding, stacks: [...new Set(fitting.map(stackOf))] }, run),
    docs: finding.docs,
    ...(inputs !== undefined && { inputs }),
    ...(finding.component !== null && { component: finding.component }),
    ...(good !== undefined && { example: good }),
    afterwards: "Change the program, write the preview again, and call `check` on it. Run `pulumi up` only after `clean` is true.",
  };
}

/** The inputs that the rule would set at level `remediate`, without secrets; `undefined` if it does not remediate. */
function inputsAfter({ groups }: Run, { rule, urn, input, outcome }: Finding, today: string): object | undefined {
  const group = groups.find((one) => hasInput(one, input));
  const read = group?.inputs.states.find(({ path }) => path === input);
  if (group === undefined || read === undefined || outcome === "crash") return undefined;
  const { configuration } = group;
  const stack: Stack = stackOfState(read.state, read.path, today, read.config?.config);
  const resource = stack.byUrn.get(urn);
  if (resource === undefined) return undefined;
  const active = rulesOfResource(configuration.rules, resource, stack).all.find(({ id }) => id === rule);
  if (active === undefined) return undefined;
  const setting = { environments: environmentsFor(stack.name, configuration.settings), today, stack };
  const change = proposedInputs(active, resource, setting);
  return change === undefined || Object.keys(change).length === 0 ? undefined : (withoutSecrets(change, "", resource, "") as object);
}

/** A value as JSON shows it: secrets and what looks like a credential are masked. */
function withoutSecrets(value: unknown, path: string, resource: Resource, name: string): unknown {
  if (isUnknown(value)) return "[unknown]";
  if (value instanceof Asset) return "[file]";
  if (Array.isArray(value)) return value.map((item: unknown, i) => withoutSecrets(item, join(path, i), resource, name));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, join(path, key), resource, key)]));
  if (value === undefined || value === null || typeof value === "boolean") return value;
  const mask = maskOf(resource.inputs, path);
  if (mask !== undefined) return mask;
  if (isCredential(String(value), name)) return "[masked]";
  return typeof value === "string" ? scrub(value, secretTexts(resource.inputs)) : value;
}
