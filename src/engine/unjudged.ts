/** Resources that no rule about their type evaluated: no finding about them is not a pass. */

import { canonicalType } from "../model/classes.js";
import { packageOf } from "../model/component.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { waiverType } from "../model/waiver.js";
import { taggable, taggableAndStack } from "../views/taggable.js";
import type { RuleIndex } from "./evaluate.js";

/** A type that no rule evaluated, as it was written, and how many resources have it. */
export interface UnjudgedType {
  readonly type: string;
  readonly count: number;
}

/**
 * The resources of a stack that no rule of the index evaluated by their type, counted by type and sorted by it. Rules that evaluate every type
 * (secrets, tags) do not count, nor do rules on resources whose body is a text that cannot be read: no rule sees inside a template behind a URL.
 * Providers and the engine's own types, what was only read, and components that have children are left out.
 */
export function unjudgedTypes(index: RuleIndex, stack: Stack): readonly UnjudgedType[] {
  const evaluated = evaluatedTypes(index);
  const parents = new Set(stack.resources.map(({ parent }) => parent));
  const counts = new Map<string, number>();
  for (const resource of stack.resources)
    if (
      !resource.external &&
      resource.from?.isFurther !== true &&
      isUnevaluated(resource, evaluated, stack.project) &&
      !(!resource.custom && parents.has(resource.urn))
    )
      counts.set(resource.writtenType, (counts.get(resource.writtenType) ?? 0) + 1);
  return sorted(counts);
}

/** The sum over several stacks. */
export function sumOfUnjudged(lists: readonly (readonly UnjudgedType[])[]): readonly UnjudgedType[] {
  const counts = new Map<string, number>();
  for (const { type, count } of lists.flat()) counts.set(type, (counts.get(type) ?? 0) + count);
  return sorted(counts);
}

const sorted = (counts: ReadonlyMap<string, number>): UnjudgedType[] =>
  [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => (a.type < b.type ? -1 : 1));

function isUnevaluated({ type, writtenType, custom, parts }: Resource, evaluated: ReadonlySet<string>, project: string): boolean {
  if (type.startsWith("pulumi:")) return false;
  if (type === waiverType) return false;
  // A component of the program itself without children creates nothing; one of a package may create what the engine does not see.
  if (!custom) return packageOf(writtenType) !== project && packageOf(writtenType) !== "aws";
  // The resources of a template that can be read are evaluated by themselves.
  if (opaque.has(type)) return parts.length === 0;
  return !evaluated.has(type) && !isPart(type);
}

/** Types whose body is a program of another tool: a template, or a request of Cloud Control. */
const opaque: ReadonlySet<string> = new Set(
  [
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws:cloudcontrol/resource:Resource",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
  ].map(canonicalType),
);

/** Classes of AWS that only connect, name or describe what other types configure: on their own they expose nothing and store nothing. */
const parts: readonly RegExp[] = [
  // The network's plumbing: `ec2.RouteTable`, `ec2.MainRouteTableAssociation`, `ec2.NatGateway`, `lb.TargetGroupAttachment`.
  /^aws:\w+\/\w*([rR]oute|[rR]outeTable|[aA]ssociation|[aA]ttachment|[pP]ropagation|[tT]argetGroup):/,
  /^aws:ec2\w*\/(\w*[gG]ateway|eip|\w*[dD]hcpOptions):/,
  // Groups of subnets and of settings: `rds.SubnetGroup`, `rds.ParameterGroup`, `iam.InstanceProfile`, `ec2.PlacementGroup`.
  /^aws:\w+\/\w*([sS]ubnetGroup|[pP]arameterGroup|[oO]ptionGroup|[pP]lacementGroup):/,
  /^aws:\w+\/\w*([iI]nstanceProfile|[aA]lias|[tT]ag):/,
  // Names and proofs of them: `route53.Record`, `acm.CertificateValidation`.
  /^aws:\w+\/\w*([rR]ecord|[vV]alidation|[zZ]one|[dD]omainIdentity|[dD]kim|[vV]erification):/,
  // Steps of an API and targets of events: `apigateway.Integration`, `cloudwatch.EventRule`, `s3.BucketNotification`.
  /^aws:\w+\/\w*([iI]ntegration|[rR]esponse|[mM]odel|[vV]alidator|[dD]eployment):/,
  /^aws:\w+\/\w*([eE]ventRule|[eE]ventTarget|[nN]otification):/,
  /^aws:apigateway\/(resource|usagePlan|usagePlanKey|basePathMapping):/,
  /^aws:apigatewayv2\/(apiMapping|domainName):/,
  // Content and upkeep: `s3.BucketObject`, `ecr.LifecyclePolicy`, `cloudwatch.LogStream`, `appautoscaling.Policy`.
  /^aws:s3\/(bucketObject|bucketObjectv2|objectCopy|bucketWebsiteConfiguration\w*):/,
  /^aws:\w+\/\w*([lL]ifecyclePolicy|[lL]ogStream|[mM]etricFilter|[mM]etricAlarm|[dD]ashboard):/,
  /^aws:\w+\/\w*[oO]riginAccess(Control|Identity):/,
  /^aws:(appautoscaling|autoscaling)\//,
  /^aws:(lambda\/eventSourceMapping|eks\/addon|efs\/mountTarget|iam\/openIdConnectProvider):/,
  // What watches, counts and keeps copies: `guardduty.Filter`, `accessanalyzer.Analyzer`, `backup.Plan`, `budgets.Budget`.
  /^aws:(accessanalyzer|backup|budgets|ce|cfg|config|detective|guardduty)\//,
  /^aws:(inspector2?|macie2?|securityhub|wafv2?|wafregional)\//,
];

const known = new Map<string, boolean>();
const mostKnown = 10_000;
/** Whether a type only connects, names or describes; a stack has few types. */
function isPart(type: string): boolean {
  let is = known.get(type);
  if (is === undefined) {
    if (known.size >= mostKnown) known.clear();
    is = parts.some((part) => part.test(type));
    known.set(type, is);
  }
  return is;
}

const coverage = new WeakMap<RuleIndex, ReadonlySet<string>>();

/** The types that a rule names, as its subject or as a partner of it. */
function evaluatedTypes(index: RuleIndex): ReadonlySet<string> {
  const known = coverage.get(index);
  if (known !== undefined) return known;
  const types = new Set<string>();
  for (const { rule } of index.all) {
    if (typeof rule.types !== "string" && rule.view !== taggable && rule.view !== taggableAndStack)
      for (const type of rule.types) types.add(type);
    for (const link of Object.values(rule.links)) for (const type of link.types) types.add(type);
  }
  coverage.set(index, types);
  return types;
}
