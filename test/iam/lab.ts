import { grantRules } from "../../src/rules/iam/grants.js";
import { trustRules } from "../../src/rules/iam/trust.js";
import { anyRes, evaluateMock, ref, type Spec } from "../suite.js";

/** Stacks as those of training labs: a user that one starts as, what surrounds it, and a target role. */

export const account = "123456789012";
export const region = "us-east-1";
export const arnOf = (kind: string, name: string): string => `arn:aws:iam::${account}:${kind}/${name}`;
export const at = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;
export const document = (...Statement: readonly unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
export const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
export const deny = (Action: unknown, Resource: unknown) => ({ Effect: "Deny", Action, Resource });

/** What trusts: a service, principals by ARN, or the account as a whole. */
export const byService = (...services: readonly string[]): string =>
  document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: services.map((one) => `${one}.amazonaws.com`) } });
export const byArn = (...AWS: readonly string[]): string => document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS } });
export const byAccount = byArn(`arn:aws:iam::${account}:root`);

const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const kinds = { user: "User", role: "Role", group: "Group", policy: "Policy" } as const;

/** A role, user, group or policy with its ARN, as after the deployment. */
export const iam = (kind: keyof typeof kinds, name: string, inputs: Readonly<Record<string, unknown>> = {}): Spec =>
  anyRes(`aws:iam/${kind}:${kinds[kind]}`, name, { name, ...inputs }, { outputs: { name, arn: arnOf(kind, name) } });

/** An inline policy. */
export const inline = (kind: "user" | "role" | "group", of: string, ...statements: readonly unknown[]): Spec =>
  anyRes(`aws:iam/${kind}Policy:${kinds[kind]}Policy`, `${of}-inline`, { [kind]: ref(of, "name"), policy: document(...statements) });

/** A policy of AWS, or one of the stack, attached. */
export const attach = (kind: "user" | "role" | "group", of: string, policyArn: unknown = administrator): Spec =>
  anyRes(`aws:iam/${kind}PolicyAttachment:${kinds[kind]}PolicyAttachment`, `${of}-attached`, { [kind]: ref(of, "name"), policyArn });

/** The user or role that one starts as. */
export const start = (...statements: readonly unknown[]): Spec[] => [iam("user", "start"), inline("user", "start", ...statements)];

/** A role that is an administrator, or reads one bucket. */
export const target = (isAdmin: boolean, assumeRolePolicy: string, name = "target"): Spec[] => [
  iam("role", name, { assumeRolePolicy }),
  isAdmin ? attach("role", name) : inline("role", name, allow("logs:PutLogEvents", at("logs", "log-group:app:*"))),
];
export const profile = (role = "target"): Spec =>
  anyRes(
    "aws:iam/instanceProfile:InstanceProfile",
    "profile",
    { name: "profile", role: ref(role, "name") },
    { outputs: { arn: arnOf("instance-profile", "profile") } },
  );
/** A resource with its ARN. */
export const made = (type: string, name: string, arn: string, inputs: Readonly<Record<string, unknown>>, more: object = {}): Spec =>
  anyRes(type, name, inputs, { outputs: { arn, ...more } });

const rules = [
  grantRules["iam-policy-no-escalation"],
  grantRules["iam-principal-no-escalation"],
  grantRules["iam-no-escalation-attached"],
  trustRules["iam-role-trust-no-path-to-admin"],
];

/** What the escalation rules say of a stack. */
export const said = (specs: readonly Spec[], outcome = "fail"): string[] =>
  rules
    .flatMap((rule) => evaluateMock("it", rule, { of: specs }))
    .flatMap((one) => (one.outcome === outcome ? [`${one.resource.name}: ${one.message}`] : []));

/** The same stack before it is deployed: policies name by ARN what has no ARN yet. */
export const undeployed = (specs: readonly Spec[]): Spec[] => specs.map((spec) => ({ ...spec, options: { ...spec.options, outputs: {} } }));
