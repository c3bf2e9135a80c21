import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { ReportInput } from "./check.js";

/**
 * The folder of each input's project as seen from the root of the repository, with a slash behind it: `infra/`, or empty for the root itself.
 * Reports that show places in files need it, as a state names them from the project on. A state that lies elsewhere is taken for one of
 * the project around the working directory. Where there is no repository, the working directory stands for its root.
 */
export function homesOf(inputs: readonly ReportInput[], directory: string): ReadonlyMap<string, string> {
  const root = around(directory, isRepository) ?? directory;
  return new Map(
    inputs.map(({ path }) => {
      const start = path === "-" ? directory : dirname(resolve(directory, path));
      const home = around(start, isProject) ?? around(directory, isProject) ?? directory;
      const seen = relative(root, home).replaceAll("\\", "/");
      return [path, seen === "" ? "" : `${seen}/`];
    }),
  );
}

const isRepository = (folder: string): boolean => existsSync(join(folder, ".git"));
const isProject = (folder: string): boolean => ["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)));

/** The nearest folder, from here outwards, that fits. */
function around(start: string, fits: (folder: string) => boolean): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (fits(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
