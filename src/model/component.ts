import { type Resource, urnParts } from "./resource.js";

/** A third-party component that contains a resource. */
export interface Component {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
}

/** The package of a type: `eks` of `eks:index:Cluster`. */
export const packageOf = (type: string): string => type.split(":")[0] ?? "";

/**
 * The outermost third-party component that contains a resource: the program can change its arguments.
 * `undefined` if the program creates the resource itself, or in a component of its own.
 */
export function foreignComponent(resource: Resource, byUrn: ReadonlyMap<string, Resource>): Component | undefined {
  const { project } = urnParts(resource.urn);
  let found: Component | undefined;
  const seen = new Set<string>();
  for (let child = resource; child.parent !== undefined && !seen.has(child.parent); ) {
    const parent = byUrn.get(child.parent);
    if (parent === undefined) break;
    seen.add(parent.urn);
    const { writtenType: type, name, urn } = parent;
    if (!parent.custom && isForeign(parent, child, project)) found = { type, name, urn };
    child = parent;
  }
  return found;
}

// Packages of components that are published under a name of their own.
const published = /^(awsx|eks|cloud|sst|kubernetes|synced-folder|aws-[\w-]+)$/i;

/**
 * True for a component from a package: `awsx:ec2:Vpc`, `vpc:index:Module`; the program's own are `shop:web:Service`. Where the type does
 * not decide it, source positions do: if the program's own files create resources inside the component, it is the program's own.
 */
function isForeign({ writtenType, source: of }: Resource, { source: own }: Resource, project: string): boolean {
  const [name = "", module = "", ...rest] = writtenType.split(":");
  if (rest.length === 0 || name === "pulumi" || name === "aws" || name.toLowerCase() === project.toLowerCase()) return false;
  if (published.test(name)) return true;
  const isMadeHere =
    own !== undefined && of !== undefined && !/^(\.\.|\/)/.test(own.file) && (own.file !== of.file || own.line !== of.line);
  return module === "index" && !isMadeHere;
}
