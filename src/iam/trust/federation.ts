import { lookupTable } from "../../data/lookup.js";
import { isUnknown } from "../../model/value.js";
import { neverHolds } from "../conditions/impossible.js";
import { unless } from "../conditions/operators.js";
import { demandsOf } from "../conditions/who.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";
import { has, some } from "../document/patterns.js";
import { fits } from "../document/wildcard.js";

/** How a trust policy names an issuer of identities, and which keys bind its tokens to one caller. */
interface Issuer {
  /** The prefix of its condition keys. */
  readonly host: string;
  /** The keys, without the host, of which one must be bound. */
  readonly keys: readonly string[];
  readonly isBound: (value: string, key: string) => boolean;
  /** Keys that name an owner of many callers: an organization, a group, a workspace. */
  readonly ownerKeys?: readonly string[];
  /** Whether a value allows only callers of one owner. */
  readonly isOwned?: (value: string, key: string) => boolean;
}

const fixed = (value: string): boolean => value !== "" && !/[*?]/.test(value);
const cognito: Issuer = { host: "cognito-identity.amazonaws.com", keys: ["aud", "sub"], isBound: fixed };
const byName: Readonly<Record<string, Issuer>> = lookupTable({
  "cognito-identity.amazonaws.com": cognito,
  "accounts.google.com": { host: "accounts.google.com", keys: ["aud", "oaud", "sub"], isBound: fixed },
  "www.amazon.com": { host: "www.amazon.com", keys: ["app_id", "user_id"], isBound: fixed },
  "graph.facebook.com": { host: "graph.facebook.com", keys: ["app_id", "id"], isBound: fixed },
});

/** The fixed text behind one of some labels in a subject made of pairs: `organization:acme:project:web`. */
const isFixedBehind = (value: string, ...labels: readonly string[]): boolean => {
  const parts = value.split(/[:/]/);
  return labels.some((label) => parts.some((part, i) => part === label && fixed(parts[i + 1] ?? "")));
};
/** `repo:acme/web:…`: the text up to the next colon is fixed and has an owner and a name. */
const isRepository = (value: string, ...labels: readonly string[]): boolean => {
  const found = new RegExp(`(?:^|:)(?:${labels.join("|")}):([^:]*)`).exec(value)?.[1] ?? "";
  return fixed(found) && found.split("/").filter((part) => part !== "").length >= 2;
};

/** `repo:acme/*`: the owner is fixed. GitHub adds the owner's number after an `@`, which is in no name. */
const hasOwner = (value: string, ...labels: readonly string[]): boolean =>
  new RegExp(`(?:^|:)(?:${labels.join("|")}):[^*?/:@]+(?:@[^/:]*)?/`).test(value);

const ofGithub = (value: string, key: string): boolean => {
  if (key === "repository" || key === "job_workflow_ref") return /^[^*?/@]+(@[^/]*)?\//.test(value);
  if (key !== "sub") return fixed(value);
  return (
    hasOwner(value, "repo", "repository", "job_workflow_ref", "workflow_ref") ||
    isFixedBehind(value, "repository_owner", "repository_owner_id", "enterprise", "enterprise_id")
  );
};
const ofGitlab = (value: string, key: string): boolean => {
  if (key === "project_path") return /^[^*?/]+\//.test(value);
  return key === "sub" ? hasOwner(value, "project_path") || isFixedBehind(value, "namespace_id", "namespace_path") : fixed(value);
};
const ofTerraform = (value: string, key: string): boolean => (key === "sub" ? isFixedBehind(value, "organization") : fixed(value));
const ofPulumi = (value: string): boolean => isFixedBehind(value, "org");

const github = (value: string, key: string): boolean => {
  if (key === "repository") return fixed(value) && value.includes("/");
  if (key === "job_workflow_ref") return /^[^*?/]+\/[^*?/]+\//.test(value);
  if (key !== "sub") return fixed(value);
  return (
    isRepository(value, "repo", "repository") ||
    /(?:^|:)(?:job_workflow_ref|workflow_ref):[^*?/:]+\/[^*?/:]+\//.test(value) ||
    isFixedBehind(value, "repository_id", "repo_id")
  );
};
const gitlab = (value: string, key: string): boolean => (key === "sub" ? isRepository(value, "project_path") : fixed(value));
const kubernetes = (value: string): boolean => /^system:serviceaccount:[^*?:]+:[^*?:]+$/.test(value);
const terraform = (value: string, key: string): boolean =>
  key === "sub" ? isFixedBehind(value, "organization") && isFixedBehind(value, "workspace", "project") : fixed(value);
