import { backendOf } from "./backend.js";

// More do not fit a line that somebody reads.
const mostNamed = 5;

/** The projects with the backends that have their states, and how to get one: one or two sentences. */
export function howToGetState(folders: readonly string[]): string {
  const named = folders.slice(0, mostNamed).map((folder) => {
    const backend = backendOf(folder);
    const where = backend === undefined ? "nobody is logged in to a backend" : `backend ${backend.url}, from ${backend.from}`;
    return `${folder} (${where})`;
  });
  const more = folders.length > mostNamed ? ` and ${folders.length - mostNamed} more` : "";
  const head = folders.length === 1 ? "Project" : `${folders.length} projects`;
  return `${head}: ${named.join(", ")}${more}. Run there: pulumi stack export --stack STACK | stackwarden check -`;
}
