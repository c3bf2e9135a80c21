import { basename, dirname, relative } from "node:path";
import { isMap, isSeq } from "yaml";
import { stackWaiversKey } from "../../config/waivers.js";
import { InputError } from "../../files/errors.js";
import { isEmptyNode, keyOf, type Markup, pairsOf, readMarkup } from "../../files/markup.js";
import type { SourcePosition } from "../../model/resource.js";
import { homeFolder } from "./homes.js";

/** A value of a configuration as it was written, and where. */
export interface Written {
  /** The value as the program gets it; `undefined` where it is secret. */
  readonly text: string | undefined;
  /** The file that holds it, as the report names its inputs. */
  readonly input: string;
  readonly source: SourcePosition | undefined;
}

/** The configuration that one file holds: values by `project:key`, and the places of single waivers by `project:key[0]`. */
export interface WrittenConfig {
  readonly values: ReadonlyMap<string, Written>;
  readonly places: ReadonlyMap<string, SourcePosition>;
  /** Keys that the file declares secret although it holds their value in plaintext. */
  readonly declaredSecret: ReadonlySet<string>;
}

// `Pulumi.<stack>.deploy.yaml` are settings of Pulumi Deployments, no configuration.
const stackFile = /^Pulumi\.(.+)\.(?:ya?ml|json)$/;

/** The stack that a file of this name configures, if it is one. */
export function stackOfFile(name: string): string | undefined {
  const stack = stackFile.exec(name)?.[1];
  return stack?.endsWith(".deploy") === true ? undefined : stack;
}

/**
 * Reads the configuration of a stack (`Pulumi.<stack>.yaml`): `config`, and the values of an `environment` that is written out in the file.
 * @throws InputError
 */
export function readStackConfig(file: string, project: string): WrittenConfig {
  const markup = readMarkup(file);
  const config = markup.get("config");
  if (!isEmptyNode(config) && !isMap(config)) throw new InputError(file, "`config` is not a map of keys and values");
  const places = new Map<string, SourcePosition>();
  const declaredSecret = new Set<string>();
  const values = new Map<string, Written>(environmentValues(markup, project, declaredSecret));
  for (const pair of pairsOf(config)) {
    const key = namespaced(keyOf(pair), project);
    declaredSecret.delete(key);
    values.set(key, written(markup, pair.key, markup.valueOf(pair.value, key)));
    if (key !== stackWaiversKey || !isSeq(pair.value)) continue;
    for (const [i, item] of pair.value.items.entries()) {
      const source = sourceOf(markup, item);
      if (source !== undefined) places.set(`${key}[${i}]`, source);
    }
  }
  return { values, places, declaredSecret };
}

/** The key with its project; a key without one belongs to this project. */
export const namespaced = (key: string, project: string): string => (key.includes(":") ? key : `${project}:${key}`);

/** A value with its position; secrets inside it are left out. */
export function written(markup: Markup, key: unknown, value: unknown): Written {
  const text = isSecure(value) ? undefined : typeof value === "string" ? value : JSON.stringify(replacingSecrets(value, () => null));
  return { text, input: markup.file, source: sourceOf(markup, key) };
}

function sourceOf(markup: Markup, node: unknown): SourcePosition | undefined {
  const place = markup.placeOf(node);
  return place === undefined ? undefined : { file: fileInHome(markup.file), ...place };
}

/** A file as its project names it, as positions in programs are. */
const fileInHome = (file: string): string =>
  relative(homeFolder(dirname(file)) ?? dirname(file), file).replaceAll("\\", "/") || basename(file);

/** Only a map of nothing but a text under `secure` is a secret, as the CLI has it. */
export const isSecure = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "secure" && typeof Object.values(value)[0] === "string";

/** A value as JSON holds it, with something else in place of each secret. */
export const replacingSecrets = (value: unknown, by: () => unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (_, item) => (isSecure(item) ? by() : item)));

/**
 * The values of an environment that is in the stack's file: those under `pulumiConfig` are configuration, variables and others are named after
 * the part that contains them (`environmentVariables:TOKEN`). What is imported is not there to read. Keys of secrets in plaintext are added to
 * `declaredSecret`.
 * @see https://www.pulumi.com/docs/esc/environments/syntax/
 */
function* environmentValues(markup: Markup, project: string, declaredSecret: Set<string>): Iterable<[string, Written]> {
  const values = pairsOf(markup.get("environment")).find((pair) => keyOf(pair) === "values")?.value;
  for (const part of pairsOf(values)) {
    const name = keyOf(part);
    const inside = ["pulumiConfig", "environmentVariables", "files"].includes(name);
    for (const pair of inside ? pairsOf(part.value) : [part]) {
      const key = name === "pulumiConfig" ? namespaced(keyOf(pair), project) : `${inside ? name : "environment"}:${keyOf(pair)}`;
      const value = evaluated(markup.valueOf(pair.value, key), () => declaredSecret.add(key));
      if (value === undefined) continue;
      yield [key, value === secret ? { ...written(markup, pair.key, ""), text: undefined } : written(markup, pair.key, value)];
    }
  }
}

const secret = Symbol("secret");
/** Functions whose result contains their argument. */
const transparent: ReadonlySet<string> = new Set(["fn::toJSON", "fn::toString", "fn::toBase64", "fn::fromJSON"]);

/**
 * A value of an environment without what only its service can show: other calls (`fn::open::…`) are left out. `fn::secret` is secret where it holds a
 * ciphertext; nothing encrypts a text under it in a file, so that is reported to `onPlaintext`.
 */
function evaluated(value: unknown, onPlaintext: () => void): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return value.map((item) => evaluated(item, onPlaintext)).map((item) => (item === undefined || item === secret ? null : item));
  const [[call = "", given] = []] = Object.entries(value);
  if (call === "fn::secret") {
    if (isCiphertext(given)) return secret;
    const inner = evaluated(given, onPlaintext);
    if (inner !== undefined && inner !== null && inner !== secret) onPlaintext();
    return inner;
  }
  if (transparent.has(call)) return evaluated(given, onPlaintext);
  if (call.startsWith("fn::")) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const inner = evaluated(item, onPlaintext);
      return inner === undefined || inner === secret ? [] : [[key, inner]];
    }),
  );
}

const isCiphertext = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "ciphertext" && typeof Object.values(value)[0] === "string";
