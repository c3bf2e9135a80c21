/** The library: rules, the words and views they are written with, and ways to evaluate stacks by them. See also `stackwarden/policies`. */

export { readRules } from "./cli/rule-file.js";
export { ConfigError, type Configuration, configure, type Entries, parseEntries, resolveAsEngine } from "./config/config.js";
export type { GivenException } from "./config/exceptions.js";
export { type Form, parseForm } from "./config/form.js";
export { version } from "./data/packaged.js";
export { type OwnPack, servePack, withoutServing } from "./doors/pulumi/serve.js";
export { check, type FailOn, gates, type Report, type RunOptions } from "./doors/state/check.js";
export { readInputs } from "./doors/state/inputs.js";
export type { Finding } from "./findings/finding.js";
export { grantsAdmin, inAnyHands } from "./iam/access/grants.js";
export { verdictAt } from "./iam/access/verdicts.js";
export {
  absent,
  atLeast,
  atMost,
  both,
  either,
  empty,
  every,
  except,
  includes,
  includesAll,
  json,
  Matcher,
  matches,
  nonEmpty,
  noneOf,
  oneOf,
  type Pattern,
  present,
  some,
  test,
  unless,
  unsetOr,
} from "./language/pattern.js";
export { type Level, type RegisteredRule, type RuleGroups, register } from "./language/registry.js";
export {
  type About,
  type CheckContext,
  type Controls,
  type Found,
  type Preset,
  type Rule,
  rule,
  type Severity,
  type Subject,
} from "./language/rule.js";
export type { Item, View, ViewContext } from "./language/view.js";
export { writtenRules } from "./language/written/rules.js";
export type { PolicyException } from "./model/exception.js";
export type { Resource } from "./model/resource.js";
export type { Stack } from "./model/stack.js";
export type { Waiver } from "./model/waiver.js";
export { allRules } from "./rules/index.js";
export { widenedAccess } from "./views/access-changes.js";
export { clusterSettings, repositoryScanning } from "./views/account-settings.js";
export { foreignArns } from "./views/arns.js";
export { attachedGroups } from "./views/attached-groups.js";
export { attachments, userAttachments } from "./views/attachments.js";
export { bucketExposures } from "./views/bucket-exposure.js";
export { changedResources, deletions } from "./views/changes.js";
export { clusterGroups } from "./views/cluster-groups.js";
export { jobContainers, taskContainers } from "./views/containers.js";
export { plaintextCopies } from "./views/copies.js";
export { dataStores } from "./views/data-stores.js";
export { defaultGroups } from "./views/default-groups.js";
export { egress } from "./views/egress.js";
export { functionLogs } from "./views/function-logs.js";
export { attachedGrants, attachedNames, consoleUsers, grants, principals, privilegedTrusts } from "./views/grants.js";
export { ignoredInputs } from "./views/ignored.js";
export { ingress } from "./views/ingress.js";
export { keyCustody } from "./views/key-custody.js";
export { logSinks } from "./views/log-sinks.js";
export { made } from "./views/made.js";
export { managers } from "./views/managers.js";
export { instanceMetadata, launchConfigurationMetadata, launchTemplateMetadata } from "./views/metadata-defaults.js";
export { mixedSettings } from "./views/mixed.js";
export { type Named, named } from "./views/named.js";
export { aclEntries } from "./views/network-acls.js";
export {
  plaintextArguments,
  plaintextConfiguration,
  plaintextCredentials,
  plaintextInputs,
  plaintextOutputs,
} from "./views/plaintext.js";
export { awsProviders, regions } from "./views/providers.js";
export { publicCompute } from "./views/public-compute.js";
export { serving } from "./views/replaced.js";
export { plaintextReturned } from "./views/returned.js";
export { routes } from "./views/routes.js";
export { scaledTables } from "./views/scaling.js";
export { spellings } from "./views/spellings.js";
export { stateful, statefulWith } from "./views/stateful.js";
export {
  documents,
  lambdaPermissions,
  policyStatements,
  statements,
  topicStatements,
  trusts,
  writtenDocuments,
} from "./views/statements.js";
export { taggable, taggableAndStack } from "./views/taggable.js";
export { watchedTrails } from "./views/trail-alarms.js";
export {
  instanceEncryption,
  launchConfigurationEncryption,
  launchTemplateEncryption,
  volumeEncryption,
} from "./views/volume-encryption.js";
export { dataVolumes, instanceVolumes } from "./views/volumes.js";
export { grantedWaivers } from "./views/waivers.js";
export { exposures } from "./views/wipe.js";
export {
  airflowOptions,
  buildVariables,
  clusterConfigurations,
  environmentSettings,
  functionVariables,
  jobArguments,
  jobVariables,
  modelVariables,
  readableParameters,
  serviceVariables,
  siteVariables,
  taskVariables,
  userData,
  wrappedLiterals,
} from "./views/wrapped.js";
