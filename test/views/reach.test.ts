import { describe, expect, test } from "vitest";
import { readInput } from "../../src/doors/state/read.js";
import { stackBefore, stackOfState } from "../../src/doors/state/state.js";
import { reachOf } from "../../src/views/reach.js";
import { preview, resource, step, urn } from "../cli/fixture.js";

const topic = "aws:sns/topic:Topic";
const named = (name: string, on: readonly string[] = [], more: object = {}) =>
  resource(topic, name, { displayName: name }, { dependencies: on.map((other) => urn(topic, other)), ...more });
const same = (name: string, ...on: readonly string[]) => step("same", named(name, on), named(name, on));
const update = (name: string) => step("update", named(name), resource(topic, name, { displayName: "x" }));
const reach = (...steps: Parameters<typeof preview>[0]) => {
  const state = readInput(preview(steps), "f", undefined);
  return reachOf(stackOfState(state, "f", "2026-07-01", undefined), stackBefore(state, "2026-07-01"));
};

describe("the reach of a preview", () => {
  test("is nothing where nothing changes", () => expect(reach(same("a"), same("b", "a"))).toMatchObject({ changed: 0, dependents: 0 }));
  test("counts what depends on a change, through others and each once", () => {
    expect(reach(update("a"), same("b", "a"), same("c", "b", "a"), same("d"))).toMatchObject({ changed: 1, dependents: 2 });
  });
  test("counts a dependent that changes itself as changed only", () => {
    expect(reach(update("a"), step("update", named("b", ["a"]), named("b", ["a"])))).toMatchObject({ changed: 2, dependents: 0 });
  });
  test("follows the dependencies of properties, circles, and the resources of a provider", () => {
    const by = { propertyDependencies: { displayName: [urn(topic, "a")] } };
    expect(reach(update("a"), step("same", named("b", [], by), named("b", [], by)))).toMatchObject({ dependents: 1 });
    expect(reach(update("a"), same("b", "a", "c"), same("c", "b"))).toMatchObject({ dependents: 2 });
    const provider = resource("pulumi:providers:aws", "eu");
    const of = { provider: `${urn("pulumi:providers:aws", "eu")}::1` };
    expect(reach(step("update", provider, provider), step("same", named("b", [], of), named("b", [], of)))).toMatchObject({
      changed: 0,
      dependents: 1,
    });
  });
  test("a new resource has no dependents among the old ones", () => {
    expect(reach(step("create", undefined, named("a")), same("b", "a"))).toMatchObject({ changed: 1, dependents: 0 });
  });
  test("names what is deleted, holds state, is protected, or matters for security", () => {
    const table = resource("aws:dynamodb/table:Table", "orders", {}, { protect: true });
    const database = (publiclyAccessible: boolean) => resource("aws:rds/instance:Instance", "db", { publiclyAccessible });
    const { kinds } = reach(
      step("delete", table, undefined),
      step("delete", named("a"), undefined),
      step("update", database(false), database(true)),
      step("read", undefined, named("r", [], { external: true })),
    );
    expect(kinds).toEqual({
      stateful: ['dynamodb.Table "orders"'],
      protected: ['dynamodb.Table "orders"'],
      security: ['rds.Instance "db"'],
      deletion: ['dynamodb.Table "orders"', 'sns.Topic "a"'],
    });
  });
});
