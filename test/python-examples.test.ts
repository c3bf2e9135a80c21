/**
 * The examples in Python are programs: they compile, and where Pulumi's AWS provider for Python is installed they run, with every input named as it
 * names them.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder } from "./cli/fixture.js";

const { path: root } = folder();
const examples = join(import.meta.dirname, "../src/data/examples.json");
const python = process.env["PYTHON"] ?? "python3";
const can = (code: string): boolean => spawnSync(python, ["-c", code]).status === 0;
const hasPython = can("");
const hasProvider = hasPython && can("import pulumi, pulumi_aws");
if (!hasPython) console.warn("No Python found, so the examples in Python are not compiled: install it or set PYTHON to its path.");
else if (!hasProvider)
  console.warn("Python has no pulumi_aws, so the examples in Python are compiled only: pip install pulumi pulumi-aws to run them.");

const compile = `
import ast, json, sys
for rule, both in json.load(open(sys.argv[1])).items():
    for kind, example in both.items():
        try:
            ast.parse(example.get("python", ""))
        except SyntaxError as error:
            print(rule, kind, error)
`;
/** Names that stay in snake case on the wire were not understood; an argument that does not exist is an error of its own. */
const execute = `
import json, re, sys
import pulumi
import pulumi_aws as aws

def walk(value, path):
    if isinstance(value, dict):
        for key, item in value.items():
            if re.fullmatch("[a-z0-9]+(_[a-z0-9]+)+", str(key)):
                print(current, "misspelt", path, key)
            walk(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            walk(item, path)

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        walk(dict(args.inputs), args.typ)
        # What a program reads back of a document is a text.
        state = {key: json.dumps(item) if key in ("policy", "assumeRolePolicy") and not isinstance(item, str) else item for key, item in args.inputs.items()}
        return [args.name + "-id", state]
    def call(self, args):
        return {}

for rule, both in json.load(open(sys.argv[1])).items():
    for kind, example in both.items():
        current = f"{rule} {kind}"
        pulumi.runtime.set_mocks(Mocks(), preview=True)
        pulumi.runtime.set_all_config({f"project:{key}": "x" for key in re.findall(r'require_secret\\("(\\w+)"', example.get("python", ""))})
        @pulumi.runtime.test
        def program():
            exec(compile(example.get("python", ""), current, "exec"), {"pulumi": pulumi, "aws": aws, "json": json})
        try:
            program()
        except Exception as error:
            print(current, type(error).__name__, error)
`;

function complaints(name: string, script: string): string[] {
  const file = join(root, name);
  writeFileSync(file, script);
  const { stdout, stderr, status } = spawnSync(python, ["-W", "ignore", file, examples], { encoding: "utf8", timeout: 120_000 });
  expect(status, stderr).toBe(0);
  return stdout.split("\n").filter((line) => line !== "");
}

describe("the examples in Python", () => {
  test.skipIf(!hasPython)("compile", () => {
    expect(complaints("compile.py", compile)).toEqual([]);
  });
  test.skipIf(!hasProvider)("run with the AWS provider of Pulumi", { timeout: 120_000 }, () => {
    expect(complaints("execute.py", execute)).toEqual([]);
  });
});
