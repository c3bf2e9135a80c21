// @ts-check
/** The table of docs/privilege-paths.md: every edge of the graph, with the rights that it needs and where it is described. */
import { table } from "./pages.mjs";

/** @param {import("./load.d.mts").Sources} sources */
export function privilegePathsParts({
  escalationPaths,
  keepers,
  pathsOverKeys,
  pathsOverResources,
  pathsOverRoles,
  pathsToData,
  takeovers,
  classOfType,
}) {
  /** @param {{ readonly needs: readonly string[]; readonly passes?: readonly string[] }} path */
  const doesOf = ({ needs, passes }, id = "") => {
    const keeper = Object.hasOwn(pathsOverKeys(), id) ? keepers[needs[0] ?? ""] : undefined;
    if (keeper !== undefined) return `read an access key in a \`${classOfType(keeper.type)}\``;
    if (Object.hasOwn(pathsToData(), id))
      return `have ${passes?.map((service) => `\`${service}\``).join(", ")} hand out data that a role can read`;
    const takeover = takeovers[id] ?? needs.map((need) => takeovers[need]).find((one) => one !== undefined);
    if (takeover !== undefined && !Object.hasOwn(pathsOverRoles(), id)) return `${takeover.does} (\`${classOfType(takeover.type)}\`)`;
    if (passes !== undefined) return `run code as a role that trusts ${passes.map((service) => `\`${service}\``).join(", ")}`;
    return needs.includes("sts:AssumeRole") && needs.length === 1
      ? "assume a role"
      : "change the permissions or the credentials of a principal";
  };
  const rows = [
    ...Object.entries(escalationPaths()).map(([id, path]) => [id, path, `[pathfinding.cloud](https://pathfinding.cloud/paths/${id})`]),
    ...Object.entries(pathsOverResources()).map(([id, path]) => [
      id,
      path,
      "the service's API reference; over a resource of the stack only",
    ]),
    ...Object.entries(pathsOverRoles()).map(([id, path]) => [
      id,
      path,
      "the service's API reference; with a privileged role of the stack only",
    ]),
    ...Object.entries(pathsOverKeys()).map(([id, path]) => [
      id,
      path,
      "the service's API reference; where the stack keeps a key of one of its users",
    ]),
    ...Object.entries(pathsToData()).map(([id, path]) => [id, path, "the service's API reference; to data of the stack only"]),
  ].map(([id, path, source]) => [
    `\`${id}\``,
    doesOf(path, id),
    path.needs.map((/** @type {string} */ need) => `\`${need}\``).join(", "),
    source,
  ]);
  return { edges: table(["edge", "what it does", "rights needed", "source"], rows) };
}
