import { describe, expect, test } from "vitest";
import { tokensOfOwner, unboundAssertions, unboundTokens } from "../../src/iam/trust/federation.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { said, statementOf } from "./statements.js";

const provider = (host: string): string => `arn:aws:iam::123456789012:oidc-provider/${host}`;
const trust = (Federated: unknown, Condition: unknown, more: object = {}): unknown => ({
  Effect: "Allow",
  Principal: { Federated },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition,
  ...more,
});
const tokens = (federated: unknown, condition?: unknown, more?: object): string[] =>
  unboundTokens(statementOf("trust", trust(federated, condition, more))).map(said);
/** Whom a condition on the tokens of an issuer leaves in: one caller, whatever one owner runs, or anyone. */
function leaves(host: string, condition: unknown): string {
  const statement = statementOf("trust", trust(provider(host), condition));
  const [anyone, owner] = [unboundTokens(statement), tokensOfOwner(statement)].map((answers) => answers.map(({ is }) => is).join() || "no");
  return `${anyone} ${owner}`;
}
/** Whether a pattern for a key of an issuer binds its tokens to one caller. */
const binds = (host: string, key: string, value: string): boolean =>
  leaves(host, { StringLike: { [`${host}:${key}`]: value } }) === "no no";

const issuers = {
  github: "token.actions.githubusercontent.com",
  enterprise: "token.actions.acme.ghe.com",
  gitlab: "gitlab.com",
  eks: "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789",
  terraform: "app.terraform.io",
  pulumi: "api.pulumi.com/oidc",
  other: "oidc.example.org",
} as const;
type Row = [issuer: keyof typeof issuers, key: string, value: string];

