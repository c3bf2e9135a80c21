import { brotliDecompressSync } from "node:zlib";
import { packagedFile } from "./packaged.js";

/** A property of a result: its type as the table writes it, and whether it may be missing. */
export interface ResultProperty {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
}

let text: string | undefined;

/** Large, and packed: read where a program calls a function of the provider. */
function content(): string {
  text ??= brotliDecompressSync(packagedFile("function-results.txt.br")).toString("utf8");
  return text;
}

/** The properties of the result of a function, by its token (`aws:ec2/getAmi:getAmi`), or of a nested object by its name; `undefined` where there is none. */
export function resultProperties(name: string): readonly ResultProperty[] | undefined {
  if (!/^[\w:/.]+$/.test(name)) return undefined;
  const start = content().indexOf(`\n${name} `);
  if (start < 0) return undefined;
  const line = content().slice(start + name.length + 2, content().indexOf("\n", start + 1));
  return line.split(" ").flatMap((word) => {
    const at = word.indexOf(":");
    const [property, type] = [word.slice(0, at), word.slice(at + 1)];
    return property === "" ? [] : [{ name: property.replace(/\?$/, ""), type, isOptional: property.endsWith("?") }];
  });
}
