import { describe, expect, test } from "vitest";
import { placeOf } from "../../src/language/view.js";
import { toResource } from "../../src/model/resource.js";
import { signatureKey, signatures, touchesSecret, unknownString } from "../../src/model/value.js";
import { jobContainers, taskContainers } from "../../src/views/containers.js";

const alone = { environments: new Set<string>(), today: "2026-07-01", stack: undefined };
const task = (containerDefinitions: unknown) =>
  toResource({
    urn: "urn:pulumi:dev::test::t::it",
    type: "aws:ecs/taskDefinition:TaskDefinition",
    inputs: { containerDefinitions, family: "shop" },
  });
const tasks = (definitions: unknown) => [...taskContainers.of(task(definitions), alone)];
const jobs = (inputs: Record<string, unknown>) => [
  ...jobContainers.of(toResource({ urn: "urn:pulumi:dev::test::t::it", type: "aws:batch/jobDefinition:JobDefinition", inputs }), alone),
];

describe("containers of task definitions", () => {
  test("are read from their JSON, with a path that reaches inside and the task around them", () => {
    const [first, second] = tasks('[{"name": "a"}, {"Name": "b", "privileged": true}]');
    expect([first?.value.name, second?.value.name]).toEqual(["a", "b"]);
    expect(second && placeOf(second, "privileged")).toBe("containerDefinitions[1].privileged");
    expect(first?.value.task).toMatchObject({ family: "shop" });
  });
  test("are read from a list too, and not at all from what is not JSON", () => {
    expect(tasks([{ name: "a" }]).map((item) => item.path)).toEqual(["containerDefinitions[0]"]);
    expect([tasks("no json"), tasks("7"), tasks(undefined), tasks("[1, null]")]).toEqual([[], [], [], []]);
  });
  test("leave open what is not known yet", () => {
    expect(tasks(unknownString).map((item) => item.unreadable)).toEqual([["containerDefinitions"]]);
    expect(tasks([unknownString, {}]).map((item) => item.unreadable)).toEqual([["containerDefinitions[0]"], undefined]);
  });
  test("of a secret text are secret", () => {
    const hidden = task({ [signatureKey]: signatures.secret, value: '[{"name": "a"}]' });
    const [item] = taskContainers.of(hidden, alone);
    expect(item?.value.name).toBe("a");
    expect(item && touchesSecret(hidden.inputs, placeOf(item, "name"))).toBe(true);
  });
});

describe("containers of job definitions", () => {
  test("are found wherever a job may hold them", () => {
    const paths = jobs({
      containerProperties: '{"image": "a"}',
      ecsProperties: '{"taskProperties": [{"containers": [{"image": "b"}]}]}',
      nodeProperties:
        '{"nodeRangeProperties": [{"container": {"image": "c"}}, {"ecsProperties": {"taskProperties": [{"containers": [{}]}]}}]}',
      eksProperties: { podProperties: { containers: [{ securityContext: { privileged: true } }] } },
    }).map((item) => item.path);
    expect(paths).toEqual([
      "containerProperties",
      "ecsProperties.taskProperties[0].containers[0]",
      "nodeProperties.nodeRangeProperties[0].container",
      "nodeProperties.nodeRangeProperties[1].ecsProperties.taskProperties[0].containers[0]",
      "eksProperties.podProperties.containers[0].securityContext",
    ]);
  });
  test("leave open what is not known on the way", () => {
    const hidden = jobs({ ecsProperties: { taskProperties: unknownString }, eksProperties: { podProperties: unknownString } });
    expect(hidden.map((item) => item.unreadable)).toEqual([["ecsProperties.taskProperties"], ["eksProperties.podProperties"]]);
  });
});