describe("tokens are bound", () => {
  test.each<Row>([
    ["github", "sub", "repo:acme/web:*"],
    ["github", "sub", "repo:acme/web"],
    ["github", "sub", "environment:prod:repo:acme/web:*"],
    ["github", "sub", "repository:acme/web:*"],
    ["github", "sub", "job_workflow_ref:acme/web/.github/workflows/*"],
    ["github", "sub", "repo:*:workflow_ref:acme/web/*"],
    ["github", "sub", "repository_id:123456:*"],
    ["github", "sub", "*:repo_id:123456"],
    ["github", "repository", "acme/web"],
    ["github", "repository_id", "123456"],
    ["github", "job_workflow_ref", "acme/web/*"],
    ["enterprise", "sub", "repo:acme/web:*"],
    ["gitlab", "sub", "project_path:acme/web:*"],
    ["gitlab", "sub", "project_path:acme/team/web:ref_type:*"],
    ["gitlab", "project_path", "acme/web"],
    ["gitlab", "project_id", "42"],
    ["eks", "sub", "system:serviceaccount:kube-system:web"],
    ["terraform", "sub", "organization:acme:project:web:workspace:*:run_phase:*"],
    ["terraform", "sub", "organization:acme:project:*:workspace:web:*"],
    ["terraform", "terraform_workspace_id", "ws-1"],
    ["terraform", "terraform_project_id", "prj-1"],
    ["pulumi", "sub", "pulumi:deploy:org:acme:project:web:*"],
    ["pulumi", "sub", "pulumi:environments:org:acme:env:prod/*"],
    ["pulumi", "sub", "pulumi:org:acme:environment:prod:*"],
    ["pulumi", "sub", "pulumi:deploy:org:acme:*:stack:prod"],
    ["other", "sub", "web"],
    ["other", "sub", "repo:acme/web:*"],
    ["other", "sub", "project_path:acme/web:*"],
    ["other", "sub", "system:serviceaccount:shop:web"],
    ["other", "sub", "acme:web:*"],
    ["other", "sub", "acme/web/*"],
    ["other", "sub", "{0a1b2c3d-4e5f-6789}:*"],
    ["other", "sub", "0A1B2C3D4E5F6789:*"],
    ["other", "sub", "organization:acme:project:web:*"],
    ["other", "sub", "Org:acme:*"],
  ])("of %s where %s is %s", (issuer, key, value) => expect(binds(issuers[issuer], key, value)).toBe(true));

  test.each<Row>([
    ["github", "sub", "*"],
    ["github", "sub", "repo:*"],
    ["github", "sub", "repo:acme/*"],
    ["github", "sub", "repo:acme/web*"],
    ["github", "sub", "repo:acme/:*"],
    ["github", "sub", "repo:/web:*"],
    ["github", "sub", "norepo:acme/web:*"],
    ["github", "sub", "repo:acme/*:environment:prod"],
    ["github", "sub", "job_workflow_ref:acme/*"],
    ["github", "sub", "job_workflow_ref:*/web/.github"],
    ["github", "sub", "my_job_workflow_ref:acme/web/*"],
    ["github", "sub", "repository_id:*"],
    ["github", "sub", "repository_id:12?"],
    ["github", "sub", "repository_owner:acme:*"],
    ["github", "repository", "acme/*"],
    ["github", "repository", "acme"],
    ["github", "repository_id", "12*"],
    ["github", "job_workflow_ref", "acme/*/x"],
    ["github", "job_workflow_ref", "*/web/x"],
    ["github", "job_workflow_ref", "/acme/web/*"],
    ["github", "aud", "sts.amazonaws.com"],
    ["github", "actor", "octocat"],
    ["gitlab", "sub", "project_path:acme/*"],
    ["gitlab", "sub", "project_path:acme:*"],
    ["gitlab", "project_path", "acme/*"],
    ["gitlab", "project_id", "4?"],
    ["eks", "sub", "system:serviceaccount:*:web"],
    ["eks", "sub", "system:serviceaccount:shop:*"],
    ["eks", "sub", "system:serviceaccount:shop:web?"],
    ["eks", "sub", "*system:serviceaccount:shop:web"],
    ["eks", "sub", "system:serviceaccount:sh?p:web"],
    ["terraform", "sub", "organization:acme:*"],
    ["terraform", "sub", "organization:*:project:web:workspace:prod"],
    ["terraform", "terraform_workspace_id", "ws-*"],
    ["pulumi", "sub", "pulumi:deploy:org:acme:*"],
    ["pulumi", "sub", "pulumi:deploy:org:*:project:web"],
    ["pulumi", "aud", "acme"],
    ["other", "sub", "*"],
    ["other", "sub", "acme:*"],
    ["other", "sub", "?:web:*"],
    ["other", "sub", "repo:acme/*"],
    ["other", "sub", "project_path:acme/*"],
    ["other", "sub", "system:serviceaccount:*:web"],
    ["other", "sub", "x0a1b2c3d4e5f6789:*"],
    ["other", "sub", "0a1b2c3d4e5f6789x:*"],
    ["other", "sub", "0a1b2c3d4e5f678:*"],
    ["other", "sub", "organization:acme:project:*"],
    ["other", "aud", "sts.amazonaws.com"],
  ])("but not of %s where %s is %s", (issuer, key, value) => expect(binds(issuers[issuer], key, value)).toBe(false));

  const wide = ["org", "organization", "owner", "group", "namespace", "account", "team", "workspace", "repository_owner", "space"];
  test.each(wide)("nor by the %s, which holds many projects", (word) => {
    expect(binds(issuers.other, "sub", `${word}:acme:*`)).toBe(false);
    expect(binds(issuers.other, "sub", `${word}:acme:branch:main:*`)).toBe(true);
  });
});

