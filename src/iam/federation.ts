import { isUnknown } from "../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, opposite, yes } from "./answer.js";
import { demandsOf } from "./conditions.js";
import type { Statement } from "./document.js";
import { has, some } from "./patterns.js";
import { fits } from "./wildcard.js";

/** How an issuer of identities is known in a trust policy, and what binds its tokens to one caller. */
interface Issuer {
  /** The prefix of its condition keys. */
  readonly host: string;
  /** The keys, behind the host, of which one must be bound. */
  readonly keys: readonly string[];
  readonly isBound: (value: string, key: string) => boolean;
}

const fixed = (value: string): boolean => value !== "" && !/[*?]/.test(value);
const cognito: Issuer = { host: "cognito-identity.amazonaws.com", keys: ["aud", "sub"], isBound: fixed };
const byName: Readonly<Record<string, Issuer>> = {
  "cognito-identity.amazonaws.com": cognito,
  "accounts.google.com": { host: "accounts.google.com", keys: ["aud", "oaud", "sub"], isBound: fixed },
  "www.amazon.com": { host: "www.amazon.com", keys: ["app_id", "user_id"], isBound: fixed },
  "graph.facebook.com": { host: "graph.facebook.com", keys: ["app_id", "id"], isBound: fixed },
};

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

/** How subjects begin whose issuer runs under many hosts. */
const schemes: readonly (readonly [start: string, isBound: Issuer["isBound"]])[] = [
  ["repo:", github],
  ["project_path:", gitlab],
  ["system:serviceaccount:", kubernetes],
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

const bySubject: readonly (readonly [host: RegExp, keys: readonly string[], isBound: Issuer["isBound"]])[] = [
  [/^token\.actions\.(githubusercontent\.com|[^/]+\.ghe\.com)/, ["sub", "repository", "repository_id", "job_workflow_ref"], github],
  [/gitlab/, ["sub", "project_path", "project_id"], gitlab],
  [/^oidc\.eks\./, ["sub"], kubernetes],
  [/^app\.terraform\.io$|terraform/, ["sub", "terraform_workspace_id", "terraform_project_id"], terraform],
  [/^api\.pulumi\.com/, ["sub"], pulumi],
];

function issuerOf(host: string): Issuer {
  const found = bySubject.find(([pattern]) => pattern.test(host.toLowerCase()));
  return found === undefined ? { host, keys: ["sub"], isBound: anySubject } : { host, keys: found[1], isBound: found[2] };
}

/** The issuer that a federated principal names; `undefined` for one of SAML, `"unknown"` where the name is not known. */
function issuerIn(principal: string): Issuer | "unknown" | undefined {
  const [, name] = /^Federated:(.*)$/i.exec(principal) ?? [];
  if (name === undefined) return undefined;
  if (name === "") return "unknown";
  const host = /^arn:[^:]+:iam::[^:]*:oidc-provider\/(.+)$/.exec(name)?.[1];
  return host === undefined ? byName[name] : (byName[host] ?? issuerOf(host));
}

/** Whether a trust lets in tokens of an OIDC issuer that are not bound to one repository, project, workspace, service account or pool; one answer a principal. */
export function unboundTokens(statement: Statement): Answer[] {
  return federated(statement, "sts:AssumeRoleWithWebIdentity", (principal, at) => {
    const issuer = issuerIn(principal);
    if (issuer === undefined) return no;
    if (issuer === "unknown") {
      // Tokens of another issuer than the keys speak of do not meet the condition at all.
      const guarded = demandsOf(
        statement,
        (key) => key.endsWith(":sub"),
        (value, key) => issuerOf(key.slice(0, -":sub".length)).isBound(value, "sub"),
      );
      return guarded.is === "yes" ? no : maybe(at);
    }
    const keys = new Set(issuer.keys.map((key) => `${issuer.host}:${key}`.toLowerCase()));
    const guarded = demandsOf(
      statement,
      (key) => keys.has(key),
      (value, key) => issuer.isBound(value, key.slice(key.lastIndexOf(":") + 1)),
    );
    return opposite(guarded, at);
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
  const scope = allOf(
    has(statement, "Allow"),
    some(statement.actions, "actions", (pattern) => fits(pattern, action, true)),
  );
  if (scope.is === "no") return [];
  if (isUnknown(principals)) return [allOf(maybe("principals"), scope)];
  return principals.map((principal, i) => {
    const at = `principals[${i}]`;
    const answer = isUnknown(principal) ? maybe(at) : ask(principal, at);
    return anyOf([allOf(answer.is === "yes" ? yes(at) : answer, scope)]);
  });
}
