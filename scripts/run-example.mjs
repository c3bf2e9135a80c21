// Runs a Pulumi program in TypeScript by the Automation API, which needs no language host: node --enable-source-maps run-example.mjs FOLDER STACK.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import ts from "typescript";
import { parse } from "yaml";

const [folder, stackName] = [resolve(process.argv[2]), process.argv[3]];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
  const { outputText } = ts.transpileModule(readFileSync(join(folder, file), "utf8"), {
    fileName: join(folder, file),
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true, inlineSourceMap: true },
  });
  writeFileSync(join(folder, file.replace(/ts$/, "js")), outputText);
}
const projectName = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")).name;
const program = async () => createRequire(join(folder, "/"))("./index.js");
const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName, program }, { workDir: folder });
await stack.up({ onOutput: (text) => process.stderr.write(text), color: "never" });