describe("what one organization runs is let in, not anyone", () => {
  const github = issuers.github;
  test.each<[host: string, key: string, value: string]>([
    [github, "sub", "repo:acme/*"],
    [github, "sub", "repo:acme/*:ref:refs/heads/main"],
    [github, "sub", "repo:acme/web*"],
    [github, "sub", "repo:acme/web-*:environment:prod"],
    [github, "sub", "repo:acme@123456/*"],
    [github, "sub", "repo:acme@*/web@*:*"],
    [github, "sub", "environment:prod:repo:acme/*"],
    [github, "sub", "repository_owner:acme:*"],
    [github, "sub", "repository_owner_id:123456:*"],
    [github, "sub", "job_workflow_ref:acme/*"],
    [github, "repository", "acme/*"],
    [github, "repository_owner", "acme"],
    [github, "repository_owner_id", "123456"],
    [issuers.enterprise, "sub", "repo:acme/*"],
    [issuers.gitlab, "sub", "project_path:acme/*"],
    [issuers.gitlab, "sub", "project_path:acme/team/*:ref_type:branch:ref:main"],
    [issuers.gitlab, "project_path", "acme/*"],
    [issuers.gitlab, "namespace_path", "acme"],
    ["gitlab.example.org", "sub", "project_path:acme/*"],
    [issuers.terraform, "sub", "organization:acme:*"],
    [issuers.terraform, "sub", "organization:acme:project:*:workspace:*:run_phase:*"],
    [issuers.terraform, "terraform_organization_name", "acme"],
    [issuers.pulumi, "sub", "pulumi:deploy:org:acme:*"],
    ["agent.buildkite.com", "sub", "organization:acme:*"],
    ["agent.buildkite.com", "sub", "organization:acme:pipeline:*:ref:refs/heads/main:*"],
    ["oidc.circleci.com/org/0a1b2c3d", "aud", "0a1b2c3d"],
    ["oidc.circleci.com/org/0a1b2c3d", "sub", "org/0a1b2c3d/project/*"],
    ["api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", "aud", "ari:cloud:bitbucket::workspace/0a1b"],
    ["api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", "sub", "*"],
    ["oidc.vercel.com/acme", "sub", "owner:acme:project:*:environment:production"],
    ["oidc.fly.io/acme", "sub", "acme:*"],
    ["vstoken.dev.azure.com/0a1b2c3d", "sub", "sc://acme/*"],
    ["acme.app.spacelift.io", "sub", "space:*"],
    [`${github}/acme`, "sub", "*"],
  ])("%s %s %s", (host, key, value) => expect(leaves(host, { StringLike: { [`${host}:${key}`]: value } })).toBe("no yes"));

  test.each<[host: string, key: string, value: string]>([
    [github, "sub", "*"],
    [github, "sub", "repo:*"],
    [github, "sub", "repo:*/web:*"],
    [github, "sub", "repo:acme*"],
    [github, "sub", "repo:acme*/web:*"],
    [github, "sub", "repo:acm?/web:*"],
    [github, "sub", "*:environment:prod"],
    [github, "sub", "*repo:acme/web:*"],
    [github, "repository", "*/web"],
    [github, "repository_owner", "acme*"],
    [github, "actor", "octocat"],
    [github, "aud", "sts.amazonaws.com"],
    [issuers.gitlab, "sub", "project_path:*"],
    [issuers.gitlab, "sub", "project_path:ac*/web:*"],
    [issuers.terraform, "sub", "organization:*:project:web:*"],
    [issuers.pulumi, "sub", "pulumi:deploy:org:*"],
    ["agent.buildkite.com", "sub", "organization:*:pipeline:web:*"],
    ["agent.buildkite.com", "aud", "sts.amazonaws.com"],
    ["oidc.example.org", "sub", "acme:*"],
  ])("but not by %s %s %s", (host, key, value) => expect(leaves(host, { StringLike: { [`${host}:${key}`]: value } })).toBe("yes no"));

  const sub = `${github}:sub`;
  test.each<[string, unknown, string]>([
    ["a star under an exact operator, which no token has", { StringEquals: { [sub]: "repo:acme/*" } }, "no no"],
    ["a repository by an exact operator", { StringEquals: { [sub]: "repo:acme/web:ref:refs/heads/main" } }, "no no"],
    ["a repository beside its organization", { StringLike: { [sub]: ["repo:acme/web:*", "repo:acme/*"] } }, "no yes"],
    ["an organization beside anyone", { StringLike: { [sub]: ["repo:acme/*", "*"] } }, "yes no"],
    ["two organizations", { StringLike: { [sub]: ["repo:acme/*", "repo:other/*"] } }, "no yes"],
    ["an organization, if told", { StringLikeIfExists: { [sub]: "repo:acme/*" } }, "yes no"],
    [
      "an organization, and one repository",
      { StringLike: { [sub]: "repo:acme/*" }, StringEquals: { [`${github}:repository`]: "acme/web" } },
      "no no",
    ],
    ["all but an organization", { StringNotLike: { [sub]: "repo:acme/*" } }, "yes no"],
    [
      "an organization until a day that is past",
      { StringLike: { [sub]: "repo:acme/*" }, DateLessThan: { "aws:CurrentTime": "2025-01-01" } },
      "no no",
    ],
    ["a subject that is not known", { StringLike: { [sub]: unknown } }, "unknown unknown"],
    ["one that is not known beside an organization", { StringLike: { [sub]: ["repo:acme/*", unknown] } }, "unknown unknown"],
  ])("%s", (_, condition, expected) => expect(leaves(github, condition)).toBe(expected));
});

