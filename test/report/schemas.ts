import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { validateXML } from "xmllint-wasm";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "../schemas", name), "utf8");

type Schema =
  | "sarif-2.1.0.json"
  | "gitlab-code-quality.json"
  | "pre-commit-hooks.json"
  | "github-action.json"
  | "github-workflow.json"
  | "gitlab-ci.json"
  | "azure-pipelines.json"
  | "circle-ci.json";

const compiled = new Map<Schema, ValidateFunction>();

function validator(schema: Schema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  // The older drafts differ in words that these schemas use for their own name only.
  const { $schema: _, id: __, ...rules } = JSON.parse(read(schema)) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(rules);
  compiled.set(schema, validate);
  return validate;
}

/** What a JSON schema finds wrong in a report, or in another file as JSON. */
export function jsonErrors(schema: Schema, report: string): string[] {
  const validate = validator(schema);
  validate(JSON.parse(report));
  return (validate.errors ?? []).slice(0, 10).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

/** What the schema of JUnit finds wrong in a report. */
export async function junitErrors(report: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: "report.xml", contents: report },
    schema: { fileName: "junit.xsd", contents: read("junit.xsd") },
  });
  return errors.map((error) => error.message);
}
