import { describe, expect, test } from "vitest";
import type { View } from "../../src/language/view.js";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { signatureKey, signatures, unknownString } from "../../src/model/value.js";
import {
  plaintextArguments,
  plaintextConfiguration,
  plaintextCredentials,
  plaintextInputs,
  plaintextOutputs,
} from "../../src/views/plaintext.js";
import { githubToken } from "../secrets/tokens.js";

const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const resource = (type: string, inputs: RawResource["inputs"], outputs: RawResource["outputs"] = {}) =>
  toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs, outputs });
const around = { environments: new Set<string>(), today: "2026-07-01", stack: undefined };
const paths = (view: View<unknown>, of: ReturnType<typeof resource>, context: Parameters<View<unknown>["of"]>[1] = around) =>
  [...view.of(of, context)].map((item) => (item.unreadable === undefined ? item.path : `? ${item.unreadable.join(", ")}`));

const form = plaintextCredentials("form");
const named = plaintextCredentials("name");

describe("plaintext", () => {
  test("a leak is one of nature, form or name, and reported once", () => {
    const db = resource("aws:rds/instance:Instance", {
      password: githubToken,
      tags: { deploy: githubToken, dbPassword: "bw9MqLdis87PUHEW", ok: secret(githubToken) },
    });
    expect(paths(plaintextInputs, db)).toEqual(["password"]);
    expect(paths(form, db)).toEqual(["tags.deploy"]);
    expect(paths(named, db)).toEqual(["tags.dbPassword"]);
  });

  test("each is open where the door does not show what is wrapped", () => {
    const db = toResource({
      urn: "urn:pulumi:dev::test::aws:rds/instance:Instance::it",
      type: "aws:rds/instance:Instance",
      inputs: { password: "bw9MqLdis87PUHEW", tags: { deploy: githubToken, dbPassword: "bw9MqLdis87PUHEW" } },
      outputs: {},
      secretsKnown: false,
    });
    expect(paths(plaintextInputs, db)).toEqual(["? password"]);
    expect(paths(form, db)).toEqual(["? tags.deploy"]);
    expect(paths(named, db)).toEqual(["? tags.dbPassword"]);
  });

  test("what is inside a secret is none", () => {
    const worker = resource("aws:lambda/function:Function", { environment: secret({ variables: { DB_PASSWORD: "bw9MqLdis87PUHEW" } }) });
    expect(paths(named, worker)).toEqual([]);
  });

  test("what is not known yet is open under a name that states secret", () => {
    const worker = resource("aws:lambda/function:Function", {
      role: unknownString,
      kmsKeyArn: unknownString,
      environment: { variables: { A: unknownString, DB_PASSWORD: unknownString } },
    });
    expect(paths(form, worker)).toEqual([]);
    expect(paths(named, worker)).toEqual(["? environment.variables.DB_PASSWORD"]);
  });

  test("texts of assets are read, files are not", () => {
    const asset = { [signatureKey]: signatures.asset, text: `export T=${githubToken}` };
    const path = { [signatureKey]: signatures.asset, path: "./secrets.env" };
    expect(paths(form, resource("aws:s3/bucketObject:BucketObject", { source: asset }))).toEqual(["source"]);
    expect(paths(form, resource("aws:s3/bucketObject:BucketObject", { source: path }))).toEqual([]);
  });

  test("a key that is a token is kept out of the path", () => {
    expect(paths(form, resource("random:index/randomId:RandomId", { keepers: { [githubToken]: githubToken } }))).toEqual(["keepers"]);
  });

  test("providers, outputs and configuration have views of their own", () => {
    const provider = resource("pulumi:providers:github", { token: githubToken });
    expect(paths(form, provider)).toEqual([]);
    expect(paths(plaintextArguments, provider)).toEqual(["token"]);
    const root = resource("pulumi:pulumi:Stack", {}, { adminToken: githubToken, url: "https://x.example", hidden: secret(githubToken) });
    expect(paths(plaintextOutputs, root)).toEqual(["adminToken"]);
    const config = {
      values: { "shop:githubToken": githubToken, "shop:hidden": githubToken, "aws:region": "eu-west-1" },
      secretKeys: new Set(["shop:hidden"]),
    };
    const stack = toStack([root], { name: "dev", project: "shop", today: "2026-07-01", config });
    expect(paths(plaintextConfiguration, root, { ...around, stack })).toEqual(['config["shop:githubToken"]']);
    expect(paths(plaintextConfiguration, root)).toEqual([]);
  });
});
