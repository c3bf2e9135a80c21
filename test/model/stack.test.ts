import { describe, expect, test } from "vitest";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { type Link, partners, toStack } from "../../src/model/stack.js";
import { isUnknown, unknownString } from "../../src/model/value.js";

const bucketType = "aws:s3/bucket:Bucket";
const blockType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const urn = (type: string, name: string) => `urn:pulumi:dev::p::${type}::${name}`;
const raw = (type: string, name: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): RawResource => ({
  urn: urn(type, name),
  type,
  inputs,
  ...more,
});
const bucket = (name: string, inputs: Record<string, unknown> = {}, outputs: Record<string, unknown> = {}) =>
  raw(bucketType, name, inputs, { outputs });
const block = (name: string, pointer: unknown, on: string[] = []) =>
  raw(blockType, name, { bucket: pointer }, { propertyDependencies: on.length === 0 ? {} : { bucket: on } });

const inbound: Link = { direction: "inbound", types: [blockType], property: "bucket", label: "s3.BucketPublicAccessBlock" };
const outbound: Link = { direction: "outbound", types: [bucketType], property: "bucket", label: "s3.Bucket" };

function joined(of: RawResource[], subject: RawResource, link: Link): { sure: string[]; open: string[] } {
  const stack = toStack(of.map(toResource), { name: "dev", project: "p", today: "2026-07-01" });
  const found = partners(stack, stack.byUrn.get(subject.urn) ?? toResource(subject), link);
  return { sure: found.sure.map((r) => r.name), open: found.open.map((r) => (isUnknown(r) ? "unseen" : r.name)) };
}
/** Both ends see the same. */
function both(buckets: RawResource[], pointer: RawResource): { sure: string[]; open: string[] } {
  const of = [...buckets, pointer];
  const out = joined(of, pointer, outbound);
  for (const b of buckets) {
    const back = joined(of, b, inbound);
    const name = b.urn.split("::").at(-1) ?? "";
    expect(back.sure.length > 0, `${name} sees the sure ones`).toBe(out.sure.includes(name));
    expect(back.open.length > 0, `${name} sees the open ones`).toBe(out.open.includes(name));
  }
  return out;
}

describe("joins", () => {
  const logs = bucket("logs", { bucket: "logs-1" }, { id: "logs-1", arn: "arn:aws:s3:::logs-1" });
  const data = bucket("data", { bucket: "data-1" });

  test("go by dependency first, right even when the id is unknown", () => {
    expect(both([logs, data], block("b", unknownString, [logs.urn]))).toEqual({ sure: ["logs"], open: [] });
  });
  test("go by dependency before value", () => {
    expect(both([logs, data], block("b", "data-1", [logs.urn]))).toEqual({ sure: ["logs"], open: [] });
  });
  test.each([
    ["name", "logs-1"],
    ["arn", "arn:aws:s3:::logs-1"],
  ])("go by value second: %s", (_, value) => {
    expect(both([logs, data], block("b", value))).toEqual({ sure: ["logs"], open: [] });
  });
  test("a value that nothing has joins nothing", () => {
    expect(both([logs, data], block("b", "elsewhere"))).toEqual({ sure: [], open: [] });
    expect(both([logs, data], block("b", undefined))).toEqual({ sure: [], open: [] });
    expect(both([logs, data], block("b", ""))).toEqual({ sure: [], open: [] });
  });
  test("an unknown that depends on no resource of the type may be any of them", () => {
    expect(both([logs, data], block("b", unknownString))).toEqual({ sure: [], open: ["logs", "data"] });
    expect(both([logs, data], block("b", unknownString, [urn("random:index:Id", "x")]))).toEqual({ sure: [], open: ["logs", "data"] });
  });
  test("a value may be the name of one whose name is not known yet", () => {
    expect(both([logs, bucket("new", { bucket: unknownString })], block("b", "new-1"))).toEqual({ sure: [], open: ["new"] });
  });
  test("a dependency on one that the door does not show stays open", () => {
    const gone = urn(bucketType, "read-elsewhere");
    expect(joined([logs, block("b", unknownString, [gone])], block("b", unknownString, [gone]), outbound)).toEqual({
      sure: [],
      open: ["unseen"],
    });
    expect(joined([logs, block("b", unknownString, [gone])], logs, inbound)).toEqual({ sure: [], open: [] });
  });
  test("several candidates are all reported", () => {
    const of = [logs, block("a", "logs-1"), block("b", unknownString, [logs.urn]), block("c", "data-1")];
    expect(joined(of, logs, inbound)).toEqual({ sure: ["a", "b"], open: [] });
  });
  test("of several dependencies of the type, the one whose name the property holds", () => {
    expect(both([logs, data], block("b", "data-1", [logs.urn, data.urn]))).toEqual({ sure: ["data"], open: [] });
    expect(both([logs, data], block("b", unknownString, [logs.urn, data.urn]))).toEqual({ sure: ["logs", "data"], open: [] });
  });
  test("a list points at each of its items", () => {
    expect(joined([logs, data, block("b", ["logs-1", "data-1"])], block("b", 0), outbound).sure).toEqual(["logs", "data"]);
  });
  test("an old state without the input joins by what the provider returned", () => {
    const old = raw(blockType, "b", {}, { outputs: { bucket: "logs-1" } });
    expect(both([logs], old)).toEqual({ sure: ["logs"], open: [] });
  });
  test("an external resource is a partner by its outputs", () => {
    const read = { ...bucket("read", {}, { id: "read-1" }), external: true };
    expect(joined([read, block("b", "read-1")], block("b", "read-1"), outbound)).toEqual({ sure: ["read"], open: [] });
  });
  test("twins and renamed classes are one type", () => {
    const v2 = { ...bucket("v2", { bucket: "v2-1" }), type: "aws:s3/bucketV2:BucketV2" };
    expect(joined([v2, block("b", "v2-1")], block("b", "v2-1"), outbound)).toEqual({ sure: ["v2"], open: [] });
  });
  test("a resource called like a property of Object is one like any other", () => {
    expect(both([bucket("constructor", { bucket: "constructor" })], block("__proto__", "constructor"))).toEqual({
      sure: ["constructor"],
      open: [],
    });
  });
});
