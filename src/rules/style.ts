import { rule } from "../language/rule.js";
import { checkTypeLists, made, patternOf, typeLists, typeListsSchema } from "../views/made.js";
import { wrappedLiterals } from "../views/wrapped.js";

export const style = {
  "style-secret-from-configuration": rule(wrappedLiterals, {
    title: "Secrets must come from the configuration or from another resource",
    severity: "low",
    preset: "all",
    fix: 'Take it from `config.requireSecret("…")`, from a `random.RandomPassword`, or from the service that keeps it.',
    why:
      "A literal that the program wraps, or that the SDK wraps for it, is still in the source. " +
      "What came from the environment, a file or a lookup looks the same, " +
      "so only a stand-in is broken; anything else stays open.",
    docs: "https://www.pulumi.com/docs/iac/concepts/secrets/",
    check: ({ isPlaceholder }) => isPlaceholder && "is a placeholder, expected a secret of its own",
  }),
  "style-resource-types-allowed": rule(made, {
    title: "Resources must be of types that the organization allows",
    severity: "medium",
    preset: "all",
    fix: "Use a type that is allowed, or add this one to the options of the rule (`allow`, `forbid`) in the configuration.",
    why:
      "Rules evaluate resources of the AWS provider, and most types of AWS Native, Cloud Control and CloudFormation templates. " +
      "Another type, a template behind a URL or a dynamic resource makes the same things unseen. " +
      "Nothing is found until the configuration names patterns: a type fits none of `forbid`, and one of `allow` unless that is empty. `*` is any text.",
    docs: "https://www.pulumi.com/docs/iac/concepts/resources/names/",
    options: typeLists,
    optionsSchema: typeListsSchema,
    checkOptions: checkTypeLists,
    check: ({ type }, { options: { allow, forbid } }) => {
      const pattern = patternOf(type, forbid);
      if (pattern !== undefined) return `is of type ${type}, which the configuration forbids (${pattern})`;
      return allow.length > 0 && patternOf(type, allow) === undefined && `is of type ${type}, which the configuration does not allow`;
    },
  }),
};
