import { createHash } from "node:crypto";
import { oneOf } from "../../model/expression.js";
import type { Stack } from "../../model/stack.js";
import { pass, type Verdict } from "../../model/verdict.js";
import { serviceOf } from "../document/actions.js";
import { anyOf } from "../document/answer.js";
import { isRetired, managedName } from "../document/managed.js";
import { escalations } from "./escalation.js";
import { type Excess, excesses, managesPermissions, readsData, returnsCredentials } from "./excess.js";
import { type InHands, passesEveryRole, serviceWildcards } from "./grants.js";
import { principalsOf } from "./principals.js";
import { breakAt, escalationsOf, listed, openAt, unlessDenied } from "./verdicts.js";

/** An AWS managed policy, held by the principals that a resource attaches it to. */
export type Attached = InHands & { readonly stack: Stack };

const nameOf = ({ document }: InHands): string => managedName(document.managedArn ?? "") ?? "";

/** The policy as a message names it. */
function shown(held: InHands): string {
  const name = nameOf(held).replace(/^.*\//, "");
  return isRetired(held.document.managedArn ?? "") ? `${name} (retired by AWS)` : name;
}

/** Policies of this kind that AWS itself recommends replacing, because they grant too much. */
const superseded = new Set([
  "service-role/AWSCodeStarServiceRole",
  "service-role/AWSElasticBeanstalkService",
  "service-role/AmazonEC2RoleforSSM",
  "service-role/AmazonElasticMapReduceRole",
  "service-role/AmazonElasticMapReduceforEC2Role",
]);

/** Policies that AWS makes for the role of one of its services, beside those below `service-role/`. */
export const ofServices = oneOf([
  [/^service-role\//, "service-role/", "service-role"],
  [/ServiceRole/, "ServiceRole", "ServiceRol"],
  [/Role(?:For\w+|Policy\w*)?$/, "Role", "Rol"],
  [/PermissionsBoundary$/, "PermissionsBoundary", "PermissionsBoundar"],
  [/^AmazonSSMManaged/, "AmazonSSMManaged", "AmazonSSMManage"],
  [/^AmazonEKS(?!.*FullAccess)/, "AmazonEKS", "AmazonEK"],
  [/^(?!SageMaker).*ExecutionPolicy$/, "ExecutionPolicy", "ExecutionPolic"],
]);
const forMachines = new Set([
  "AIDevOpsAgentAccessPolicy",
  "AIOpsAssistantPolicy",
  "AmazonElasticFileSystemsUtils",
  "AmazonVPCCrossAccountNetworkInterfaceOperations",
]);

/** Policies for people who only look: reading everything is their purpose. */
const forReaders = new Set([
  "ReadOnlyAccess",
  "SecurityAudit",
  "AWSSupportAccess",
  "job-function/SupportUser",
  "job-function/ViewOnlyAccess",
]);

const isForRoles = ({ document, hands }: InHands): boolean =>
  !/:(?:User|Group)\w+$/.test(document.resource.type) && hands.every(({ kind }) => kind === "role" || kind === "policy");

/**
 * Whether the policy is attached as AWS's own guides recommend: one of a service to a role, or one for readers. It grants more than one would write by
 * hand, and there is nothing to do about it.
 */
function isAsAdvised(held: InHands): boolean {
  const name = nameOf(held);
  if (forReaders.has(name)) return true;
  return (ofServices.expression.test(name) || forMachines.has(name)) && !superseded.has(name) && isForRoles(held);
}

/** What `aws.lambda.CallbackFunction` attaches to its role where it is given neither `role` nor `policies`, in any version of the SDK. */
const ofCallbacks = new Set([
  "AWSLambdaFullAccess",
  "AWSLambda_FullAccess",
  "AWSXrayWriteOnlyAccess",
  "AmazonCognitoPowerUser",
  "AmazonDynamoDBFullAccess",
  "AmazonKinesisFullAccess",
  "AmazonS3FullAccess",
  "AmazonSQSFullAccess",
  "CloudWatchEventsFullAccess",
  "CloudWatchFullAccess",
  "CloudWatchFullAccessV2",
]);
const fewestOfCallbacks = 6;

/** Whether `CallbackFunction` itself attaches the policy: it names the attachment after the role and the ARN, and attaches all of its list. */
function isOfCallback({ document, stack }: Attached): boolean {
  const { managedArn = "", resource } = document;
  const hash = createHash("sha1").update(managedArn).digest("hex").slice(0, 8);
  if (!ofCallbacks.has(managedName(managedArn) ?? "") || !resource.name.endsWith(`-${hash}`)) return false;
  return (principalsOf(stack).hands.get(document) ?? []).some(({ holder }) => {
    const names = new Set(holder.lines.map(({ statement }) => managedName(statement.document.managedArn ?? "") ?? ""));
    return [...names].filter((name) => ofCallbacks.has(name)).length >= fewestOfCallbacks;
  });
}

/** Whether nobody chose the policy for what it grants. Then it is reported elsewhere, or not at all. */
const isExcused = (held: Attached): boolean => isAsAdvised(held) || isOfCallback(held);

/** The paths by which those who get the policy can raise their rights. */
export function attachedEscalations(held: Attached): Verdict {
  if (isExcused(held)) return pass;
  const { broken, unknown } = escalationsOf(held);
  if (broken.length === 0 && passesAny(held))
    return brokenBy(held, "allows iam:PassRole on every role: any role can be passed to a service");
  return {
    broken: broken.map((it) => ({ ...it, message: it.message.replace(/^enables/, `attaches ${shown(held)}, which enables`) })),
    unknown,
  };
}

const passesAny = ({ document, hands }: Attached): boolean =>
  document.statements.some((statement) => hands.some((holder) => passesEveryRole(holder, statement).is === "yes"));

const isReportedElsewhere = (held: Attached): boolean =>
  passesAny(held) || held.hands.some((holder) => escalations(holder, held.stack).found.length > 0);

/** The data and the credentials that the policy lets everybody who gets it read; silent where the policy is reported for a larger reason. */
export function attachedReading(held: Attached): Verdict {
  if (isExcused(held) || isReportedElsewhere(held)) return pass;
  const [data, credentials] = [excesses(held, readsData), excesses(held, returnsCredentials)];
  const parts = [
    ...(data.found.length > 0 ? [`lets its holders read all data of the account (${actionsOf(data.found)} on every resource)`] : []),
    ...(credentials.found.length > 0 ? [`returns credentials (${actionsOf(credentials.found)} on every resource)`] : []),
  ];
  if (parts.length === 0) return openAt(held.document.resource, [...data.open, ...credentials.open]);
  return brokenBy(held, parts.join(" and "));
}

/** The services that the policy opens, or whose permissions it lets change, on every resource; silent where it is reported for a larger reason. */
export function attachedServices(held: Attached): Verdict {
  if (isExcused(held) || isReportedElsewhere(held)) return pass;
  if ([readsData, returnsCredentials].some((wanted) => excesses(held, wanted).found.length > 0)) return pass;
  const { document, hands } = held;
  const whole = document.statements.flatMap((statement) =>
    [statement.actions ?? []].flat().flatMap((action, i) => {
      const answer = anyOf(hands.map((holder) => serviceWildcards(holder, statement)[i] ?? { is: "no" as const }));
      return answer.is === "yes" && typeof action === "string" ? [serviceOf(action)] : [];
    }),
  );
  const permissions = excesses(held, managesPermissions);
  const parts = [
    ...(whole.length > 0 ? [`allows every action of ${listed([...new Set(whole)])}`] : []),
    ...(whole.length === 0 && permissions.found.length > 0
      ? [`lets its holders change permissions (${actionsOf(permissions.found)})`]
      : []),
  ];
  return parts.length === 0 ? openAt(document.resource, permissions.open) : brokenBy(held, `${parts.join(" and ")} on every resource`);
}

const actionsOf = (found: readonly Excess[]): string => listed(found.flatMap(({ actions }) => actions.map(({ name }) => name)));

const brokenBy = (held: Attached, what: string): Verdict => ({
  broken: [
    breakAt(
      held.document.resource,
      [{ resource: held.document.resource, path: held.document.path }],
      `attaches ${shown(held)}, which ${what}${unlessDenied(held.hands)}`,
    ),
  ],
  unknown: [],
});

/** Whether a role gets the list of policies that `CallbackFunction` attaches by default; asked of the first of them. */
export function attachedByCallback(held: Attached): Verdict {
  if (!isOfCallback(held) || !/^AWSLambda_?FullAccess$/.test(nameOf(held))) return pass;
  return brokenBy(held, "is one of the full-access policies that a CallbackFunction attaches by default");
}
