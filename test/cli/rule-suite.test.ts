import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { suiteOfFile } from "../../src/testing.js";
import { folder } from "./fixture.js";

suiteOfFile(join(import.meta.dirname, "../../examples/own-rules/policies.yaml"), { describe, test });

test("a wrong case fails, by name", () => {
  const rule = "title: x must be, severity: low, fix: x, type: sqs.Queue, require: { delaySeconds: 1 }";
  const file = folder().write("r.yaml", `rules: { acme-x: { ${rule}, cases: { pass: [{ delaySeconds: 2 }], fail: [{}] } } }\n`);
  const bodies = new Map<string, () => void>();
  suiteOfFile(file, { describe: (_, body) => body(), test: (name, body) => bodies.set(name, body) });
  expect([...bodies.keys()]).toEqual(["pass 1", "fail 1"]);
  expect(bodies.get("pass 1")).toThrow("expected pass, is fail");
  expect(bodies.get("fail 1")).not.toThrow();
});
