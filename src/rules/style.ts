import { rule } from "../rule.js";
import { wrappedLiterals } from "../views/wrapped.js";

export const style = {
  "style-secret-from-configuration": rule(wrappedLiterals, {
    title: "Secrets come from the configuration or from another resource",
    severity: "low",
    preset: "all",
    fix: 'Take it from `config.requireSecret("…")`, from a `random.RandomPassword`, or from the service that keeps it.',
    why: "A literal that the program wraps, or that the SDK wraps for it, still stands in the source. What came from the environment, a file or a lookup looks the same, so only a stand-in is broken; anything else stays open.",
    docs: "https://www.pulumi.com/docs/iac/concepts/secrets/",
    check: ({ isStandIn }) => isStandIn && "must be a secret of its own, is a stand-in such as an example has",
  }),
};
