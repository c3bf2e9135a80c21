import type {
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { ConfigError, type Configuration, configure, environmentsFor, resolveAsEngine, settingsEntry } from "./config/config.js";
import { dayOf } from "./config/day.js";
import { parseForm } from "./config/form.js";
import { type Settings, unknownLevel } from "./config/levels.js";
import { optionsSchema } from "./config/schema.js";
import { controlTags, frameworkOf } from "./doors/pulumi/info.js";
import { type Components, startComponents } from "./doors/pulumi/inside.js";
import { type Reported, startReported } from "./doors/pulumi/reported.js";
import { stackOf } from "./doors/pulumi/session.js";
import { type SoFar, startSoFar } from "./doors/pulumi/so-far.js";
import { applyTo, fromPolicyResource, fromResourceArgs, holdsInlineArchive } from "./doors/sdk/mark.js";
import { type ActiveRule, type Evaluation, evaluateResource, evaluateStack, indexRules, type RuleIndex } from "./engine/evaluate.js";
import { layOver, remedyOf } from "./engine/remediation.js";
import { evaluateWaivers, type Ledger, ledgerOf, sparedWords } from "./findings/waiver-ledger.js";
import { gatesAt } from "./language/moment.js";
import type { Level, RegisteredRule } from "./language/registry.js";
import { type RawResource, type Resource, toResource, urnParts, writtenAs } from "./model/resource.js";
import type { Stack } from "./model/stack.js";
import { type WaiverStatus, waiverType } from "./model/waiver.js";
import { allRules } from "./rules/index.js";
import { grantedWaivers } from "./views/waivers.js";

/** Settings as in the configuration file, and `config` in Pulumi's own form for levels and options of single rules. */
export interface PoliciesArguments extends Partial<Settings> {
  readonly config?: Readonly<Record<string, Level | Readonly<Record<string, unknown>>>> | VersionedConfig;
}

/** The form of a configuration that has exceptions. */
export interface VersionedConfig {
  readonly version: number;
  readonly policies?: Readonly<Record<string, Level | Readonly<Record<string, unknown>>>>;
  readonly exceptions?: Readonly<Record<string, unknown>>;
  readonly [ignored: string]: unknown;
}

/** State shared by the policies of one pack: the inputs that stack rules evaluate, and what the current call has already read. */
interface Shared {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly today: string;
  readonly inputs: Map<string, RawResource>;
  current: { readonly urn: string; readonly resource: Resource } | undefined;
  stack: Stack | undefined;
  /** During an update, the resources registered so far, and what was found before they were created. */
  readonly soFar: SoFar | undefined;
  readonly reported: Reported;
  readonly components: Components;
}

/**
 * The rules as policies of `@pulumi/policy`, for an organisation's own pack: `new PolicyPack("acme", { policies: [...policies(), ...ours] })`.
 * Which values are secret is hidden by the SDK, so what depends on that stays unknown. Rules that are off are left out.
 * @throws ConfigError for an unknown setting, rule or option.
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/authoring/
 */
export function policies({ config = {}, ...settings }: PoliciesArguments = {}): (ResourceValidationPolicy | StackValidationPolicy)[] {
  return policiesOf(allRules, { config, ...settings });
}

/** The same for any set of rules. */
export function policiesOf(
  rules: readonly RegisteredRule[],
  { config = {}, ...settings }: PoliciesArguments = {},
  today: () => string = () => dayOf(new Date()),
  // What the engine passes to the SDK about the run; `undefined` if there is no run.
  isUpdate: boolean = process.env["PULUMI_NODEJS_DRY_RUN"] === "false",
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const given = parseForm(config);
  // The SDK reports a policy at one level in every stack, and for every resource.
  if ((settings.overrides ?? []).length > 0 || given.entries[settingsEntry]?.options["overrides"] !== undefined)
    throw new ConfigError('policies() cannot apply "overrides". Serve the pack itself with servePack().', [settingsEntry, "overrides"]);
  const entries = { ...given.entries, [settingsEntry]: { level: undefined, options: settings } };
  const configuration = configure(rules, resolveAsEngine(rules, entries), entries, given.exceptions);
  for (const line of [...given.ignored.map(({ message }) => message), ...configuration.deprecated]) console.warn(`stackwarden: ${line}`);
  const day = today();
  const ledger = ledgerOf(configuration, undefined, day);
  const shared: Shared = {
    configuration,
    ledger,
    today: day,
    inputs: new Map(),
    current: undefined,
    stack: undefined,
    soFar: isUpdate ? startSoFar() : undefined,
    reported: startReported(),
    components: startComponents(),
  };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const policyOf = (rule: ActiveRule): ResourceValidationPolicy | StackValidationPolicy => {
    const registered = byId.get(rule.id);
    if (registered === undefined) throw new Error(`no rule ${rule.id}`);
    return rule.rule.scope === "resource" ? resourcePolicy(registered, rule, shared) : stackPolicy(registered, rule, shared);
  };
  const { all } = configuration.rules;
  // The rules about waivers come last: by then it is known which were needed.
  const last = all.filter(aboutWaivers);
  return [resourceReader(shared), stackReader(shared), ...all.filter((rule) => !last.includes(rule)).map(policyOf), ...last.map(policyOf)];
}

const aboutWaivers = ({ rule }: ActiveRule): boolean => rule.view === grantedWaivers;

/** Reads each resource once for all that follow, and keeps its inputs for stack rules, which the SDK shows outputs only. */
const resourceReader = (shared: Shared): ResourceValidationPolicy => ({
  name: settingsEntry,
  description: "Reads each resource for the rules that follow; reports nothing.",
  enforcementLevel: "advisory",
  validateResource: (args) => {
    const raw = fromResourceArgs(args, false);
    shared.inputs.set(raw.urn, raw);
    const resource = toResource(raw);
    shared.current = { urn: raw.urn, resource };
    shared.components.add(resource);
    if (resource.type === waiverType) shared.ledger.add(shared.configuration.waiverOf(resource));
    shared.soFar?.add(raw);
  },
});

/** Reads the stack once for all stack rules that follow. */
const stackReader = (shared: Shared): StackValidationPolicy => ({
  name: `${settingsEntry}-stack`,
  description: "Reads the stack for the rules that follow; reports nothing.",
  enforcementLevel: "advisory",
  validateStack: (args) => {
    shared.stack = readStack(args, shared);
    for (const resource of shared.stack.resources) shared.components.add(resource);
  },
});

const readStack = (args: StackValidationArgs, shared: Shared): Stack =>
  stackOf(args.resources.map(fromPolicyResource), shared.inputs, shared.today, undefined);

const environments = (urn: string, shared: Shared): ReadonlySet<string> =>
  environmentsFor(urnParts(urn).stack, shared.configuration.settings);

function resourcePolicy(registered: RegisteredRule, active: ActiveRule, shared: Shared): ResourceValidationPolicy {
  const { rule } = active;
  const withConfig = (given: object): ActiveRule => ({ ...active, options: { ...active.options, ...given } });
  const remediates = rule.remediate !== undefined;
  const isOwn = ({ rule }: Evaluation): boolean => rule === active.id;
  return {
    ...about(registered, active, shared),
    validateResource: (args, report) => {
      const resource = shared.current?.urn === args.urn ? shared.current.resource : toResource(fromResourceArgs(args, false));
      const setting = { environments: environments(args.urn, shared), today: shared.today, stack: undefined };
      const found = evaluateResource(withCovering(withConfig(args.getConfig()), shared), resource, "resource", setting);
      reportFound(shared.ledger.apply(found.filter(isOwn)), active, shared, report, args);
    },
    ...(remediates && {
      remediateResource: (args) => {
        if (shared.ledger.spares(active.id, args)) return undefined;
        const raw = fromResourceArgs(args, true);
        if (holdsInlineArchive(raw.inputs)) return undefined;
        const remedy = remedyOf(withConfig(args.getConfig()), raw, {
          environments: environments(args.urn, shared),
          today: shared.today,
          stack: undefined,
        });
        if (remedy === undefined) return undefined;
        const before = raw.inputs ?? {};
        const after = layOver(before, remedy) as typeof before;
        return after === before ? undefined : applyTo(args.props, before, after);
      },
    }),
  };
}

/** A rule, with the rules of the pack that report the same cause. */
const withCovering = (active: ActiveRule, { configuration }: Shared): RuleIndex =>
  indexRules([active, ...configuration.rules.all.filter(({ rule }) => rule.covers?.includes(active.id) === true)]);

const statusesOf = (stack: Stack, { configuration, ledger, inputs }: Shared): WaiverStatus[] =>
  ledger.statuses(configuration.rules, stack, (resource) => {
    const { urn, type } = writtenAs(resource);
    return inputs.has(urn) || type.startsWith("pulumi:");
  });

/** What a rule of stack scope finds for certain just before a resource is created. */
const earlyPolicy = (active: ActiveRule, soFar: SoFar, shared: Shared): Pick<ResourceValidationPolicy, "validateResource"> => ({
  validateResource: (args, report) => {
    const { stack: name, project } = urnParts(args.urn);
    const index = indexRules([{ ...active, options: { ...active.options, ...args.getConfig() } }]);
    const evaluated = soFar.evaluate(
      index,
      args.urn,
      { name, project, today: shared.today, config: undefined },
      environments(args.urn, shared),
    );
    const found = shared.reported.fresh(shared.ledger.apply(evaluated));
    if (found.length === 0) args.notApplicable("evaluated with the whole stack");
    else reportFound(found, active, shared, (message) => report(message, args.urn), args);
  },
});

function stackPolicy(registered: RegisteredRule, active: ActiveRule, shared: Shared): StackValidationPolicy {
  const isEarly = shared.soFar !== undefined && gatesAt(active.rule) === "creation" && !aboutWaivers(active);
  return {
    ...about(registered, active, shared),
    ...(isEarly && shared.soFar !== undefined && earlyPolicy(active, shared.soFar, shared)),
    validateStack: (args, report) => {
      const stack = shared.stack ?? readStack(args, shared);
      const index = withCovering({ ...active, options: { ...active.options, ...args.getConfig() } }, shared);
      const around = environments(stack.resources[0]?.urn ?? "", shared);
      const found = aboutWaivers(active)
        ? shared.ledger.exempt(evaluateWaivers(index, stack, statusesOf(stack, shared), around))
        : shared.ledger.apply(evaluateStack(index, stack, around).filter(({ rule }) => rule === active.id));
      reportFound(shared.reported.spare(found), active, shared, report, args);
    },
  };
}

/** Reports violations; if there are none but something is unknown, reports what it depends on. `notApplicable` ends the call, so it comes last. */
function reportFound(
  found: readonly Evaluation[],
  { id, rule }: ActiveRule,
  { configuration: { levels, settings }, components }: Shared,
  report: ReportViolation,
  args: Pick<ResourceValidationArgs, "notApplicable">,
): void {
  const level = levels.get(id) ?? "mandatory";
  // A policy of the SDK reports only at its own level, so unknowns are shown only if that is the wanted level.
  const wanted = unknownLevel(settings.unknown, rule.severity, level);
  const isShown = wanted === "mandatory" || (wanted === "advisory" && level === "advisory");
  const counting = found.filter((j) => j.outcome !== "unknown" || isShown);
  const bad = counting.filter((j) => sparedWords(j) === undefined);
  for (const j of bad) {
    const fix = components.name(j, () => rule.fix).fix ?? rule.fix;
    report(j.outcome === "fail" ? `${j.message}\n${fix}` : j.message, j.resource.urn);
  }
  const open = found.find((j) => j.outcome === "unknown");
  const spared = counting.map(sparedWords).find((words) => words !== undefined);
  if (bad.length > 0) return;
  if (spared !== undefined) args.notApplicable(spared);
  else if (open !== undefined) args.notApplicable(open.message);
}

function about(
  { id, family, rule }: RegisteredRule,
  active: ActiveRule,
  shared: Shared,
): Pick<ResourceValidationPolicy, keyof StackValidationPolicy & keyof ResourceValidationPolicy> {
  const framework = frameworkOf(rule.controls);
  const schema = Object.entries(optionsSchema({ ...rule, options: active.options }));
  return {
    name: id,
    displayName: rule.title,
    description: rule.title,
    enforcementLevel: shared.configuration.levels.get(id) ?? "disabled",
    severity: rule.severity,
    tags: [family, ...controlTags(rule.controls)],
    remediationSteps: rule.fix,
    url: rule.docs,
    ...(framework !== undefined && { framework }),
    ...(schema.length > 0 && { configSchema: { properties: Object.fromEntries(schema) } as PolicyConfigSchema }),
  };
}
