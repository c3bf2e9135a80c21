import { normalizeDependencies, normalizeShapes } from "./shapes.js";
import { noProperties, type Properties, readProperties } from "./value.js";

/** The resource options that rules read. `undefined` where the door does not carry them. */
export interface ResourceOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly additionalSecretOutputs: readonly string[];
}

export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One resource of a stack, read from the wire or a state. */
export interface Resource {
  readonly urn: string;
  /** The canonical type: twins and old spellings are one (`canonicalType`). */
  readonly type: string;
  /** The type as it was written. */
  readonly writtenType: string;
  readonly name: string;
  readonly custom: boolean;
  /** Read, not created, by this program: a join partner, never a subject. */
  readonly external: boolean;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly parent: string | undefined;
  /** URN of the provider, without its id. */
  readonly provider: string | undefined;
  /** The provider's configuration, if the door passes it with the resource. */
  readonly providerInputs: Properties | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: ResourceOptions;
  readonly source: SourcePosition | undefined;
  /** Further resources that the same one is: the versioning of a bucket of @pulumi/aws-native, the resources of a CloudFormation template. */
  readonly parts: readonly Resource[];
  /** Set where the model makes the resource from one of another form: findings are about that one. */
  readonly from: Origin | undefined;
}

/** The resource that the user wrote, where the model makes another one of it. */
export interface Origin {
  readonly resource: Resource;
  /** True for what is only a property of the written resource: the versioning of a bucket. */
  readonly isFurther: boolean;
  /** True where it depends on an unknown property whether there is one. */
  readonly isPossible: boolean;
  /** The written property of an input; `undefined` for an input that the written type does not have. */
  readonly locate: (path: string) => string | undefined;
  /** A text for people with the names of the written type. */
  readonly reword: (text: string) => string;
  /** What a rule would set, by the written names; `undefined` where it cannot be set there. `inputs` are those on the wire. */
  readonly remedy: (
    change: Readonly<Record<string, unknown>>,
    inputs: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>> | undefined;
}

/** The resource that a finding about this one is about. */
export const writtenAs = (resource: Resource): Resource => resource.from?.resource ?? resource;

/** A resource as a door read it: raw properties, everything else optional. */
export interface RawResource {
  readonly urn: string;
  readonly type: string;
  readonly name?: string | undefined;
  readonly custom?: boolean | undefined;
  readonly external?: boolean | undefined;
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  readonly outputs?: Readonly<Record<string, unknown>> | undefined;
  readonly parent?: string | undefined;
  readonly provider?: string | undefined;
  readonly providerInputs?: Readonly<Record<string, unknown>> | undefined;
  readonly dependencies?: readonly string[] | undefined;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly options?: Partial<ResourceOptions> | undefined;
  readonly source?: SourcePosition | undefined;
  /** False where the door hides which values are secret. */
  readonly secretsKnown?: boolean | undefined;
}

export const defaultOptions: ResourceOptions = {
  protect: false,
  ignoreChanges: [],
  deleteBeforeReplace: undefined,
  retainOnDelete: undefined,
  additionalSecretOutputs: [],
};

/**
 * Builds a resource as it is written: shapes of the current provider, one reading of values.
 * @throws ReadError when properties are nested deeper than any provider's.
 */
export function plainResource(raw: RawResource, type: string): Resource {
  const properties = (values: Readonly<Record<string, unknown>> | undefined, twin?: Properties): Properties =>
    values === undefined ? noProperties : readProperties(normalizeShapes(type, values), raw.secretsKnown, twin?.value);
  const inputs = properties(raw.inputs);
  return {
    urn: raw.urn,
    type,
    writtenType: raw.type,
    name: raw.name ?? nameOfUrn(raw.urn),
    custom: raw.custom ?? true,
    external: raw.external ?? false,
    inputs,
    outputs: properties(raw.outputs, inputs),
    parent: raw.parent,
    provider: raw.provider,
    providerInputs: raw.providerInputs === undefined ? undefined : readProperties(raw.providerInputs, raw.secretsKnown),
    dependencies: raw.dependencies ?? [],
    propertyDependencies: dependenciesOf(type, raw.propertyDependencies ?? {}),
    options: { ...defaultOptions, ...raw.options },
    source: raw.source,
    parts: none,
    from: undefined,
  };
}

const none: readonly Resource[] = [];

const noDependencies: Readonly<Record<string, readonly string[]>> = Object.freeze(Object.create(null));

/** Without a prototype, so that an input named "constructor" has none. */
function dependenciesOf(type: string, given: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  for (const _ in given) return Object.assign(Object.create(null) as object, normalizeDependencies(type, given));
  return noDependencies;
}

/** The parts of `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`; empty texts where the URN is none. */
export function urnParts(urn: string): { stack: string; project: string; type: string; name: string } {
  const [head = "", project = "", types = "", ...name] = urn.split("::");
  return {
    stack: head.startsWith("urn:pulumi:") ? head.slice("urn:pulumi:".length) : "",
    project,
    type: types.slice(types.lastIndexOf("$") + 1),
    name: name.join("::"),
  };
}

export const nameOfUrn = (urn: string): string => urnParts(urn).name;

/** The properties that rules read: the inputs of a resource that the program makes, the outputs of one that it only reads. */
export const properties = (resource: Resource): Properties => (resource.external ? resource.outputs : resource.inputs);
