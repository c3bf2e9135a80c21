import { rule } from "../language/rule.js";
import { managers } from "../views/managers.js";
import { mixedSettings } from "../views/mixed.js";

export const stack = {
  "stack-no-duplicate-manager": rule(managers, {
    title: "Settings must be managed by one resource of the stack",
    severity: "high",
    ignoresUnknown: true,
    fix: "Merge the two resources into one.",
    why: "AWS keeps one such setting: the resource that is updated last overwrites the other, and each later update can undo the secure one.",
    docs: "https://www.pulumi.com/docs/iac/concepts/resources/",
    check: ({ input, first }, { at }) =>
      first !== undefined && {
        ...at(input, `is managed by "${first.name}" too: the last one to be updated overwrites the other`),
        places: [{ urn: first.urn, path: input }],
      },
  }),
  "stack-no-inline-and-separate-mix": rule(mixedSettings, {
    title: "Settings must not be managed inline and by a separate resource",
    severity: "high",
    equivalents: ["awsguard:security-group-no-rule-management-conflicts", "awsguard:iam-role-no-policy-management-conflicts"],
    fix: "Keep one form: remove the inline setting, or move what the separate resources set into it.",
    why: "The inline form is the whole list for the provider: each update removes what the other resources add, and the next one adds it again.",
    docs: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    check: ({ input, className, separate }, { at }) => {
      const [one] = separate;
      if (one === undefined) return undefined;
      const more = separate.length > 1 ? ` and ${separate.length - 1} more` : "";
      return {
        ...at(input, `is set here and by ${className} "${one.name}"${more}`),
        places: separate.map(({ urn }) => ({ urn, path: "" })),
      };
    },
  }),
};
