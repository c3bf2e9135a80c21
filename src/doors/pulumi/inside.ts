import type { Evaluation } from "../../engine/evaluate.js";
import { fixInside } from "../../findings/finding.js";
import { foreignComponent } from "../../model/component.js";
import type { Resource } from "../../model/resource.js";

/** The components of a run, as the engine shows them one by one: a component is registered before what it makes. */
export interface Components {
  add(resource: Resource): void;
  /** What breaks inside a component of somebody else reports it in its fix. `fixOf` is the fix of a rule. */
  name(evaluation: Evaluation, fixOf: (rule: string) => string | undefined): Evaluation;
}

export function startComponents(): Components {
  const byUrn = new Map<string, Resource>();
  return {
    add(resource) {
      if (!resource.custom) byUrn.set(resource.urn, resource);
    },
    name(evaluation, fixOf) {
      const fix = evaluation.fix ?? fixOf(evaluation.rule);
      if (evaluation.outcome !== "fail" || fix === undefined) return evaluation;
      const component = foreignComponent(evaluation.resource, byUrn);
      return component === undefined ? evaluation : { ...evaluation, fix: fixInside(fix, component) };
    },
  };
}
