import type { Resource } from "../../model/resource.js";
import { type Stack, type StackConfig, toStack } from "../../model/stack.js";

/** A stack that resources are added to one by one. */
export interface GrowingStack {
  readonly resources: ReadonlyMap<string, Resource>;
  /** Adds a resource, or puts it in the place of the one with its URN. */
  put(resource: Resource): void;
  /** The stack as it is now: the same object, with everything cached on it, unless a resource has been added since that somebody asked for. */
  stack(identity: {
    readonly name: string;
    readonly project: string;
    readonly today: string;
    readonly config?: StackConfig | undefined;
  }): Stack;
}

/** Starts a stack without resources. */
export function growingStack(): GrowingStack {
  const list: Resource[] = [];
  const places = new Map<string, number>();
  const byUrn = new Asked<Resource>();
  const byType = new Asked<Resource[]>();
  let isListAsked = false;
  let hasOrigins = false;
  let last: Stack | undefined;
  const put = (resource: Resource): void => {
    const { urn, type } = resource;
    hasOrigins ||= resource.from !== undefined;
    const before = byUrn.bare.get(urn);
    if (isListAsked || byUrn.isAsked(urn) || byType.isAsked(type)) last = undefined;
    byUrn.bare.set(urn, resource);
    const place = places.get(urn) ?? list.length;
    places.set(urn, place);
    list[place] = resource;
    const ofType = byType.bare.get(type) ?? [];
    byType.bare.set(type, ofType);
    const at = before === undefined || before.type !== type ? ofType.length : ofType.indexOf(before);
    ofType[at] = resource;
  };
  return {
    resources: byUrn.bare,
    put(resource) {
      put(resource);
      for (const one of resource.parts) put(one);
    },
    stack(identity) {
      if (last !== undefined) return last;
      isListAsked = false;
      byUrn.forget();
      byType.forget();
      last = {
        ...toStack([], { ...identity, isPartial: true }),
        hasOrigins,
        byUrn,
        byType,
        get resources() {
          isListAsked = true;
          return list;
        },
      };
      return last;
    },
  };
}

/** A map that remembers which keys were looked up, found or not. */
class Asked<V> extends Map<string, V> {
  readonly bare = new Map<string, V>();
  private readonly keysAsked = new Set<string>();
  private isWhole = false;

  isAsked = (key: string): boolean => this.isWhole || this.keysAsked.has(key);

  forget(): void {
    this.keysAsked.clear();
    this.isWhole = false;
  }

  override get(key: string): V | undefined {
    this.keysAsked.add(key);
    return this.bare.get(key);
  }
  override has(key: string): boolean {
    this.keysAsked.add(key);
    return this.bare.has(key);
  }
  override get size(): number {
    return this.whole().size;
  }
  override forEach(each: (value: V, key: string, map: Map<string, V>) => void): void {
    this.whole().forEach(each);
  }
  override keys(): MapIterator<string> {
    return this.whole().keys();
  }
  override values(): MapIterator<V> {
    return this.whole().values();
  }
  override entries(): MapIterator<[string, V]> {
    return this.whole().entries();
  }
  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.whole()[Symbol.iterator]();
  }
  private whole(): Map<string, V> {
    this.isWhole = true;
    return this.bare;
  }
}
