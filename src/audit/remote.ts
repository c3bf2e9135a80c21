/** What the stores of clouds have in common: lists, objects by key, and errors without the text of the SDK, which may hold a token. */
import { InputError } from "../files/errors.js";
import type { Store, Stored } from "./backend.js";
import { Unreadable } from "./source.js";

/** A cloud's store, as its SDK is called. */
export interface Remote {
  /** The store as messages name it: `s3://states/team`. */
  readonly name: string;
  /** What is before each key: empty, or ending in `/`. */
  readonly prefix: string;
  /** The objects whose whole keys begin like this. */
  readonly list: (prefix: string) => AsyncIterable<Stored>;
  /** The content of the object with a whole key. */
  readonly read: (key: string) => Promise<Buffer>;
  readonly kindOf: (error: unknown) => FailureKind;
  /** What went wrong, in words without credentials. */
  readonly words: (error: unknown) => string;
}

/** How an object could not be read; `other` where nothing more is known. */
export type FailureKind = "gone" | "no-access" | "encrypted" | "other";

/** The kind of a failure by the status of the answer. */
export const kindOfStatus = (status: unknown): FailureKind =>
  status === 404 ? "gone" : status === 403 || status === 401 ? "no-access" : "other";

/** A store whose keys are behind the prefix. */
export function remoteStore({ name, prefix, list, read, kindOf, words }: Remote): Store {
  const unreadable = (error: unknown): Unreadable => {
    const kind = kindOf(error);
    if (kind === "gone") return new Unreadable(kind, "was removed while the audit ran");
    if (kind === "encrypted") return new Unreadable(kind, "is encrypted with a key that the request must have (SSE-C)");
    return new Unreadable(kind === "no-access" ? kind : "failed", `cannot be read: ${words(error)}`);
  };
  return {
    name,
    isRemote: true,
    async list(below) {
      const all: Stored[] = [];
      try {
        for await (const { key, modified } of list(prefix + below)) all.push({ key: key.slice(prefix.length), modified });
      } catch (error) {
        throw new InputError(name, `cannot be listed: ${words(error)}`);
      }
      return all;
    },
    async read(key) {
      try {
        return await read(prefix + key);
      } catch (error) {
        throw unreadable(error);
      }
    },
    async readIfThere(key) {
      try {
        return await read(prefix + key);
      } catch (error) {
        if (kindOf(error) === "gone") return undefined;
        throw new InputError(name, `cannot be read: ${words(error)}`);
      }
    },
  };
}
