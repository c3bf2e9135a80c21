import { isUnknown, type Unknown, unknown } from "../../model/value.js";
import { unless } from "../conditions/operators.js";
import { narrows } from "../conditions/use.js";
import { type Action, actionNamed, actionsMatching, keptTypes, takesInAll } from "../document/actions.js";
import { type Answer, allOf, anyOf, mapPlaces, no, opposite, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";
import { has, isEveryAction, isEveryResource, isServiceWildcard, onEverything, some } from "../document/patterns.js";
import { isPattern } from "../document/wildcard.js";
import { denied, limited } from "./can.js";
import type { InHands } from "./grants.js";
import { type Holder, type Spot, spotOf } from "./holder.js";

/** Actions of one service that a document grants on every resource, with the places of all the patterns that do. */
export interface Excess {
  readonly service: string;
  readonly spots: readonly Spot[];
  /** The patterns as they are written. */
  readonly patterns: readonly string[];
  readonly actions: readonly Action[];
}

export interface Excesses {
  readonly found: readonly Excess[];
  readonly open: readonly Spot[];
}

/** Which actions are searched, and whether `s3:*` counts or is left to a larger finding. */
export interface Wanted {
  readonly isWanted: (action: Action) => boolean;
  readonly withServiceWildcards: boolean;
  /** Whether `arn:aws:s3:::*` counts as `*` for what works on objects. */
  readonly withEveryOfAKind?: true;
}

/**
 * The wanted actions that a document grants on every resource, by service: one cause, wherever its statements stand. Conditions that narrow, Denies and
 * boundaries of whoever holds the document take them away. Grants of every action or by NotAction are larger findings of their own.
 */
export function excesses(inHands: InHands, wanted: Wanted): Excesses {
  const byService = new Map<string, { spots: Spot[]; patterns: string[]; actions: Set<Action> }>();
  const open: Spot[] = [];
  // Nothing denies and nothing limits most policies.
  const isFree = inHands.hands.length > 0 && inHands.hands.every(isUnlimited);
  for (const statement of inHands.document.statements) {
    if (statement.effect === "Deny") continue;
    const onAll = onEverything(statement);
    const isOfKinds = wanted.withEveryOfAKind === true && onAll.is !== "yes" && some(statement.resources, "resources", isWild).is !== "no";
    if ((onAll.is === "no" && !isOfKinds) || statement.actions === undefined) continue;
    const scope = allOf({ at: has(statement, "Allow"), and: [unless(narrows(statement))] });
    if (scope.is === "no") continue;
    const patterns: readonly (string | Unknown)[] = isUnknown(statement.actions) ? [unknown] : statement.actions;
    for (const [i, pattern] of patterns.entries()) {
      if (isUnknown(pattern)) {
        open.push(spotOf(statement, isUnknown(statement.actions) ? "actions" : `actions[${i}]`));
        continue;
      }
      const actions = wantedOf(pattern, wanted);
      if (actions.length === 0) continue;
      const spot = spotOf(statement, `actions[${i}]`);
      for (const action of actions) {
        const reach = isOfKinds ? anyOf([onAll, onEachKind(statement, action)]) : onAll;
        if (reach.is === "no") continue;
        const isSure = isFree && scope.is === "yes" && reach.is === "yes";
        const answer = isSure
          ? yes(spot)
          : allOf({
              at: mapPlaces(allOf({ at: scope, and: [reach] }), (at) => spotOf(statement, at)),
              and: [inAny(inHands.hands, action, spot, onAll.is === "yes" ? ["*"] : patternsOf(statement, action))],
            });
        if (answer.is === "unknown") for (const one of answer.at) open.push(one);
        if (answer.is !== "yes") continue;
        const [service = ""] = action.name.split(":");
        const entry = byService.get(service) ?? { spots: [], patterns: [], actions: new Set() };
        byService.set(service, entry);
        entry.actions.add(action);
        if (!entry.spots.some((known) => known.path === spot.path)) {
          entry.spots.push(spot);
          if (!entry.patterns.includes(pattern)) entry.patterns.push(pattern);
        }
      }
    }
  }
  const all = [...byService].map(([service, entry]) => ({ ...entry, service, actions: [...entry.actions] }));
  return { found: all, open: [...new Map(open.map((spot) => [spot.path, spot])).values()] };
}

const isUnlimited = ({ boundary, lines }: Holder): boolean =>
  boundary === undefined && lines.every(({ statement }) => statement.effect === "Allow");

const none: readonly Action[] = [];
const found = new WeakMap<Wanted, Map<string, readonly Action[]>>();
const mostPatterns = 20_000;

/** The wanted actions that a pattern represents; looked for once, as many policies have the same patterns. */
function wantedOf(pattern: string, wanted: Wanted): readonly Action[] {
  if (!isPattern(pattern)) {
    const action = actionNamed(pattern);
    return action !== undefined && wanted.isWanted(action) ? [action] : none;
  }
  let known = found.get(wanted);
  if (known === undefined) {
    known = new Map();
    found.set(wanted, known);
  }
  let actions = known.get(pattern);
  if (actions === undefined) {
    if (known.size >= mostPatterns) known.clear();
    const isLeftOut = isEveryAction(pattern) || (!wanted.withServiceWildcards && isServiceWildcard(pattern));
    actions = isLeftOut ? none : actionsMatching(pattern).filter(wanted.isWanted);
    known.set(pattern, actions.length === 0 ? none : actions);
  }
  return actions;
}

/** Few patterns end in a wildcard: only these can cover every resource of a kind. */
const isWild = (pattern: string): boolean => pattern.endsWith("*");

/** Whether the resources of a statement cover all of every kind that an action works on. */
function onEachKind(statement: Statement, action: Action): Answer {
  const [first = no, ...others] = keptTypes(action).map((type) => some(statement.resources, "resources", (it) => takesInAll(it, type)));
  return allOf({ at: first, and: others });
}

/** The resources of a statement that are all of some kind. */
function patternsOf({ resources }: Statement, action: Action): readonly string[] {
  const known = isUnknown(resources) ? [] : (resources ?? []).filter((text) => !isUnknown(text));
  return known.filter((pattern) => isOfKind(pattern, action));
}

function inAny(hands: readonly Holder[], action: Action, spot: Spot, resources: readonly string[]): Answer<Spot> {
  return anyOf(
    hands.map((holder) => {
      if (isUnlimited(holder)) return yes(spot);
      const reaches = (inner: string): boolean => isEveryResource(inner) || (resources[0] !== "*" && isOfKind(inner, action));
      return allOf({
        at: yes(spot),
        and: resources.flatMap((resource) => [
          opposite(denied(holder, action.name, resource), spot),
          limited(holder, { action: action.name, reaches }, spot, resource),
        ]),
      });
    }),
  );
}

const isOfKind = (pattern: string, action: Action): boolean => keptTypes(action).some((type) => takesInAll(pattern, type));

/** cloudwatch:PutMetricData: it is rarely used for its only type, a data set of OpenTelemetry. */
const notRestricted = new Set(["cloudwatch:PutMetricData", "iam:PassRole"]);

/** Actions that change something and can be restricted to some resources. */
export const changes: Wanted = {
  isWanted: ({ name, level, types }) => (level === "write" || level === "permissions") && types.length > 0 && !notRestricted.has(name),
  withServiceWildcards: false,
};

/** Actions that only read, and can be restricted to some resources. */
export const reads: Wanted = {
  isWanted: ({ name, level, types }) =>
    (level === "read" || level === "list") && types.length > 0 && !readsData.isWanted({ name, level, types }),
  withServiceWildcards: false,
};

export const managesPermissions: Wanted = {
  // Some reads are listed at this level too.
  isWanted: ({ level, name }) =>
    level === "permissions" && !/^(?:Get|List|Describe|BatchGet|View|Search)/.test(name.slice(name.indexOf(":") + 1)),
  withServiceWildcards: true,
  withEveryOfAKind: true,
};

const listed = (...names: readonly string[]): Wanted => {
  const set = new Set(names.map((name) => name.toLowerCase()));
  return { isWanted: ({ name }) => set.has(name.toLowerCase()), withServiceWildcards: true, withEveryOfAKind: true };
};

/** Actions that read what a stack keeps: objects, parameters, secrets. */
export const readsData = listed(
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
);

/** Actions whose answer is a credential of somebody else. */
export const returnsCredentials = listed(
  "airflow:CreateCliToken",
  "airflow:CreateWebLoginToken",
  "appsync:CreateApiKey",
  "chime:CreateApiKey",
  "cloud9:CreateEnvironmentToken",
  "codepipeline:PollForJobs",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
  "connect:GetFederationToken",
  "ec2:GetPasswordData",
  "emr-containers:GetManagedEndpointSessionCredentials",
  "finspace-api:GetProgrammaticAccessCredentials",
  "gamelift:GetInstanceAccess",
  "gamelift:GetComputeAccess",
  "gamelift:GetComputeAuthToken",
  "gamelift:RequestUploadCredentials",
  "grafana:CreateWorkspaceApiKey",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "license-manager:GetAccessToken",
  "lightsail:CreateBucketAccessKey",
  "lightsail:DownloadDefaultKeyPair",
  "lightsail:GetInstanceAccessDetails",
  "lightsail:GetRelationalDatabaseMasterUserPassword",
  "mediapackage:RotateChannelCredentials",
  "mediapackage:RotateIngestEndpointCredentials",
  "rds-db:connect",
  "redshift-serverless:GetCredentials",
  "redshift:GetClusterCredentials",
  "redshift:GetClusterCredentialsWithIAM",
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
);
