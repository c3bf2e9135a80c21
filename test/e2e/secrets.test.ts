import { randomBytes } from "node:crypto";
import { Config, output, secret, unsecret } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { preview, type Run, repositoryFolder, resource, up } from "./engine.js";

const packs = [repositoryFolder];
const only = (...ids: readonly string[]) => ({ all: "disabled", stackwarden: { enable: ids } });
/** Made anew for each run, so that whatever shows it got it from here. */
const password = `${randomBytes(9).toString("base64url")}7aZ`;

const found = (run: Run) => run.diagnostics.map((d) => [d.policy, d.level, d.urn.split("::").pop()]).toSorted();
/** Anything of the password: itself, a part of eight characters, its base64, with the spaces of a folded line taken out. */
function expectHidden(...texts: readonly string[]): void {
  const parts = Array.from({ length: password.length - 7 }, (_, i) => password.slice(i, i + 8));
  const forms = [...parts, Buffer.from(password).toString("base64").slice(0, 12)];
  for (const text of texts) expect(forms.filter((form) => text.replace(/\s+/g, "").includes(form))).toEqual([]);
}

const program = async () => {
  resource("aws:rds/instance:Instance", "plain", { instanceClass: "db.t3.micro", password });
  resource("aws:rds/instance:Instance", "wrapped", { instanceClass: "db.t3.micro", password: secret(password) });
  resource("aws:mq/broker:Broker", "broker", {
    users: [{ username: "app", password }],
  });
  resource("aws:lambda/function:Function", "worker", { environment: { variables: { DB_PASSWORD: password, STAGE: "dev" } } });
  resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "app",
    containerDefinitions: JSON.stringify([
      { name: "app", environment: [{ name: "DATABASE_URL", value: `postgres://app:${password}@db/app` }] },
    ]),
  });
  resource("aws:s3/bucket:Bucket", "tagged", { tags: { Note: `db password: ${password}` } });
};
const rules = ["secrets-input-wrapped", "secrets-no-credential-in-input", "secrets-no-secret-named-literal"] as const;
const expected = (level: string) =>
  [
    ["secrets-input-wrapped", level, "broker"],
    ["secrets-input-wrapped", level, "plain"],
    ["secrets-no-credential-in-input", level, "tagged"],
    ["secrets-no-credential-in-input", level, "task"],
    ["secrets-no-secret-named-literal", level, "worker"],
  ].toSorted();

describe("the family in the real engine", () => {
  test("at level mandatory it fails the preview, and shows nothing of the password", async () => {
    const run = await preview(program, { packs, packConfig: only(...rules) });
    expect(run.ok).toBe(false);
    expect(found(run)).toEqual(expected("mandatory"));
    expect(run.stdout).toContain("users[0].password is a plaintext value, expected a Pulumi secret");
    expect(run.stdout).toContain("containerDefinitions[0].environment[0].value contains a credential in plaintext");
    expectHidden(JSON.stringify(run.diagnostics));
  });
  test("at level advisory it warns of the same", async () => {
    const packConfig = { all: "disabled", ...Object.fromEntries(rules.map((id) => [id, "advisory"])) };
    const run = await preview(program, { packs, packConfig });
    expect(run.ok).toBe(true);
    expect(found(run)).toEqual(expected("advisory"));
    expectHidden(JSON.stringify(run.diagnostics));
  });
  test("`all` sets the level of the family", async () => {
    const run = await preview(program, { packs, packConfig: { all: "advisory" } });
    expect(run.ok).toBe(true);
    expect(found(run).filter(([id]) => rules.some((rule) => rule === id))).toEqual(expected("advisory"));
    expectHidden(JSON.stringify(run.diagnostics));
  });
  test("at level remediate it wraps the values, and the provider gets what it did", async () => {
    const packConfig = { all: "disabled", ...Object.fromEntries(rules.map((id) => [id, "remediate"])) };
    const run = await up(
      async () => {
        resource("aws:rds/instance:Instance", "plain", { instanceClass: "db.t3.micro", password });
        resource("aws:mq/broker:Broker", "broker", {
          users: [{ username: "app", password }],
        });
        resource("aws:lambda/function:Function", "worker", { environment: { variables: { DB_PASSWORD: password, STAGE: "dev" } } });
      },
      { packs, packConfig },
    );
    expect(run.ok).toBe(true);
    expect(run.remediations.map((r) => r.policy).toSorted()).toEqual([
      "secrets-input-wrapped",
      "secrets-input-wrapped",
      "secrets-no-secret-named-literal",
    ]);
    expect(run.diagnostics).toEqual([]);
    expectHidden(JSON.stringify(run.state.deployment.resources?.map(({ inputs }) => inputs)));
    const users = run.created.find((c) => c.urn.endsWith("::broker"))?.inputs.users as { password: unknown }[];
    expect(JSON.stringify(users.map((user) => user.password))).toContain(password);
    const state = run.state.deployment.resources?.find((r) => r.urn.endsWith("::worker"))?.inputs;
    expect(state).toMatchObject({ environment: { variables: { STAGE: "dev" } } });
  });
  test("what cannot be wrapped to any use still gates at level remediate", async () => {
    const run = await preview(async () => void resource("aws:s3/bucket:Bucket", "tagged", { tags: { Note: `db password: ${password}` } }), {
      packs,
      packConfig: { all: "disabled", "secrets-no-credential-in-input": "remediate" },
    });
    expect(run.ok).toBe(false);
    expect(found(run)).toEqual([["secrets-no-credential-in-input", "mandatory", "tagged"]]);
  });
});

