import type alias from "@pulumi/pulumi/proto/alias_pb.js";
import aliases from "@pulumi/pulumi/proto/alias_pb.js";
import type resource from "@pulumi/pulumi/proto/resource_pb.js";
import type { SourcePosition } from "../../model/resource.js";
import type { Options } from "./registry.js";
import { type Home, placeOf } from "./source.js";
import { plainOf, type Raw } from "./wire.js";

/** What the program asks for by a registration; transforms replace parts of it. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly remote: boolean;
  readonly parent: string;
  /** As on the wire: with output values, secrets and references. */
  readonly properties: Raw;
  readonly provider: string;
  /** Providers by package, of a component. */
  readonly providers: Readonly<Record<string, string>>;
  readonly version: string;
  readonly downloadUrl: string;
  readonly packageRef: string;
  readonly importId: string;
  readonly dependencies: readonly string[];
  /** `undefined` where an old SDK sends none. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>> | undefined;
  readonly options: Options;
  /** The aliases as on the wire, for transforms. */
  readonly aliases: readonly alias.Alias[];
  readonly hooks: readonly Hook[];
  readonly accepts: { readonly secrets: boolean; readonly resources: boolean };
  readonly source: SourcePosition | undefined;
}

/** A hook of a resource by its name, and the moment at which it runs. */
export interface Hook {
  readonly moment: "beforeCreate" | "afterCreate";
  readonly name: string;
}

interface UrnList {
  getUrnsList(): string[];
}

export function listsOf(map: { forEach(each: (value: UrnList, key: string) => void): void }): Record<string, readonly string[]> {
  const lists: Record<string, readonly string[]> = {};
  map.forEach((value, key) => {
    lists[key] = value.getUrnsList();
  });
  return lists;
}

export function textsOf(map: { forEach(each: (value: string, key: string) => void): void }): Record<string, string> {
  const texts: Record<string, string> = {};
  map.forEach((value, key) => {
    texts[key] = value;
  });
  return texts;
}

/** The goal of a registration. */
export function goalOf(request: resource.RegisterResourceRequest, home: Home): Goal {
  const dependencies = listsOf(request.getPropertydependenciesMap());
  const hooks = request.getHooks();
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    remote: request.getRemote(),
    parent: request.getParent(),
    properties: plainOf(request.getObject()),
    provider: request.getProvider(),
    providers: textsOf(request.getProvidersMap()),
    version: request.getVersion(),
    downloadUrl: request.getPlugindownloadurl(),
    packageRef: request.getPackageref(),
    importId: request.getImportid(),
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.keys(dependencies).length > 0 ? dependencies : undefined,
    options: optionsOf(request),
    aliases: aliasesOf(request),
    hooks: [
      ...(hooks?.getBeforeCreateList() ?? []).map((name) => ({ moment: "beforeCreate" as const, name })),
      ...(hooks?.getAfterCreateList() ?? []).map((name) => ({ moment: "afterCreate" as const, name })),
    ],
    accepts: { secrets: request.getAcceptsecrets(), resources: request.getAcceptresources() },
    source: placeOf(request, home),
  };
}

const optionsOf = (request: resource.RegisterResourceRequest): Options => ({
  protect: request.getProtect() === true,
  retainOnDelete: request.getRetainondelete() === true,
  ignoreChanges: request.getIgnorechangesList(),
  replaceOnChanges: request.getReplaceonchangesList(),
  deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
  additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  aliases: aliasesOf(request).map(aliasWords),
  deletedWith: request.getDeletedwith(),
  replaceWith: request.getReplaceWithList(),
  hideDiffs: request.getHidediffsList(),
});

function aliasesOf(request: resource.RegisterResourceRequest): readonly alias.Alias[] {
  const urns = request.getAliasurnsList().map((urn) => {
    const made = new aliases.Alias();
    made.setUrn(urn);
    return made;
  });
  return [...urns, ...request.getAliasesList()];
}

/** An alias as a text: its URN, or the parts that differ. */
export function aliasWords(given: alias.Alias): string {
  const spec = given.getSpec();
  if (spec === undefined) return given.getUrn();
  return JSON.stringify({
    name: spec.getName() || undefined,
    type: spec.getType() || undefined,
    stack: spec.getStack() || undefined,
    project: spec.getProject() || undefined,
    parent: spec.getNoparent() ? null : spec.getParenturn() || undefined,
  });
}
