import { credentialDetectors } from "../../data/packaged.js";
import { type Hit, isCutOff, isMasked } from "./formats.js";

/** The interface of secretlint's rules: a text to read, and where to report. */
interface Found {
  readonly message: { readonly messageId?: string; readonly message?: string };
  readonly range: readonly [number, number];
}
interface Creator {
  readonly meta: { readonly id: string };
  create(context: unknown, options: Readonly<Record<string, unknown>>): { file?(source: unknown): void };
}

type Preset = typeof import("@secretlint/secretlint-rule-preset-recommend");

// Left out: what evaluates a whole file by its comments, and what `urls.ts` evaluates with placeholders understood.
const leftOut = /filter-comments|basicauth|database-connection-string|privatekey/;
/** An account's number and the id of an access key are not credentials. */
const identifiers = new Set(["AWSAccountID", "AWSAccessKeyID"]);

let detectors: ((text: string) => Hit | undefined) | undefined;

// The shortest that a detector knows is a line of npm's configuration: the address of a registry, and a token.
const shortestToken = 16;

/** The first token that secretlint's detectors know. They are loaded for the first text that may contain one, which saves most runs 10 ms. */
export function detect(text: string): Hit | undefined {
  if (text.length < shortestToken) return undefined;
  detectors ??= load();
  return detectors(text);
}

function load(): (text: string) => Hit | undefined {
  const { rules } = credentialDetectors() as Pick<Preset, "rules"> & {
    readonly rules: readonly Creator[];
  };
  let hits: Hit[] = [];
  let content = "";
  const context = {
    sharedOptions: {},
    createTranslator: () => (messageId: string) => ({ messageId, message: messageId }),
    ignore: () => undefined,
    report: ({ message, range }: Found) => {
      const text = content.slice(range[0], range[1]);
      if (!identifiers.has(message.messageId ?? "") && !isMasked(text) && !isCutOff(content, range[1]))
        hits.push({ description: worded(message.messageId ?? "token"), text });
    },
  };
  const files = rules.filter((rule) => !leftOut.test(rule.meta.id)).flatMap((rule) => rule.create(context, {}).file ?? []);
  return (text) => {
    hits = [];
    content = text;
    for (const file of files) file({ filePath: "input.txt", ext: ".txt", contentType: "text", content: text });
    return hits[0];
  };
}

/** `GITHUB_TOKEN` → `GitHub token` would need a table; `github token` states as much. */
const worded = (id: string): string =>
  id
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll("_", " ");