describe("where secrets flow", () => {
  test("a secret of the configuration is found in plain user data", async () => {
    const run = await preview(
      async () => {
        const join = new Config("proj").requireSecret("clusterJoin");
        resource("aws:ec2/instance:Instance", "node", { userData: unsecret(output(join).apply((value) => `/opt/join ${value}`)) });
        resource("aws:ec2/instance:Instance", "wrapped", { userData: output(join).apply((value) => `/opt/join ${value}`) });
      },
      { packs, secrets: { "proj:clusterJoin": password }, packConfig: only("secrets-no-plaintext-copy") },
    );
    expect(run.ok).toBe(false);
    expect(found(run)).toContainEqual(["secrets-no-plaintext-copy", "mandatory", "node"]);
    expect(found(run).map(([, , name]) => name)).not.toContain("wrapped");
    expectHidden(JSON.stringify(run.diagnostics));
  });
  test("the same value in the plain configuration is a finding", async () => {
    const run = await preview(async () => void resource("aws:s3/bucket:Bucket", "b", {}), {
      packs,
      config: { "proj:other": password },
      secrets: { "proj:clusterJoin": password },
      packConfig: only("secrets-config-plaintext"),
    });
    expect(run.ok).toBe(false);
    expect(run.stdout).toContain(
      'config["proj:other"] is a secret in plaintext: the same as the secret configuration value proj:clusterJoin',
    );
    expectHidden(JSON.stringify(run.diagnostics));
  });
  test("advice on wrapped variables, and on where a wrapped value comes from", async () => {
    const run = await preview(
      async () => {
        resource("aws:codebuild/project:Project", "ci", {
          environment: { environmentVariables: [{ name: "NPM_TOKEN", value: secret(password) }] },
        });
        resource("aws:rds/instance:Instance", "example", { instanceClass: "db.t3.micro", password: secret("changeme") });
        resource("aws:rds/instance:Instance", "configured", {
          instanceClass: "db.t3.micro",
          password: new Config("proj").requireSecret("db"),
        });
      },
      {
        packs,
        secrets: { "proj:db": "changeme-not" },
        packConfig: only("codebuild-project-secret-by-reference", "style-secret-from-configuration"),
      },
    );
    expect(run.ok).toBe(true);
    expect(found(run)).toEqual([
      ["codebuild-project-secret-by-reference", "advisory", "ci"],
      ["style-secret-from-configuration", "advisory", "example"],
    ]);
    expectHidden(JSON.stringify(run.diagnostics));
  });
});
