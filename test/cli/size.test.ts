import { expect, test } from "vitest";
import type { Report } from "../../src/doors/state/check.js";
import { register } from "../../src/language/registry.js";
import { ecs } from "../../src/rules/aws/ecs.js";
import { folder, resource, run, state } from "./fixture.js";

const rules = register({ ecs });

const { write } = folder();

test("130,000 findings of one resource are reported", async () => {
  const containers = Array.from({ length: 130_000 }, (_, i) => ({ name: `w${i}`, image: "i", privileged: true }));
  const task = resource("aws:ecs/taskDefinition:TaskDefinition", "t", { containerDefinitions: JSON.stringify(containers) });
  const file = write("many.json", JSON.stringify(state([task])));
  const given = { rules: rules.filter(({ id }) => id === "ecs-task-not-privileged") };
  const { out, status } = await run(["check", file, "--format", "json"], given);
  const { summary, findings } = JSON.parse(out) as Report;
  expect([status, summary.fail, summary.crash]).toEqual([1, 130_000, 0]);
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(130_000);
}, 120_000);