describe("issuers are known", () => {
  test.each(["token.actions.githubusercontent.com/acme", "token.actions.acme.ghe.com", "Token.Actions.GitHubUserContent.com"])(
    "%s is GitHub",
    (host) => {
      expect(binds(host, "repository_id", "1")).toBe(true);
    },
  );
  test.each(["x.token.actions.githubusercontent.com", "token.actions.a/b.ghe.com", "token.actions.example.org"])("%s is not", (host) => {
    expect(binds(host, "repository_id", "1")).toBe(false);
  });
  test.each(["git.example.org/gitlab", "gitlab.example.org"])("%s is GitLab", (host) => expect(binds(host, "project_id", "1")).toBe(true));
  test.each(["terraform.example.org", "app.terraform.io"])("%s is Terraform", (host) =>
    expect(binds(host, "terraform_workspace_id", "1")).toBe(true),
  );
  test.each(["my.oidc.eks.example.org", "oidc-eks.example.org"])("%s is not EKS", (host) => {
    expect(binds(host, "sub", "system:node:web:*")).toBe(true);
  });
  test("nor is a host with Pulumi's behind it", () => expect(binds("my.api.pulumi.com", "sub", "org:acme:stack:*")).toBe(false));

  test.each([
    ["cognito-identity.amazonaws.com", "aud"],
    ["cognito-identity.amazonaws.com", "sub"],
    ["accounts.google.com", "aud"],
    ["accounts.google.com", "oaud"],
    ["accounts.google.com", "sub"],
    ["www.amazon.com", "app_id"],
    ["www.amazon.com", "user_id"],
    ["graph.facebook.com", "app_id"],
    ["graph.facebook.com", "id"],
  ])("%s by its name, bound by %s", (host, key) => {
    const like = (value: string): string[] => tokens(host, { StringLike: { [`${host}:${key}`]: value } });
    expect(like("a-1")).toEqual(["no"]);
    expect(like("a-?")).toEqual(["yes: principals[0]"]);
    expect(like("a-*")).toEqual(["yes: principals[0]"]);
    expect(like("")).toEqual(["yes: principals[0]"]);
    expect(tokens(host)).toEqual(["yes: principals[0]"]);
    expect(binds(host, key, "a-1")).toBe(true);
  });

  test.each(["arn:aws:iam::123456789012:saml-provider/corp", "ldap.example.org", `x${provider("gitlab.com")}`])(
    "%s issues no tokens",
    (name) => expect(tokens(name)).toEqual(["no"]),
  );
  test("a provider of a partition and an account", () =>
    expect(tokens("arn:aws-cn:iam::999988887777:oidc-provider/gitlab.com")).toEqual(["yes: principals[0]"]));
});

