// @ts-check
/** Prints values as TypeScript, laid out like a formatter would: two spaces, at most 100 columns. */

const WIDTH = 100;

/** Code that is as it is. */
export class Code {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** A call whose last argument is a value: `JSON.stringify({…})`, `pulumi.secret([…])`. */
export class Call {
  /** @param {string} callee @param {unknown} value */
  constructor(callee, value) {
    this.callee = callee;
    this.value = value;
  }
}

/**
 * One statement that ends in a call, `const logs = new aws.s3.Bucket("logs", {…}, {…});`, or in a value where the head ends in `= `.
 * @param {string} head what is before the parenthesis
 * @param {readonly unknown[]} values the arguments
 */
export function statement(head, values) {
  if (head.endsWith("= ")) return `${head}${print(values[0], 0, head.length)};`;
  const flat = `${head}(${values.map(inline).join(", ")});`;
  const many = values.some((value) => isObject(value) && Object.keys(value).length > 2);
  if (flat.length <= WIDTH && !many && !flat.includes("\n")) return flat;
  const objects = values.filter((value) => typeof value === "object" && !(value instanceof Code));
  if (objects.length <= 1 && objects[0] === values.at(-1)) {
    const before = values.slice(0, -1).map((value) => `${inline(value)}, `);
    return `${head}(${before.join("")}${block(values.at(-1), 0)});`;
  }
  const lines = values.map((value) => `  ${value instanceof Code ? value.text : print(value, 2, 2)},`);
  return `${head}(\n${lines.join("\n")}\n);`;
}

/**
 * A value at a column: on one line where that fits, else broken.
 * @param {unknown} value @param {number} indent @param {number} column
 * @returns {string}
 */
export function print(value, indent, column) {
  const flat = inline(value);
  // One more for the comma.
  return column + flat.length + 1 <= WIDTH && !flat.includes("\n") ? flat : block(value, indent);
}

/** @param {unknown} value @param {number} indent @returns {string} */
function block(value, indent) {
  const inner = " ".repeat(indent + 2);
  const outer = " ".repeat(indent);
  if (value instanceof Call) return `${value.callee}(${block(value.value, indent)})`;
  if (Array.isArray(value) && value.length > 0)
    return `[\n${value.map((item) => `${inner}${print(item, indent + 2, indent + 2)},`).join("\n")}\n${outer}]`;
  if (isObject(value) && Object.keys(value).length > 0) {
    const lines = Object.entries(value).map(([key, item]) => {
      const head = `${inner}${name(key)}: `;
      return `${head}${print(item, indent + 2, head.length)},`;
    });
    return `{\n${lines.join("\n")}\n${outer}}`;
  }
  return inline(value);
}

/** @param {unknown} value @returns {string} */
function inline(value) {
  if (value instanceof Code) return value.text;
  if (value instanceof Call) return `${value.callee}(${inline(value.value)})`;
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${name(key)}: ${inline(item)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  if (typeof value === "string" && value.includes("\n")) return template(value);
  return JSON.stringify(value) ?? "undefined";
}

/** @param {string} text */
const template = (text) => `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;

/** @param {string} key */
const name = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Code) && !(value instanceof Call);
