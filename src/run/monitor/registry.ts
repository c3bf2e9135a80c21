import type { SourcePosition } from "../../model/resource.js";
import type { Raw } from "./wire.js";

/** The options of a resource as the program gave them. */
export interface Options {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly deleteBeforeReplace: boolean | undefined;
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly string[];
  readonly deletedWith: string;
  readonly replaceWith: readonly string[];
  readonly hideDiffs: readonly string[];
}

/** A resource that the program registered or read. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  /** Read, not created. */
  readonly external: boolean;
  /** Empty while it is not known. */
  readonly id: string;
  readonly inputs: Raw;
  readonly outputs: Raw;
  /** The provider as `URN::ID`; empty for what has none. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: Options;
  readonly source: SourcePosition | undefined;
}

export const noOptions: Options = {
  protect: false,
  retainOnDelete: false,
  ignoreChanges: [],
  replaceOnChanges: [],
  deleteBeforeReplace: undefined,
  additionalSecretOutputs: [],
  aliases: [],
  deletedWith: "",
  replaceWith: [],
  hideDiffs: [],
};

export const stackType = "pulumi:pulumi:Stack";

/** The type part of the URN of a resource below a parent: the types of its parents, without that of the stack. */
function qualifiedType(parent: string, type: string): string {
  const types = parent.split("::")[2] ?? "";
  return types === "" || types === stackType ? type : `${types}$${type}`;
}

/** What a program registered, in the order in which it did. */
export class Registry {
  readonly #byUrn = new Map<string, Registered>();
  #root = "";

  constructor(
    readonly project: string,
    readonly stack: string,
  ) {}

  urnOf(type: string, name: string, parent: string): string {
    return `urn:pulumi:${this.stack}::${this.project}::${qualifiedType(parent, type)}::${name}`;
  }

  get(urn: string): Registered | undefined {
    return this.#byUrn.get(urn);
  }

  set(resource: Registered): void {
    if (resource.type === stackType) this.#root = resource.urn;
    this.#byUrn.set(resource.urn, resource);
  }

  /** The URN of the stack; empty until it is registered. */
  get root(): string {
    return this.#root;
  }

  set root(urn: string) {
    this.#root = urn;
  }

  get all(): readonly Registered[] {
    return [...this.#byUrn.values()];
  }

  /** The resource and its parents, from the inside out. */
  *lineage(urn: string): Iterable<string> {
    const seen = new Set<string>();
    for (let here = urn; here !== "" && !seen.has(here); here = this.#byUrn.get(here)?.parent ?? "") {
      seen.add(here);
      yield here;
    }
  }
}
