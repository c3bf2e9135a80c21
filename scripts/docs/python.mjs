// @ts-check
/** The same programs in Python: how it names things, and how its values are laid out. */
import { Call, Code } from "./print.mjs";
import { renamed } from "./required.mjs";

const WIDTH = 100;
const RESERVED = new Set(
  (
    "and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield None True False aws pulumi json config other print type " +
    "id input list dict set"
  ).split(" "),
);

/** Arguments by name. */
class Keywords {
  /** @param {Readonly<Record<string, unknown>>} values */
  constructor(values) {
    this.values = values;
  }
}

/** `kmsKeyId` is `kms_key_id` in Python. @param {string} name */
export function snake(name) {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
  return words === "lambda" || words === "from" || words === "is" || words === "import" ? `${words}_` : words;
}

/** @type {import("./example.mjs").Language} */
export const python = {
  reserved: RESERVED,
  variable: snake,
  declared: (variable) => `${variable} = `,
  create: (made) => modules(made),
  get: (made) => `${modules(made)}.get`,
  exported: (name, value) => ({ head: "pulumi.export", values: [name, value] }),
  inputs: (cls, values) => new Keywords(/** @type {Record<string, unknown>} */ (cls === undefined ? values : renamed(cls, values, snake))),
  properties: (values) => values,
  options: (values) => {
    const named = Object.fromEntries(Object.entries(values).map(([key, value]) => [snake(key), value]));
    return new Keywords({ opts: new Call("pulumi.ResourceOptions", new Keywords(named)) });
  },
  output: snake,
  stackOutput: (key) => new Code(`other.get_output(${JSON.stringify(key)})`),
  secretConfig: (key) => new Code(`config.require_secret(${JSON.stringify(key)})`),
  secret: (value) => new Call("pulumi.Output.secret", value),
  json: (value, hasOutputs) => new Call(hasOutputs ? "pulumi.Output.json_dumps" : "json.dumps", value),
  archive: new Code('pulumi.FileArchive("./app")'),
  asset: new Code('pulumi.FileAsset("./file")'),
  numbered: (prefix, count, value) => new Code(`{f"${prefix}{i}": ${JSON.stringify(value)} for i in range(${count})}`),
  stackReference: 'other = pulumi.StackReference("acme/network/prod")',
  config: "config = pulumi.Config()",
  statement: (head, values) =>
    head.endsWith("= ") ? `${head}${print(values[0], 0, head.length)}` : `${head}${call(values, 0, head.length)}`,
  imports: (packages, code) => [
    ...(/\bjson\.dumps\(/.test(code) ? ["import json", ""] : []),
    ...packages.map((name) => (name === "pulumi" ? "import pulumi" : `import pulumi_${name.replaceAll("-", "_")} as ${name}`)),
  ],
};

/** `aws.lambda.Function` is `aws.lambda_.Function` in Python. @param {string} made */
const modules = (made) =>
  made
    .split(".")
    .map((part) => (part === "lambda" ? "lambda_" : part))
    .join(".");

/** The arguments of a call with their parentheses. @param {readonly unknown[]} values @param {number} indent @param {number} column @returns {string} */
function call(values, indent, column) {
  const parts = values.flatMap((value) => (value instanceof Keywords ? Object.entries(value.values) : [["", value]]));
  const text = (/** @type {(value: unknown, head: string) => string} */ show) =>
    parts.map(([key, value]) => {
      const head = key === "" ? "" : `${key}=`;
      return `${head}${show(value, head)}`;
    });
  const flat = `(${text(inline).join(", ")})`;
  if (column + flat.length <= WIDTH && !flat.includes("\n") && parts.length <= 4) return flat;
  const inner = " ".repeat(indent + 4);
  const lines = text((value, head) => print(value, indent + 4, indent + 4 + head.length)).map((line) => `${inner}${line},`);
  return `(\n${lines.join("\n")}\n${" ".repeat(indent)})`;
}

/** A value at a column: on one line where that fits, else broken. @param {unknown} value @param {number} indent @param {number} column @returns {string} */
function print(value, indent, column) {
  const flat = inline(value);
  if (column + flat.length + 1 <= WIDTH && !flat.includes("\n")) return flat;
  const inner = " ".repeat(indent + 4);
  const outer = " ".repeat(indent);
  if (value instanceof Call) {
    const { callee, value: argument } = value;
    return argument instanceof Keywords
      ? `${callee}${call([argument], indent, WIDTH)}`
      : `${callee}(\n${inner}${print(argument, indent + 4, indent + 4)}\n${outer})`;
  }
  if (Array.isArray(value) && value.length > 0)
    return `[\n${value.map((item) => `${inner}${print(item, indent + 4, indent + 4)},`).join("\n")}\n${outer}]`;
  if (isObject(value) && Object.keys(value).length > 0) {
    const lines = Object.entries(value).map(([key, item]) => {
      const head = `${inner}${JSON.stringify(key)}: `;
      return `${head}${print(item, indent + 4, head.length)},`;
    });
    return `{\n${lines.join("\n")}\n${outer}}`;
  }
  return flat;
}

/** @param {unknown} value @returns {string} */
function inline(value) {
  if (value instanceof Code) return value.text;
  if (value instanceof Call)
    return value.value instanceof Keywords ? `${value.callee}${call([value.value], 0, 0)}` : `${value.callee}(${inline(value.value)})`;
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`)
      .join(", ")}}`;
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === null || value === undefined) return "None";
  if (typeof value === "string" && value.includes("\n") && !/["\\]/.test(value)) return `"""${value}"""`;
  return JSON.stringify(value);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
