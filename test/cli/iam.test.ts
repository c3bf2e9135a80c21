import { expect, test } from "vitest";
import { folder, resource, run, state } from "./fixture.js";

/** The four commands below `iam`, on states as `pulumi stack export` writes them. */

const { write } = folder();
const account = "123456789012";
const arn = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;
const functionArn = `arn:aws:lambda:eu-west-1:${account}:function:worker`;
const document = (...Statement: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const trust = document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: `arn:aws:iam::${account}:root` } });
const role = {
  ...resource("aws:iam/role:Role", "admin", { name: "admin", assumeRolePolicy: trust }),
  outputs: { arn: arn("role", "admin") },
};
const rights = resource("aws:iam/rolePolicy:RolePolicy", "rights", { role: "admin", policy: document(allow("*", "*")) });
const user = { ...resource("aws:iam/user:User", "dev", { name: "dev" }), outputs: { arn: arn("user", "dev") } };
const may = (policy: string) => resource("aws:iam/userPolicy:UserPolicy", "may", { user: "dev", policy });
const worker = { ...resource("aws:lambda/function:Function", "worker", { name: "worker" }), outputs: { arn: functionArn } };
const permission = (principal: string) =>
  resource("aws:lambda/permission:Permission", "permission", { action: "lambda:InvokeFunction", function: functionArn, principal });

const assume = document(allow("sts:AssumeRole", arn("role", "admin")));
const wide = write("wide.json", JSON.stringify(state([role, rights, user, may(assume), worker, permission("*")])));
const small = write("small.json", JSON.stringify(state([role, rights, user, worker, permission("events.amazonaws.com")])));

test("paths lists the hops from one principal", async () => {
  const { status, out } = await run(["iam", "paths", wide, "--from", "dev"]);
  expect([status, out]).toEqual([0, expect.stringContaining('1. user "dev" can assume role "admin", an administrator')]);
});
test("paths as JSON has the place of each statement", async () => {
  const { out } = await run(["iam", "paths", wide, "--from", "dev", "--format", "json"]);
  expect(JSON.parse(out)).toMatchObject([
    { who: 'user "dev"', isAdmin: "no", paths: [{ id: "sts-001", statements: [{ path: "policy.Statement[0].Action" }] }] },
  ]);
});
test("paths reports a principal without any", async () => {
  const { out } = await run(["iam", "paths", small, "--from", "dev"]);
  expect(out).toContain("has no path to more permissions");
});
test("an unknown principal is an error with one line", async () => {
  const { status, err } = await run(["iam", "paths", small, "--from", "dex"]);
  expect([status, err]).toEqual([2, expect.stringContaining('"dex"')]);
});
test("who-can lists principals and what the permission of a function allows", async () => {
  const { out } = await run(["iam", "who-can", "lambda:InvokeFunction", functionArn, wide]);
  expect(out).toContain('role "admin"');
  expect(out).toContain("everyone");
});
test("who-can does not list who cannot", async () => {
  const { out } = await run(["iam", "who-can", "lambda:InvokeFunction", functionArn, small]);
  expect(out).not.toContain("everyone");
  expect(out).not.toContain('user "dev"');
});
test("who-can takes an action and an ARN only", async () =>
  expect((await run(["iam", "who-can", "invoke", functionArn, small])).status).toBe(2));
test("grants lists the statements of a principal", async () => {
  const { status, out } = await run(["iam", "grants", "dev", wide]);
  expect([status, out]).toEqual([0, expect.stringContaining(`Allow sts:AssumeRole on ${arn("role", "admin")}`)]);
});
test("diff lists new access, with exit status 1, and none the other way round", async () => {
  const there = await run(["iam", "diff", small, wide]);
  expect([there.status, there.out]).toEqual([1, expect.stringContaining('new access: user "dev": sts:AssumeRole')]);
  expect(there.out).toContain("new public access");
  const same = await run(["iam", "diff", wide, wide]);
  expect([same.status, same.out]).toEqual([0, "No new access.\n"]);
});
test("diff does not know what a policy grants that AWS cannot read", async () => {
  const misspelt = JSON.stringify({ Version: "2012-10-17", Statment: [allow("*", "*")] });
  const odd = write("odd.json", JSON.stringify(state([role, rights, user, may(misspelt), worker, permission("events.amazonaws.com")])));
  const { status, out } = await run(["iam", "diff", small, odd]);
  expect([status, out]).toEqual([
    1,
    expect.stringContaining('unknown: UserPolicy "may": the policy, which AWS cannot read as it is written'),
  ]);
});
