import { createHash } from "node:crypto";
import { join } from "node:path";
import { isMap, isScalar } from "yaml";
import { projectFileAmong } from "../doors/state/homes.js";
import { configOfProject, readProject as readProjectFile, readStackFile, type StackFile } from "../doors/state/project.js";
import { runtimeOf } from "../doors/state/runtime.js";
import { isSecure, namespaced, replacingSecrets, stackOfFile } from "../doors/state/stack-file.js";
import { listFolder } from "../doors/state/state-files.js";
import { InputError } from "../files/errors.js";
import { keyOf, pairsOf, readMarkup } from "../files/markup.js";
import { withValueAt } from "./config-path.js";

export interface RunProject {
  readonly name: string;
  readonly runtime: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly main: string | undefined;
  readonly stacks: readonly string[];
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** The keys whose values are encrypted: their configuration is a stand-in. */
  readonly encrypted: readonly string[];
  /** The stand-ins for encrypted values inside objects and lists of the configuration. */
  readonly standInsInside: readonly string[];
  readonly file: StackFile | undefined;
}

export function readProject(
  dir: string,
  { stack, config = {}, paths = false }: { stack: string | undefined; config?: Readonly<Record<string, string>>; paths?: boolean },
): RunProject {
  const names = listFolder(dir);
  const own = projectFileAmong(names);
  if (own === undefined) throw new InputError(dir, "has no Pulumi.yaml. Name the folder of a Pulumi project.");
  const project = readProjectFile(dir, own);
  const stacks = listFolder(project.stackFolder).flatMap((name) => stackOfFile(name) ?? []);
  const markup = readMarkup(project.file);
  const main = markup.get("main");
  const runtime = markup.get("runtime");
  const options = isMap(runtime) ? pairsOf(runtime).find((p) => keyOf(p) === "options")?.value : undefined;
  const chosen = stack ?? stacks[0] ?? "dev";
  if (stack !== undefined && stacks.length > 0 && !stacks.includes(stack))
    throw new InputError(dir, `has no stack ${stack}: its stacks are ${stacks.join(", ")}`);
  const stackFile = listFolder(project.stackFolder).find((name) => stackOfFile(name) === chosen);
  const file = stackFile === undefined ? configOfProject(project, chosen) : readStackFile(project.stackFolder, stackFile, project);
  const secrets = [...(file?.config.secretKeys ?? [])];
  const inside = stackFile === undefined ? { texts: {}, standIns: [] } : secretsInside(join(project.stackFolder, stackFile), project.name);
  const standIns = Object.fromEntries(secrets.map((key) => [key, standInFor(key)]));
  const given = Object.fromEntries(Object.entries(config).map(([key, value]) => [namespaced(key, project.name), value]));
  const ofFiles: Readonly<Record<string, string>> = { ...file?.config.values, ...inside.texts, ...standIns };
  return {
    name: project.name,
    runtime: runtimeOf(join(dir, own)) ?? "",
    options: (options === undefined ? {} : (markup.valueOf(options, "options") as Record<string, unknown>)) ?? {},
    main: isScalar(main) && typeof main.value === "string" ? main.value : undefined,
    stacks,
    config: paths
      ? Object.entries(given).reduce((before, [key, value]) => withValueAt(before, key, value, dir), { ...ofFiles })
      : { ...ofFiles, ...given },
    secretKeys: [...new Set([...secrets, ...Object.keys(inside.texts), ...(file?.config.declaredSecret ?? [])])],
    encrypted: secrets.filter((key) => !(key in given)),
    standInsInside: inside.standIns,
    file,
  };
}

/** The objects and lists of a stack's file that have encrypted values in them, as texts with a stand-in for each, and these stand-ins. */
function secretsInside(
  file: string,
  project: string,
): { readonly texts: Readonly<Record<string, string>>; readonly standIns: readonly string[] } {
  const markup = readMarkup(file);
  const texts: Record<string, string> = {};
  const standIns: string[] = [];
  for (const pair of pairsOf(markup.get("config"))) {
    const key = namespaced(keyOf(pair), project);
    const value = markup.valueOf(pair.value, key);
    if (isSecure(value)) continue;
    const before = standIns.length;
    const replaced = replacingSecrets(value, () => {
      const standIn = standInFor(`${key} ${standIns.length}`);
      standIns.push(standIn);
      return standIn;
    });
    if (standIns.length > before) texts[key] = JSON.stringify(replaced);
  }
  return { texts, standIns };
}

/** A text in place of an encrypted value, and is found again in what the program registers. */
const standInFor = (key: string): string => `not-decrypted-${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