const pulumi = (value: string): boolean => isFixedBehind(value, "org") && isFixedBehind(value, "env", "environment", "project", "stack");

/** Words for what holds many projects: fixed alone, they bind nothing to one of them. */
const wide = new Set(["org", "organization", "owner", "group", "namespace", "account", "team", "workspace", "repository_owner", "space"]);
const label = /^[a-z_]+$/;

/** The beginnings of subjects whose issuer runs on many hosts. */
const schemes: readonly (readonly [start: string, isBound: Issuer["isBound"], isOwned: Issuer["isBound"]])[] = [
  ["repo:", github, ofGithub],
  ["project_path:", gitlab, ofGitlab],
  ["system:serviceaccount:", kubernetes, () => false],
];

/** Whether a subject of an issuer of which nothing is known names an owner: `organization:acme:pipeline:*`, `sc://acme/*` of Azure DevOps. */
function hasAnyOwner(value: string): boolean {
  const scheme = schemes.find(([start]) => value.startsWith(start));
  if (scheme !== undefined) return scheme[2](value, "sub");
  const [name = "", owner = "", ...rest] = value.replace(/^sc:\/\//, "owner:").split(/[:/]/);
  return label.test(name) && wide.has(name) && fixed(owner) && rest.length > 0;
}

/** Issuers whose address names the organization, workspace, team or account that alone gets tokens of theirs. */
const ofOneOwner: readonly RegExp[] = [
  /^token\.actions\.githubusercontent\.com\/[^/]/,
  /^token\.actions\.[^/]+\.ghe\.com/,
  /^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]/,
  /^oidc\.circleci\.com\/org\/[^/]/,
  /^oidc\.vercel\.com\/[^/]/,
  /^oidc\.fly\.io\/[^/]/,
  /^vstoken\.dev\.azure\.com\/[^/]/,
  /^app\.harness\.io\/.*\/account\/[^/]/,
  /^[^./]+\.(app\.spacelift\.io|semaphoreci\.com|scalr\.io)/,
];

/** A subject of an issuer of which nothing is known: bound where a pair that is narrower than an organization is fixed. */
function anySubject(value: string): boolean {
  if (fixed(value)) return true;
  const scheme = schemes.find(([start]) => value.startsWith(start));
  if (scheme !== undefined) return scheme[1](value, "sub");
  const parts = value.split(/[:/]/);
  const first = parts.findIndex((part) => !fixed(part));
  const settled = parts.slice(0, first);
  if (settled.length === 0) return false;
  if (settled.length === 1) return /^\{?[0-9a-f-]{16,}\}?$/i.test(settled[0] ?? "");
  return !(settled.length <= 3 && label.test(settled[0] ?? "") && wide.has(settled[0] ?? ""));
}

const bySubject: readonly (readonly [host: RegExp, issuer: Omit<Issuer, "host">])[] = [
  [
    /^token\.actions\.(githubusercontent\.com|[^/]+\.ghe\.com)/,
    {
      keys: ["sub", "repository", "repository_id", "job_workflow_ref"],
      isBound: github,
      ownerKeys: ["repository_owner", "repository_owner_id", "enterprise", "enterprise_id"],
      isOwned: ofGithub,
    },
  ],
  [
    /gitlab/,
    { keys: ["sub", "project_path", "project_id"], isBound: gitlab, ownerKeys: ["namespace_path", "namespace_id"], isOwned: ofGitlab },
  ],
  [/^oidc[.-]eks\.[a-z]{2,}(-[a-z]+)+-\d+\.|^oidc\.eks\./, { keys: ["sub"], isBound: kubernetes }],
  [/^cognito-identity[.-][\w.-]*amazonaws\.(com(\.cn)?|eu)$/, { keys: ["aud", "sub"], isBound: fixed }],
  [
    /^app\.terraform\.io$|terraform/,
    {
      keys: ["sub", "terraform_workspace_id", "terraform_project_id"],
      isBound: terraform,
      ownerKeys: ["terraform_organization_id", "terraform_organization_name"],
      isOwned: ofTerraform,
    },
  ],
  [/^api\.pulumi\.com/, { keys: ["sub"], isBound: pulumi, isOwned: ofPulumi }],
];

function issuerOf(host: string): Issuer {
  const found = bySubject.find(([pattern]) => pattern.test(host.toLowerCase()));
  return { host, ...(found?.[1] ?? { keys: ["sub"], isBound: anySubject, isOwned: hasAnyOwner }) };
}

