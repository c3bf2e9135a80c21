import { rule } from "../language/rule.js";
import { setDefence, stopForcing, takeSnapshot, weigh } from "../views/defence.js";
import { isIn, production } from "../views/environments.js";
import { evaluateIgnored, ignoredInputs, ignoredOptions, ignoredOptionsSchema } from "../views/ignored.js";
import { serving } from "../views/replaced.js";
import { checkScope, evaluateWindows, inScope, scope, scopeSchema, stateful, statefulWith } from "../views/stateful.js";
import { dataVolumes } from "../views/volumes.js";
import { evaluateExposure, exposures } from "../views/wipe.js";

const scoped = { options: scope, optionsSchema: scopeSchema, checkOptions: checkScope };

export const protect = {
  "protect-stateful": rule(stateful, {
    title: "Stateful resources must be protected from deletion by Pulumi in production",
    severity: "high",
    why:
      "A deleted line, a changed name or a `pulumi destroy` in the wrong stack takes the data with it; " +
      "`protect` stops the engine before it asks the cloud. " +
      "`retainOnDelete` does not count: what it keeps is no longer managed by any stack.",
    fix: "Set the resource option `protect: true`, on the resource or on its parent.",
    docs: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    ...scoped,
    check: (item, context) =>
      inScope(item, context) && !item.protect && !item.isCopy && `has no \`protect: true\`: its deletion loses ${item.reason}`,
  }),
  "protect-deletion-protection": rule(statefulWith("deletionProtection"), {
    title: "Stateful resources must have deletion protection enabled in production",
    severity: "medium",
    why: "`protect` holds Pulumi alone, and `--ignore-protect` lifts it; deletion protection also stops the console, the CLI and other tools.",
    controls: { fsbp: ["DocumentDB.5", "DynamoDB.6", "Neptune.4", "RDS.7", "RDS.8"], nist: ["CP-2a", "SC-5(2)"] },
    equivalents: ["CKV_AWS_139", "CKV_AWS_172", "CKV_AWS_293", "CKV2_AWS_58", "AVD-AWS-0177", "AVD-AWS-0343", "AwsSolutions-RDS10"],
    fix: 'Set `deletionProtection: true` (`deletionProtectionEnabled: true` on DynamoDB, "ACTIVE" on Cognito user pools).',
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
    ...scoped,
    check: (item, context) => inScope(item, context) && weigh(item.deletionProtection, setDefence),
  }),
  "protect-deletion-protection-everywhere": rule(statefulWith("deletionProtection"), {
    title: "Stateful resources must have deletion protection enabled in every environment",
    severity: "low",
    preset: "all",
    why: "The controls make no exception for tests. In production it is `protect-deletion-protection`.",
    controls: { fsbp: ["DocumentDB.5", "DynamoDB.6", "Neptune.4", "RDS.7", "RDS.8"], nist: ["CP-2a", "SC-5(2)"] },
    equivalents: ["CKV_AWS_139", "CKV_AWS_172", "CKV_AWS_293", "CKV2_AWS_58", "AVD-AWS-0177", "AVD-AWS-0343", "AwsSolutions-RDS10"],
    fix: 'Set `deletionProtection: true` (`deletionProtectionEnabled: true` on DynamoDB, "ACTIVE" on Cognito user pools).',
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
    check: (item, { environments }) => !isIn(environments, production) && !item.optIn && weigh(item.deletionProtection, setDefence),
  }),
  "protect-no-force-destroy": rule(statefulWith("force"), {
    title: "Stateful resources must not be deleted together with their content in production",
    severity: "medium",
    why: "AWS refuses to delete a bucket, a repository or a vault that is not empty; these inputs make the provider empty it first.",
    fix: "Remove `forceDestroy` (or `forceDelete`), and empty the resource by hand when it has to go.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
    ...scoped,
    check: (item, context) => inScope(item, context) && weigh(item.force, stopForcing),
  }),
  "protect-final-snapshot": rule(statefulWith("finalSnapshot"), {
    title: "Databases and file systems must take a final snapshot on deletion in production",
    severity: "medium",
    why: "The snapshot is the way back from a deletion that was meant for something else. Read replicas are left out: they take none.",
    fix: "Remove `skipFinalSnapshot` or set it to false, and set `finalSnapshotIdentifier`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
    ...scoped,
    check: (item, context) => inScope(item, context) && weigh(item.finalSnapshot, takeSnapshot),
  }),
  "protect-automated-backups-kept": rule(statefulWith("backups"), {
    title: "RDS automated backups must be kept after their database is deleted in production",
    severity: "low",
    why: "By default RDS deletes the automated backups together with the database, and with them every point in time to return to.",
    fix: "Set `deleteAutomatedBackups: false`.",
    docs: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.Retaining.html",
    ...scoped,
    check: (item, context) => inScope(item, context) && weigh(item.backups),
  }),
  "protect-secret-recovery-window": rule(statefulWith("recovery"), {
    title: "Secrets Manager secrets must be recoverable after deletion in production",
    severity: "medium",
    fix: "Remove `recoveryWindowInDays` (30 days by default), or set it to 7 or more.",
    docs: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
    ...scoped,
    check: (item, context) => inScope(item, context) && weigh(item.recovery),
  }),
  "protect-key-deletion-window": rule(statefulWith("windows"), {
    title: "KMS keys and certificate authorities must have the longest deletion window in production",
    severity: "medium",
    why: "What is encrypted under a deleted key is lost, and a job that runs once a month notices after a week's window is over. The window costs nothing.",
    fix: "Remove `deletionWindowInDays` (30 days by default), or set it to 30.",
    docs: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    options: { ...scope, days: 30 },
    optionsSchema: scopeSchema,
    checkOptions: checkScope,
    check: (item, context) => inScope(item, context) && evaluateWindows(item.windows, context.options.days),
  }),
  "protect-recoverable": rule(exposures, {
    title: "Production data must be recoverable after a destroy",
    severity: "critical",
    why:
      "One finding where everything is missing at once: " +
      "no `protect`, no deletion protection, and neither a last snapshot nor a backup plan of this stack that keeps a copy. " +
      "`retainOnDelete` counts in a state; a preview does not show it.",
    fix: "Set the resource option `protect: true`, and add at least one of deletion protection, a final snapshot or a backup plan.",
    covers: ["protect-stateful", "protect-deletion-protection", "protect-final-snapshot", "protect-automated-backups-kept"],
    docs: "https://docs.aws.amazon.com/prescriptive-guidance/latest/backup-recovery/welcome.html",
    options: { environments: production },
    check: (item, { environments, options }) => isIn(environments, options.environments) && evaluateExposure(item),
  }),
  "protect-no-delete-before-replace": rule(stateful, {
    title: "Stateful resources must not be deleted before they are replaced",
    severity: "high",
    why:
      "With `deleteBeforeReplace` a change of any input that forces a replacement deletes the data first, " +
      "in the middle of a usual update. A state does not carry the option: previews and updates show it.",
    fix: "Remove `deleteBeforeReplace`, and migrate the data to a new resource beside the old one.",
    docs: "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
    check: (item) =>
      item.deleteBeforeReplace === true &&
      !item.optIn &&
      !item.isCopy &&
      `has the option \`deleteBeforeReplace\`: a replacement loses ${item.reason}`,
  }),
  "protect-no-outage-by-replacement": rule(serving, {
    title: "Certificates and entry points must not be deleted before they are replaced",
    severity: "low",
    why: "Between the deletion and the creation of the next one nobody is served, and a certificate in use cannot be deleted at all.",
    equivalents: ["CKV_AWS_217", "CKV_AWS_233", "CKV_AWS_237"],
    fix: "Remove `deleteBeforeReplace`, and leave the physical name to the provider, so that the new resource can be created first.",
    docs: "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
    check: (item) => item.deleteBeforeReplace && "has the option `deleteBeforeReplace`: there is none until the replacement exists",
  }),
  "protect-no-ignored-security-inputs": rule(ignoredInputs, {
    title: "Security-relevant inputs must not be listed in ignoreChanges",
    severity: "high",
    why:
      "`ignoreChanges` keeps the old value for good: " +
      "a fix in the program never arrives, and previews and policies read what the program sets. " +
      "Left out are inputs that count at creation only, and settings that a resource of their own holds.",
    fix: "Remove the input (or `*`) from `ignoreChanges`, and name there only what something else has to change, such as `desiredCount`.",
    docs: "https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/",
    options: ignoredOptions,
    optionsSchema: ignoredOptionsSchema,
    check: (item, { options }) => evaluateIgnored(item, options),
  }),
  "protect-no-fixed-name": rule(statefulWith("fixedName"), {
    title: "Stateful resources that may be replaced must not have a fixed physical name",
    severity: "medium",
    preset: "all",
    why: "Two things cannot have one name, so the provider deletes the old one first when an input forces a replacement, or the replacement fails.",
    fix: "Remove the name, so that the provider creates one from the logical name and a random part.",
    docs: "https://www.pulumi.com/docs/iac/concepts/resources/names/",
    check: ({ fixedName, optIn }) => fixedName !== undefined && !optIn && weigh([fixedName]),
  }),
  "protect-data-volumes-kept": rule(dataVolumes, {
    title: "EC2 data volumes must be kept when their instance is terminated in production",
    severity: "low",
    preset: "all",
    why: "A volume that an instance declares is deleted with it, and a replaced AMI or subnet replaces the instance.",
    fix: "Set `deleteOnTermination: false`, or create an `ebs.Volume` of its own and attach it.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html",
    options: { environments: production },
    check: ({ kept }, { environments, options }) => isIn(environments, options.environments) && weigh([kept]),
  }),
};
