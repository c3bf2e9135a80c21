/** Which policy exceptions a run needed. The engine applies them to what a pack reports; `check` applies them itself. */
import { exceptionPlace, exemptingBy, type GivenException, type Misnamed } from "../config/exceptions.js";
import type { Evaluation, RuleIndex } from "../engine/evaluate.js";
import { type Resource, urnParts } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import type { WaiverStatus } from "../model/waiver.js";
import { grantedWaivers } from "../views/waivers.js";

/** The exceptions of one stack in one run. */
export interface Exemptions {
  /** The evaluations, with what the engine exempts marked. What is waived or in the baseline is not reported to it. */
  apply(evaluations: readonly Evaluation[]): Evaluation[];
  /** What became of each target of an exception that is in the stack, and which policies are none. */
  statuses(index: RuleIndex, stack: Stack, isEvaluated: (resource: Resource) => boolean): WaiverStatus[];
}

export function openExemptions(exceptions: readonly GivenException[], misnamed: readonly Misnamed[]): Exemptions {
  const exempting = exemptingBy(exceptions);
  const needed = new Set<string>();
  return {
    apply(evaluations) {
      if (exceptions.length === 0) return [...evaluations];
      return evaluations.map((evaluation) => {
        const { rule, resource, waiver, old } = evaluation;
        const [first, ...others] = exempting.matching(rule, resource.urn);
        if (first === undefined) return evaluation;
        needed.add(`${rule}\n${resource.urn}`);
        return waiver !== undefined || old === true ? evaluation : { ...evaluation, exceptions: [first, ...others] };
      });
    },
    statuses(index, stack, isEvaluated) {
      const active = new Map(index.all.map(({ id, rule }) => [id, rule]));
      const useOf = (policies: readonly string[], urn: string): Pick<WaiverStatus, "use" | "idle"> => {
        // The rules about waivers are evaluated when the use of all others is known.
        const enabled = policies.filter((id) => active.get(id) !== undefined);
        if (enabled.length === 0 || enabled.some((id) => active.get(id)?.view === grantedWaivers) || stack.resources.length === 0)
          return { use: "untold" };
        if (policies.some((id) => needed.has(`${id}\n${urn}`))) return { use: "used" };
        const resource = stack.byUrn.get(urn);
        if (resource === undefined) return { use: "unused", idle: "exempts nothing: the stack has no such resource" };
        return isEvaluated(resource) ? { use: "unused", idle: "exempts nothing: the rule finds nothing there" } : { use: "untold" };
      };
      const targets = exceptions.flatMap(({ id, match }) =>
        match.flatMap(({ policies, targets }, i) =>
          targets.flatMap((urn, j) => {
            const { stack: name, project } = urnParts(urn);
            if (name !== stack.name || project !== stack.project) return [];
            return [statusOf(exceptionPlace(id, "match", i, "targets", j), `${policies.join(", ")} for "${urn}"`, useOf(policies, urn))];
          }),
        ),
      );
      return [...misnamed.map(({ place, policy, problem }) => statusOf(place, policy, { use: "unused", idle: problem })), ...targets];
    },
  };
}

const statusOf = (place: string, label: string, use: Pick<WaiverStatus, "use" | "idle">): WaiverStatus => ({
  place,
  label,
  malformed: [],
  wide: [],
  forbidden: undefined,
  until: undefined,
  daysLeft: undefined,
  ...use,
});

/** The exceptions of a finding in one sentence. */
export const exemptedWords = (exceptions: readonly { readonly id: string; readonly reason: string }[]): string =>
  `exempted by ${exceptions.map(({ id, reason }) => `${id}: ${reason}`).join("; ")}`;