/** The issuer that a federated principal names; `undefined` for one of SAML, `"unknown"` where the name is not known. */
function issuerIn(principal: string): Issuer | "unknown" | undefined {
  const [, name] = /^Federated:(.*)$/i.exec(principal) ?? [];
  if (name === undefined) return undefined;
  if (name === "") return "unknown";
  const host = /^arn:[^:]+:iam::[^:]*:oidc-provider\/(.+)$/.exec(name)?.[1];
  if (host !== undefined) return byName[host] ?? issuerOf(host);
  return byName[name] ?? (/^cognito-identity[.-]/.test(name) ? issuerOf(name) : undefined);
}

/** Whether a trust lets in tokens of an OIDC issuer that are bound to no caller and to no owner of callers, so that anyone has one; one answer a principal. */
export const unboundTokens = (statement: Statement): Answer[] =>
  tokens(statement, (issuer, at) => opposite(bindsTokens(statement, issuer, true), at));

/** Whether a trust lets in whatever one organization, group or workspace runs, bound to no repository, project or pipeline of it; one answer a principal. */
export const tokensOfOwner = (statement: Statement): Answer[] =>
  tokens(statement, (issuer, at) => {
    const unbound = opposite(bindsTokens(statement, issuer, false), at);
    return issuer === "unknown" ? unbound : allOf({ at: yes(at), and: [bindsTokens(statement, issuer, true), unbound] });
  });

/** Whether a condition binds the tokens of an issuer to one caller, or, where that will do, to one owner of callers. */
function bindsTokens(statement: Statement, issuer: Issuer | "unknown", orOwner: boolean): Answer {
  const binds = ({ isBound, isOwned }: Issuer, value: string, key: string): boolean =>
    isBound(value, key) || (orOwner && isOwned?.(value, key) === true);
  if (issuer === "unknown")
    // Tokens of another issuer never meet a condition on these keys.
    return demandsOf(
      statement,
      (key) => key.endsWith(":sub"),
      (value, key) => binds(issuerOf(key.slice(0, -":sub".length)), value, "sub"),
    );
  if (orOwner && ofOneOwner.some((pattern) => pattern.test(issuer.host))) return yes("principals");
  const named = orOwner ? [...issuer.keys, ...(issuer.ownerKeys ?? [])] : issuer.keys;
  const keys = new Set(named.map((key) => `${issuer.host}:${key}`.toLowerCase()));
  return demandsOf(
    statement,
    (key) => keys.has(key),
    (value, key) => binds(issuer, value, key.slice(key.lastIndexOf(":") + 1)),
  );
}

function tokens(statement: Statement, ask: (issuer: Issuer | "unknown", at: string) => Answer): Answer[] {
  return federated(statement, "sts:AssumeRoleWithWebIdentity", (principal, at) => {
    const issuer = issuerIn(principal);
    if (issuer === undefined) return no;
    const answer = ask(issuer, at);
    return issuer === "unknown" && answer.is === "yes" ? maybe(at) : answer;
  });
}

/** Whether a trust lets in assertions of a SAML provider for any audience; one answer a principal. */
export function unboundAssertions(statement: Statement): Answer[] {
  return federated(statement, "sts:AssumeRoleWithSAML", (principal, at) => {
    if (!/^Federated:(arn:[^:]+:iam::[^:]*:saml-provider\/|$)/i.test(principal)) return no;
    const guarded = demandsOf(
      statement,
      (key) => key === "saml:aud",
      (value) => fixed(value) || value.replace(/[*?]/g, "").replace(/^https?:\/\//, "").length >= 8,
    );
    return guarded.is === "no" && principal === "Federated:" ? maybe(at) : opposite(guarded, at);
  });
}

function federated(statement: Statement, action: string, ask: (principal: string, at: string) => Answer): Answer[] {
  const { principals } = statement;
  if (principals === undefined) return [];
  const scope = allOf({
    at: has(statement, "Allow"),
    and: [some(statement.actions, "actions", (pattern) => fits(pattern, action, true)), unless(neverHolds(statement))],
  });
  if (scope.is === "no") return [];
  if (isUnknown(principals)) return [allOf({ at: maybe("principals"), and: [scope] })];
  return principals.map((principal, i) => {
    const at = `principals[${i}]`;
    const answer = isUnknown(principal) ? maybe(at) : ask(principal, at);
    return anyOf([allOf({ at: answer.is === "yes" ? yes(at) : answer, and: [scope] })]);
  });
}
