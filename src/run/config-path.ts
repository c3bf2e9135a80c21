import { InputError } from "../files/errors.js";

type Container = Record<string, unknown> | unknown[];

/** The parts of a path in the configuration, as the CLI reads it: `servers[0].name`, `names["a.b"]`; `undefined` if it is none. */
export function configPath(text: string): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  let rest = text;
  while (rest !== "") {
    const [whole, name, index, quoted] = /^(?:\.?([^.[\]"]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\])/.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    parts.push(index === undefined ? (name ?? (JSON.parse(`"${quoted}"`) as string)) : Number(index));
    rest = rest.slice(whole.length);
  }
  return parts.length === 0 ? undefined : parts;
}

/** A value as `pulumi config set --path` reads it: booleans and whole numbers are such, everything else is a text. */
const typed = (text: string): unknown => (/^(?:true|false|0|-?[1-9]\d{0,14})$/.test(text) ? (JSON.parse(text) as unknown) : text);

/**
 * The configuration with a value at a path inside of a value, as `pulumi config set --path` sets it.
 * @throws InputError if there is something else at the path
 */
export function withValueAt(config: Readonly<Record<string, string>>, key: string, value: string, folder: string): Record<string, string> {
  const at = key.indexOf(":") + 1;
  const path = configPath(key.slice(at));
  const wrong = (why: string): InputError => new InputError(folder, `--config ${key}: ${why}`);
  if (path === undefined || typeof path[0] !== "string") throw wrong("is not a path");
  const own = `${key.slice(0, at)}${path[0]}`;
  const inner = path.slice(1);
  if (inner.length === 0) return { ...config, [own]: value };
  const before = config[own];
  const root: unknown = before === undefined ? undefined : containerIn(before);
  if (before !== undefined && root === undefined) throw wrong(`${own} is neither an object nor a list`);
  const changed = setAt(root, inner, typed(value));
  if (changed === undefined) throw wrong("there is another kind of value on the way");
  return { ...config, [own]: JSON.stringify(changed) };
}

function containerIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function setAt(value: unknown, [part, ...rest]: readonly (string | number)[], leaf: unknown): Container | undefined {
  if (part === undefined) return undefined;
  const here = value ?? (typeof part === "number" ? [] : {});
  if (typeof here !== "object" || Array.isArray(here) !== (typeof part === "number")) return undefined;
  const old = (here as Readonly<Record<string | number, unknown>>)[part];
  // A list grows by one item at a time.
  if (Array.isArray(here) && Number(part) > here.length) return undefined;
  const next = rest.length === 0 ? leaf : setAt(old, rest, leaf);
  if (next === undefined) return undefined;
  return Array.isArray(here) ? here.toSpliced(Number(part), 1, next) : { ...here, [part]: next };
}
