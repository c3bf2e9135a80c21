import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";

/**
 * The folder of each input's project as seen from the root of the repository, with a slash behind it: `infra/`, or empty for the root itself.
 * Reports that show positions in files need it, because a state names files relative to the project. A state that lies elsewhere is taken for one of
 * the project around the working directory. Without a repository, the working directory counts as its root.
 */
export function homesOf(inputs: readonly { readonly path: string }[], directory: string): ReadonlyMap<string, string> {
  const root = around(directory, isRepository) ?? directory;
  return new Map(
    inputs.map(({ path }) => {
      const start = path === "-" ? directory : dirname(resolve(directory, path));
      const home = homeFolder(start) ?? (isProjectFile(basename(path)) ? start : (homeFolder(directory) ?? directory));
      const seen = relative(root, home).replaceAll("\\", "/");
      return [path, seen === "" ? "" : `${seen}/`];
    }),
  );
}

const isRepository = (folder: string): boolean => existsSync(join(folder, ".git"));
const projectFiles = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];
const isProject = (folder: string): boolean => projectFiles.some((name) => existsSync(join(folder, name)));

/** The file that makes a folder a project, if there is one among its files. */
export const projectFileAmong = (names: readonly string[]): string | undefined => projectFiles.find((name) => names.includes(name));

/** The folder of the project that a folder belongs to, if it belongs to one. */
export const homeFolder = (folder: string): string | undefined => around(resolve(folder), isProject);

/** The root of the repository that a folder belongs to, if it belongs to one. */
export const repositoryOf = (folder: string): string | undefined => around(resolve(folder), isRepository);

/** True for the name of a file that belongs to a project: its own, or that of one of its stacks. */
export const isProjectFile = (name: string): boolean => /^Pulumi(\..+)?\.(?:ya?ml|json)$/.test(name);

/** The nearest folder, from here outwards, that fits. */
function around(start: string, fits: (folder: string) => boolean): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (fits(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
