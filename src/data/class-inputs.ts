import { brotliDecompressSync } from "node:zlib";
import { packagedFile } from "./packaged.js";

/** The properties of a class or of a nested object: the name of the object inside each, or `undefined` where anything may be inside. */
export type Properties = ReadonlyMap<string, string | undefined>;

let text: string | undefined;

/** Large, and packed: read where a rule is written in YAML. */
function content(): string {
  text ??= brotliDecompressSync(packagedFile("class-inputs.txt.br")).toString("utf8");
  return text;
}

/** The properties of a class, by its type (`aws:s3/bucket:Bucket`), or of a nested object by its name; `undefined` where there is none. */
export function propertiesOf(name: string): Properties | undefined {
  if (!/^[\w:/.]+$/.test(name)) return undefined;
  const start = content().indexOf(`\n${name} `);
  if (start < 0) return undefined;
  const line = content().slice(start + name.length + 2, content().indexOf("\n", start + 1));
  return new Map(
    line.split(" ").map((word) => {
      const [property = "", inner] = word.split(":");
      return [property, inner];
    }),
  );
}

/** The types of all classes. */
export const classTypes = (): readonly string[] => [...content().matchAll(/^(aws:\S+) /gm)].map(([, type = ""]) => type);
