/** A backend that Pulumi keeps itself, in a folder or an object store. */
import { InputError } from "../files/errors.js";
import { layoutOf, locksPrefix, metaKey, stacksPrefix, versionIn } from "./layout.js";
import type { Entry, Listing, Source } from "./source.js";

/** What a backend's files are in; keys are relative to its root, and separated by `/`. */
export interface Store {
  /** The root as reports show it, without parameters: `s3://states/team-a`. */
  readonly name: string;
  readonly isRemote: boolean;
  readonly list: (prefix: string) => Promise<readonly Stored[]>;
  readonly read: (key: string) => Promise<Buffer>;
  /** The content of a file that may not be there. */
  readonly readIfThere: (key: string) => Promise<Buffer | undefined>;
}
export interface Stored {
  readonly key: string;
  /** When it was written, in any unit that grows; asked where a stack has several files. */
  readonly modified: () => number;
}

const newestVersion = 1;

/** The stacks of a backend as a source. */
export function backendSource(store: Store): Source {
  const source: Source = {
    name: store.name,
    isRemote: store.isRemote,
    read: store.read,
    async list(): Promise<Listing> {
      const meta = await store.readIfThere(metaKey);
      const version = meta === undefined ? undefined : versionIn(meta.toString("utf8"));
      const place = `${store.name}/${metaKey}`;
      if (meta !== undefined && version === undefined) throw new InputError(place, "has no version. Restore the file, or remove it.");
      if (version !== undefined && version > newestVersion)
        throw new InputError(place, `has version ${version}, newer than ${newestVersion}. Update Stackwarden.`);
      const stored = [...(await store.list(stacksPrefix)), ...(await store.list(locksPrefix))];
      const byKey = new Map(stored.map((one) => [one.key, one]));
      const { stacks, notes } = layoutOf([...byKey.keys()], version, (key) => byKey.get(key)?.modified() ?? 0);
      const entries = stacks.map((found): Entry => ({ ...found, id: `${store.name}/${found.key}`, source }));
      return { entries, notes: notes.map((note) => `${store.name}: ${note}`) };
    },
  };
  return source;
}
