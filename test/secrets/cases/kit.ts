import { gzipSync } from "node:zlib";
import { base64, hex, jwt, mixed, pem } from "../tokens.js";

type Inputs = Readonly<Record<string, unknown>>;
/** A resource with secrets in plaintext at the paths. */
export type Leaking = readonly [type: string, paths: readonly string[], inputs: Inputs];
/** A resource without any. */
export type Harmless = readonly [type: string, inputs: Inputs];

const from = (alphabet: string, length: number, start: number): string =>
  Array.from({ length }, (_, i) => alphabet[(start + i * 11 + Math.floor(i / 5) * 3) % alphabet.length]).join("");
const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const base32 = `${upper}234567`;
const bytes = (length: number): string =>
  Buffer.from(Array.from({ length }, (_, i) => (i * 97 + 41 + Math.floor(i / 3) * 13) % 256)).toString("base64");

/** What fills a hole: `{an:20}` twenty letters and digits, `{hex:32}`, `{rb64:24}` the base64 of 24 bytes … */
const fillers: Readonly<Record<string, (length: number, start: number) => string>> = {
  an: mixed,
  url: mixed,
  hex,
  HEX: (length) => hex(length).toUpperCase(),
  dig: (length, start) => from("7391502846", length, start),
  up: (length, start) => from(`${upper}0123456789`, length, start),
  lo: (length, start) => from(`${lower}0123456789`, length, start),
  b32: (length, start) => from(base32, length, start),
  lob32: (length, start) => from(base32.toLowerCase(), length, start),
  bech: (length, start) => from("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", length, start),
  letters: (length, start) => from(lower + upper, length, start),
  soup: (length, start) => from("aB3!cD4@eF5#gH6%iJ7^kL8&mN9*pQ2_", length, start),
  rb64: bytes,
  bare: (length) => bytes(length).replace(/=+$/, ""),
  uri: (length) => encodeURIComponent(bytes(length)),
};

/** A text with its holes filled, so that no token stands in a file: `ghp_{an:36}`, `{b64<user:{an:12}>}`, `{pem:RSA PRIVATE KEY}`. */
export function fill(text: string): string {
  let start = 0;
  let filled = text
    .replace(/\{([A-Za-z0-9]+):(\d+)\}/g, (hole, kind: string, length: string) => fillers[kind]?.(Number(length), start++ * 17) ?? hole)
    .replaceAll("{uuid}", () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`)
    .replaceAll("{jwt}", jwt)
    .replace(/\{pem(line)?:([A-Z ]+)\}/g, (_, line: string | undefined, kind: string) =>
      line === undefined ? pem(kind) : pem(kind).replaceAll("\n", "\\n"),
    );
  // From the innermost outwards.
  for (let before = ""; before !== filled; ) {
    before = filled;
    filled = filled.replace(/\{(b64|gz)<((?:(?!\{(?:b64|gz)<)[\s\S])*?)>\}/g, (_, kind: string, inner: string) =>
      kind === "gz" ? gzipSync(inner).toString("base64") : base64(inner),
    );
  }
  return filled;
}

/** All texts of a value filled; a key in a JSON text keeps its line ends escaped. */
export function fillAll(value: unknown): unknown {
  if (typeof value === "string") return /^[[{]["[{]/.test(value) ? fill(value.replaceAll("{pem:", "{pemline:")) : fill(value);
  if (Array.isArray(value)) return value.map(fillAll);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillAll(item)]));
}

/** A variable in each kind of place where programs give them, with the path of its value. */
const carriers: readonly ((name: string, value: string) => Leaking)[] = [
  (name, value) => [
    "aws:lambda/function:Function",
    [`environment.variables[${JSON.stringify(name)}]`],
    { environment: { variables: { MODE: "x", [name]: value } } },
  ],
  (name, value) => [
    "aws:ecs/taskDefinition:TaskDefinition",
    ["containerDefinitions"],
    {
      containerDefinitions: JSON.stringify([
        {
          environment: [
            { name: "MODE", value: "prod" },
            { name, value },
          ],
        },
      ]),
    },
  ],
  (name, value) => [
    "aws:elasticbeanstalk/environment:Environment",
    ["settings[0].value"],
    { settings: [{ namespace: "aws:elasticbeanstalk:application:environment", name, value }] },
  ],
  (name, value) => [
    "aws:glue/job:Job",
    [`defaultArguments[${JSON.stringify(`--${name}`)}]`],
    { defaultArguments: { [`--${name}`]: value } },
  ],
  (name, value) => [
    "kubernetes:apps/v1:Deployment",
    ["spec.containers[0].env[0].value"],
    { spec: { containers: [{ env: [{ name, value }] }] } },
  ],
  (name, value) => ["docker:index/container:Container", ["envs[0]"], { envs: [`${name}=${value}`] }],
];

/** `NAME = value` as an environment variable, in one place after the other. */
export function variable(row: string, i: number): Leaking {
  const at = row.indexOf(" = ");
  const carrier = carriers[i % carriers.length];
  if (carrier === undefined || at < 0) throw new Error(`no variable: ${row}`);
  return carrier(row.slice(0, at), fill(row.slice(at + 3)));
}