describe("a trust by web identity", () => {
  const bound = { StringEquals: { "gitlab.com:sub": "project_path:acme/web:ref_type:branch:ref:main" } };
  test.each<[string, unknown, unknown, object, string[]]>([
    ["is bound", provider("gitlab.com"), bound, {}, ["no"]],
    ["is not bound", provider("gitlab.com"), undefined, {}, ["yes: principals[0]"]],
    ["is not bound by the keys of another issuer", provider("accounts.example.org"), bound, {}, ["yes: principals[0]"]],
    ["has an answer for each", [provider("gitlab.com"), provider("a.example.org")], bound, {}, ["no", "yes: principals[1]"]],
    ["may be denied", provider("gitlab.com"), undefined, { Effect: "Deny" }, []],
    ["is by any such action", provider("gitlab.com"), undefined, { Action: "STS:AssumeRoleWith*" }, ["yes: principals[0]"]],
    ["is by no other action", provider("gitlab.com"), undefined, { Action: "sts:AssumeRole" }, []],
    ["names nobody", undefined, undefined, { Principal: undefined }, []],
    ["names users", undefined, undefined, { Principal: { AWS: "gitlab.com" } }, ["no"]],
    ["names unknown principals", undefined, undefined, { Principal: unknown }, ["unknown: principals"]],
    ["names an unknown user", undefined, undefined, { Principal: { AWS: [unknown] } }, ["unknown: principals[0]"]],
    ["names an unknown issuer", unknown, undefined, {}, ["unknown: principals[0]"]],
    ["names an unknown issuer that must be the bound one", unknown, bound, {}, ["no"]],
    ["names an unknown issuer under a wide subject", unknown, { StringLike: { "gitlab.com:sub": "*" } }, {}, ["unknown: principals[0]"]],
    ["names an unknown issuer under an audience", unknown, { StringEquals: { "gitlab.com:aud": "a" } }, {}, ["unknown: principals[0]"]],
    ["has an unknown action", provider("gitlab.com"), undefined, { Action: unknown }, ["unknown: actions"]],
    ["has an unknown effect", provider("gitlab.com"), undefined, { Effect: unknown }, ["unknown: effect"]],
    ["has an unknown condition", provider("gitlab.com"), unknown, {}, ["unknown: conditions"]],
    [
      "has an unknown subject",
      provider("gitlab.com"),
      { StringLike: { "gitlab.com:sub": [unknown] } },
      {},
      ["unknown: conditions[0].values[0]"],
    ],
  ])("%s: %5$s", (_, federated, condition, more, expected) => expect(tokens(federated, condition, more)).toEqual(expected));
});

describe("a trust by SAML", () => {
  const saml = "arn:aws:iam::123456789012:saml-provider/corp";
  const assertions = (federated: unknown, aud?: unknown, key = "SAML:aud"): string[] =>
    unboundAssertions(
      statementOf(
        "trust",
        trust(federated, aud === undefined ? undefined : { StringLike: { [key]: aud } }, { Action: "sts:AssumeRoleWithSAML" }),
      ),
    ).map(said);

  test.each(["https://signin.aws.amazon.com/saml", "app", "https://*.signin.aws.amazon.com/saml", "https://abcdefgh*", "http://abcdefgh?"])(
    "is for the audience %s",
    (aud) => expect(assertions(saml, aud)).toEqual(["no"]),
  );
  test.each(["*", "https://*", "https://abcdefg*", "http://abcdefg?", "", "a?b*c?d*e"])("is for any audience like %s", (aud) =>
    expect(assertions(saml, aud)).toEqual(["yes: principals[0]"]),
  );
  test("is for any audience without a condition", () => expect(assertions(saml)).toEqual(["yes: principals[0]"]));
  test("is for any audience of an issuer", () => expect(assertions(saml, "corp.example.org", "SAML:iss")).toEqual(["yes: principals[0]"]));
  test.each([provider("gitlab.com"), "gitlab.com", `x${saml}`])("is none by %s", (name) => expect(assertions(name)).toEqual(["no"]));
  test.each([
    ["nothing", undefined, ["unknown: principals[0]"]],
    ["an audience", "https://signin.aws.amazon.com/saml", ["no"]],
    ["what is not known either", unknown, ["unknown: conditions[0].values"]],
  ])("of an unknown provider is bound by %s", (_, aud, expected) => expect(assertions(unknown, aud)).toEqual(expected));
  test("is not a trust by tokens", () => expect(unboundAssertions(statementOf("trust", trust(saml, undefined)))).toEqual([]));
});
