import { type Resource, urnParts } from "./resource.js";

/** A component that somebody else wrote, inside which a resource lies. */
export interface Component {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
}

/** The package of a type: `eks` of `eks:index:Cluster`. */
export const packageOf = (type: string): string => type.split(":")[0] ?? "";

/**
 * The component of a package inside which a resource lies, the outermost one: its arguments are what the program can change.
 * `undefined` where the program makes the resource itself, or by a component of its own.
 */
export function foreignComponent(resource: Pick<Resource, "urn" | "parent">, byUrn: ReadonlyMap<string, Resource>): Component | undefined {
  const { project } = urnParts(resource.urn);
  let found: Component | undefined;
  const seen = new Set<string>();
  for (let urn = resource.parent; urn !== undefined && !seen.has(urn); ) {
    seen.add(urn);
    const parent = byUrn.get(urn);
    if (parent === undefined) break;
    if (!parent.custom && isForeign(parent.writtenType, project)) found = { type: parent.writtenType, name: parent.name, urn };
    urn = parent.parent;
  }
  return found;
}

// Packages of components that are published under a name of their own; others follow the naming of a package's schema.
const published = /^(awsx|eks|cloud|sst|kubernetes|synced-folder|aws-[\w-]+)$/i;

/** True for a type that a package brings: `awsx:ec2:Vpc`, `vpcModule:index:Module`; the program's own are `shop:web:Service`. */
function isForeign(type: string, project: string): boolean {
  const [name = "", module = "", ...rest] = type.split(":");
  if (rest.length === 0 || name === "pulumi" || name === "aws" || name.toLowerCase() === project.toLowerCase()) return false;
  return published.test(name) || module === "index";
}
