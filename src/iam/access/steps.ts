import { lookupTable } from "../../data/lookup.js";
import { actionNamed } from "../document/actions.js";
import { isEveryFor, speaksOf } from "../document/patterns.js";
import { fits, meet } from "../document/wildcard.js";
import { resourcesOf } from "./can.js";
import type { Holder } from "./holder.js";

/**
 * Actions that need a permission on each of several kinds of resources at once: on what a command runs, and on the document that states which or the
 * queue that it waits in.
 */
export const together: Readonly<Record<string, readonly (readonly string[])[]>> = lookupTable({
  "batch:SubmitJob": [["job-definition", "job-definition-revision"], ["job-queue"]],
  "ssm:CreateAssociation": [["instance", "managed-instance"], ["document"]],
  "ssm:SendCommand": [["instance", "managed-instance"], ["document"]],
  "ssm:StartSession": [["instance", "managed-instance", "task"]],
});
/** Documents that run any command they get, so that naming one is as good as naming all. */
const shells = ["document/AWS-RunShellScript", "document/AWS-RunPowerShellScript"];

/** What is behind the account in an ARN. */
const tailOf = (resource: string): string => resource.split(":").slice(5).join(":");

/** Whether a resource pattern covers everything that a step of a path works on, of some kinds or of all. */
export const isEvery = (resource: string, need: string, kinds?: readonly string[]): boolean =>
  isEveryFor(resource, need, kinds) ||
  // A queue is as good as any other.
  (kinds?.includes("job-queue") === true && meet(tailOf(resource), "job-queue/*")) ||
  (kinds?.includes("document") === true && shells.some((name) => fits(tailOf(resource), name)));

/** What an action creates if it works on several kinds of resources. */
const made: Readonly<Record<string, string>> = lookupTable({
  "apprunner:CreateService": "service",
  "cloudformation:CreateStackInstances": "stackset",
  "cloudformation:UpdateStackSet": "stackset",
  "ec2:RequestSpotInstances": "spot-instances-request",
  "ec2:RunInstances": "instance",
  "sagemaker:CreateTrainingJob": "training-job",
});

/** The ARNs of what a step creates or works on, if the caller can choose the name. */
function ownARNs(need: string): readonly string[] {
  let arns = knownARNs.get(need);
  if (arns === undefined) {
    arns = (actionNamed(need)?.types ?? []).flatMap(({ name, arn }) => ((made[need] ?? name) === name ? [arn] : []));
    knownARNs.set(need, arns);
  }
  return arns;
}
// Only the needs of the known paths.
const knownARNs = new Map<string, readonly string[]>();

/** Whether a resource pattern allows a name for what a step creates. It may be a prefix, because the caller chooses the name. */
export const leavesName = (pattern: string, need: string): boolean => ownARNs(need).some((arn) => meet(pattern, arn));

/** Whether somebody's grants of these actions leave a name that fits them all, as far as they work on the same kind of resource. */
export function leaveOneName({ lines }: Holder, needs: readonly string[]): boolean {
  const patternsOf = (need: string): string[] =>
    // An unknown may be any name.
    lines.flatMap(({ statement }) =>
      statement.effect === "Deny" || speaksOf(statement, need).is === "no"
        ? []
        : resourcesOf(statement).flatMap(([text]) =>
            typeof text !== "string" ? ["*"] : isEvery(text, need) || leavesName(text, need) ? [text] : [],
          ),
    );
  const named = needs.filter((need) => ownARNs(need).length > 0).map((need) => ({ need, patterns: patternsOf(need) }));
  return named.every((a) =>
    named.every(
      (b) =>
        a === b ||
        !ownARNs(a.need).some((arn) => ownARNs(b.need).includes(arn)) ||
        a.patterns.some((one) => b.patterns.some((other) => meet(one, other))),
    ),
  );
}
