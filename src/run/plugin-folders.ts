import { join } from "node:path";
import { projectFileAmong } from "../doors/state/homes.js";
import { listFolder } from "../doors/state/state-files.js";
import { readMarkup } from "../files/markup.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The folders of providers that a project names: `plugins.providers` with a `path`, and `packages` that are folders.
 * @see https://www.pulumi.com/docs/iac/concepts/projects/project-file/
 */
export function pluginFolders(folder: string): ReadonlyMap<string, string> {
  const markup = readMarkup(join(folder, projectFileAmong(listFolder(folder)) ?? "Pulumi.yaml"));
  const valueAt = (key: string): unknown => markup.valueOf(markup.get(key), key);
  const [plugins, packages] = [valueAt("plugins"), valueAt("packages")];
  const providers = isRaw(plugins) && Array.isArray(plugins["providers"]) ? plugins["providers"] : [];
  const named = providers.flatMap((given: unknown): [string, string][] =>
    isRaw(given) && typeof given["name"] === "string" && typeof given["path"] === "string" ? [[given["name"], given["path"]]] : [],
  );
  const local = Object.entries(isRaw(packages) ? packages : {}).flatMap(([name, given]): [string, string][] => {
    const source = isRaw(given) ? given["source"] : given;
    return typeof source === "string" && /^\.{0,2}\//.test(source) ? [[name, source]] : [];
  });
  return new Map([...local, ...named]);
}
