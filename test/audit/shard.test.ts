import { describe, expect, test } from "vitest";
import { isIn, shardFolder, shardOf } from "../../src/audit/shard.js";

describe("the shard of a run", () => {
  test("is what --shard names", () => {
    expect(shardOf("2/8", undefined, {})).toEqual({ index: 2, total: 8 });
    expect(shardOf("2/8", "8", { CI_NODE_INDEX: "5", CI_NODE_TOTAL: "6" })).toEqual({ index: 2, total: 8 });
    expect(shardOf("1/1", undefined, { JOB_COMPLETION_INDEX: "3" })).toBeUndefined();
    expect(shardOf(undefined, undefined, {})).toBeUndefined();
  });

  test.each([
    ["Kubernetes", { JOB_COMPLETION_INDEX: "0" }, "4", { index: 1, total: 4 }],
    ["AWS Batch", { AWS_BATCH_JOB_ARRAY_INDEX: "3", AWS_BATCH_JOB_ARRAY_SIZE: "4" }, undefined, { index: 4, total: 4 }],
    ["GitLab", { CI_NODE_INDEX: "2", CI_NODE_TOTAL: "4" }, undefined, { index: 2, total: 4 }],
    ["GitLab without parallel", { CI_NODE_TOTAL: "1" }, undefined, undefined],
    ["GitHub", { STACKWARDEN_SHARD_INDEX: "0", STACKWARDEN_SHARD_TOTAL: "3" }, undefined, { index: 1, total: 3 }],
  ])("is what %s numbers", (_, env, shards, expected) => {
    expect(shardOf(undefined, shards, env as Record<string, string>)).toEqual(expected);
  });

  test.each([
    ["2", undefined, {}, '--shard is "2", expected INDEX/TOTAL, such as 1/8'],
    ["0/4", undefined, {}, "--shard: the shard is number 0 of 4, expected 1 to 4"],
    ["5/4", undefined, {}, "--shard: the shard is number 5 of 4, expected 1 to 4"],
    ["1/4", "5", {}, "--shard is 1/4, but --shards is 5"],
    [undefined, undefined, { JOB_COMPLETION_INDEX: "0" }, "JOB_COMPLETION_INDEX is set, but not the number of shards."],
    [undefined, "4", {}, "--shards is 4, but no variable has the index of this run"],
    [undefined, "4", { JOB_COMPLETION_INDEX: "4" }, "JOB_COMPLETION_INDEX: the shard is number 5 of 4"],
    [undefined, "4", { JOB_COMPLETION_INDEX: "x" }, 'JOB_COMPLETION_INDEX is "x", expected a number'],
  ])("%s with %s and %o is refused", (shard, shards, env, message) => {
    expect(() => shardOf(shard, shards, env as Record<string, string>)).toThrow(message);
  });

  test("every stack is in one shard, whatever the others are", () => {
    const ids = Array.from({ length: 500 }, (_, i) => `s3://states/.pulumi/stacks/p/${i}.json`);
    const shards = Array.from({ length: 7 }, (_, i) => ids.filter((id) => isIn({ index: i + 1, total: 7 }, id)));
    expect(shards.flat().sort()).toEqual(ids.toSorted());
    expect(shards.every(({ length }) => length > 30)).toBe(true);
  });

  test("has a folder that sorts by its number", () => {
    expect(shardFolder({ index: 2, total: 12 })).toBe("shard-00002-of-00012");
  });
});
