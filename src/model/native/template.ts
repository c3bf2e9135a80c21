import { join, keys } from "../path.js";
import { plainResource, type RawResource, type Resource } from "../plain-resource.js";
import { noProperties, type Properties, readProperties, signatureKey, signatures, unknownString } from "../value.js";
import { adapt, isMapped, mappedType } from "./adapt.js";
import { conditionsOf } from "./conditions.js";
import { parametersOf, resolve, type Scope } from "./intrinsics.js";
import { parseTemplate } from "./template-text.js";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** `aws:cloudformation/stack:Stack`: the resources of its template are parts of it. */
export function adaptTemplate(raw: RawResource): Resource {
  const written = plainResource(raw, raw.type);
  const text = written.inputs.value["templateBody"];
  const template = typeof text === "string" ? parseTemplate(text) : undefined;
  const resources = template?.["Resources"];
  if (template === undefined || !isRaw(resources)) return written;
  const declared = Object.entries(resources).filter(
    (entry): entry is [string, Raw] => isRaw(entry[1]) && typeof entry[1]["Type"] === "string",
  );
  const given = wire(raw.inputs?.["parameters"]) ?? {};
  const mappings = isRaw(template["Mappings"]) ? template["Mappings"] : {};
  // Where not even the names of the given parameters are known, a default may be overridden.
  const parameters = isRaw(given) ? parametersOf(template["Parameters"], given) : new Map<string, unknown>();
  const condition = conditionsOf(template, isRaw(given) ? given : {}, mappings);
  const there = declared.filter(([, { Condition: name }]) => typeof name !== "string" || condition(name) !== false);
  const types = new Map(there.map(([id, { Type }]) => [id, String(Type)]));
  const scope: Scope = { resources: new Set(types.keys()), parameters, mappings, condition };
  const urnOf = (id: string): string => innerUrn(written, mappedType(types.get(id) ?? "") ?? types.get(id) ?? "", id);
  const parts = there.flatMap(([id, resource]) => inner(id, resource, scope, written, urnOf));
  return { ...written, parts };
}

/** A value without the wrapper of a secret or an output; unknown where the wrapper has none. */
function wire(raw: unknown): unknown {
  if (!isRaw(raw) || (raw[signatureKey] !== signatures.secret && raw[signatureKey] !== signatures.output)) return raw;
  return raw["value"] ?? unknownString;
}

/** The URN of a resource in a template: the name is that of the stack and the logical id. */
function innerUrn({ urn, name }: Resource, type: string, id: string): string {
  const [stack = "", project = ""] = urn.split("::");
  return `${stack}::${project}::${type.replaceAll("::", ".")}::${name}/${id}`;
}

function inner(id: string, resource: Raw, scope: Scope, written: Resource, urnOf: (id: string) => string): Resource[] {
  const type = String(resource["Type"]);
  const declared = isRaw(resource["Properties"]) ? resource["Properties"] : {};
  const propertyDependencies: Record<string, readonly string[]> = {};
  const raw: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(declared)) {
    const resolved = resolve(value, scope);
    raw[name] = resolved.value;
    if (resolved.refersTo.size > 0) propertyDependencies[name] = [...resolved.refersTo].map(urnOf);
  }
  const base = ["Resources", id, "Properties"].reduce(join, "templateBody");
  const place = (path: string): string =>
    keys(path).reduce<string>(join, path === "" ? ["Resources", id].reduce(join, "templateBody") : base);
  const read = secretWhereTextIs(readProperties(raw, written.inputs.secretsKnown), written.inputs);
  const dependencies = [...new Set(Object.values(propertyDependencies).flat())];
  const options = { ...written.options, retainOnDelete: /^Retain/.test(String(resource["DeletionPolicy"])), ignoreChanges: [] };
  const own: Resource = { ...written, options, dependencies, propertyDependencies };
  const name = `${written.name}/${id}`;
  if (isMapped(type)) {
    const adapted = adapt({
      type,
      spelling: "cloudformation",
      properties: read,
      outputs: noProperties,
      written: own,
      urn: urnOf(id),
      name,
      propertyDependencies,
      place,
    });
    return adapted.flatMap((one) => [about(one, written)]);
  }
  const from = {
    resource: written,
    isFurther: false,
    isPossible: false,
    locate: place,
    reword: (text: string) => text,
    remedy: () => undefined,
  };
  return [{ ...own, urn: urnOf(id), type, writtenType: type, name, inputs: read, outputs: noProperties, parts: [], from }];
}

/** The user wrote the stack, with the options that it has. */
const about = (one: Resource, written: Resource): Resource =>
  one.from === undefined ? one : { ...one, from: { ...one.from, resource: written } };

const secretWhereTextIs = (read: Properties, { secrets }: Properties): Properties =>
  secrets.has("templateBody") ? { ...read, secrets: new Set(Object.keys(read.value)) } : read;
