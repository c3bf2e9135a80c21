import type { Evaluation } from "../../engine/evaluate.js";
import { fixInside } from "../../findings/finding.js";
import { foreignComponent } from "../../model/component.js";
import type { Resource } from "../../model/resource.js";

/** The components of a run, collected one by one: a component is registered before its children. */
export interface Components {
  add(resource: Resource): void;
  /** Adds the third-party component to the fix of what breaks inside it. `fixOf` is the fix of a rule. */
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
