import { rule } from "../language/rule.js";
import { evaluateWidened, widenedAccess } from "../views/access-changes.js";
import { changedResources, deletions, evaluateInputs } from "../views/changes.js";
import { ignoredOptions, ignoredOptionsSchema } from "../views/ignored.js";
import { checkScope, inScope, scope, scopeSchema } from "../views/stateful.js";

const previews = "https://www.pulumi.com/docs/iac/cli/commands/pulumi_preview/";

export const plan = {
  "plan-stateful-kept": rule(changedResources, {
    title: "Stateful resources must not be deleted or replaced",
    severity: "high",
    why:
      "A renamed resource, a changed input or a removed line deletes the data of a resource that nobody wanted to lose. " +
      "The rule reads previews, and counts in every environment unless its option `environments` names some.",
    fix:
      "Keep the resource, with `aliases` if its name or parent changes. " +
      "If it has to go, back up its data, and waive this finding for the one change.",
    docs: "https://www.pulumi.com/docs/iac/concepts/options/aliases/",
    options: { ...scope, environments: ["*"] },
    optionsSchema: scopeSchema,
    checkOptions: checkScope,
    check: (item, context) => {
      const { operation, reason, replaceKeys } = item;
      if (reason === undefined || item.isCopy || item.isRetained || !inScope(item, context)) return undefined;
      if (operation === "delete") return `is deleted, which loses ${reason}`;
      const because = replaceKeys.length === 0 ? "" : ` because ${replaceKeys.join(", ")} changes`;
      return operation === "replace" && `is replaced${because}, which loses ${reason}`;
    },
  }),
  "plan-protected-kept": rule(changedResources, {
    title: "Protected resources must not be deleted, replaced or unprotected",
    severity: "high",
    why: "`protect` stops the engine, but `--ignore-protect` lifts it, and a change that removes it prepares the deletion.",
    fix: "Keep the resource and its `protect: true`. To remove it on purpose, waive this finding for the one change.",
    docs: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    check: ({ operation, wasProtected, isProtected }) => {
      if (!wasProtected) return undefined;
      if (operation === "delete" || operation === "replace") return `is ${operation}d although it is protected`;
      return !isProtected && "loses its `protect: true`";
    },
  }),
  "plan-security-inputs-kept": rule(changedResources, {
    title: "Changes of security-relevant inputs must be reviewed",
    severity: "low",
    why: "Such a change can be right and still open something, so a reviewer should see what it was before and what it will be.",
    fix: "Compare both values. If the change is intended, approve it; this rule blocks nothing by default.",
    docs: previews,
    options: ignoredOptions,
    optionsSchema: ignoredOptionsSchema,
    check: (item, { options }) => evaluateInputs(item, options),
  }),
  "plan-access-not-widened": rule(widenedAccess, {
    title: "Changes that let somebody do more must be reviewed",
    severity: "low",
    why:
      "A new action, a wider resource pattern, a condition or a Deny that is gone, and a new trusted principal are easy to overlook in the diff of a policy. " +
      "The rule compares what is allowed, not the text: a policy that is only written differently is not reported.",
    fix: "Check that the access is needed. If it is intended, approve it; this rule blocks nothing by default.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html",
    check: evaluateWidened,
  }),
  "plan-few-deletions": rule(deletions, {
    title: "A preview must not delete more resources than the configured limit",
    severity: "high",
    why: "Many deletions at once are more often a mistake, such as the wrong stack or a lost import, than a plan.",
    fix: "Check the stack and the program. If the deletions are intended, split the change, or raise the option `most`.",
    docs: previews,
    options: { most: 10 },
    checkOptions: ({ most }) => (most < 0 ? `most is ${most}, expected at least 0` : undefined),
    check: ({ count, replaced }, { options }) => {
      const by = replaced === 0 ? "" : `, ${replaced} of them by replacement`;
      const deleted = count === 1 ? "a resource is deleted" : `${count} resources are deleted`;
      return count > options.most && `${deleted}${by}, expected at most ${options.most}`;
    },
  }),
};
