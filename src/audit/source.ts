/** Where the stacks of an audit come from. */

/** A stack that a source lists. */
export interface Entry {
  /** Its place, as reports show it: a path or a URL without parameters. Sources are listed in the order of these. */
  readonly id: string;
  /** The source that reads it. */
  readonly source: Source;
  readonly key: string;
  readonly project: string;
  readonly stack: string;
  readonly tags?: string | undefined;
  readonly isLocked?: boolean;
  /** A file of a folder, which may be something else than a state. */
  readonly maybe?: boolean;
  /** Why there is nothing to read. */
  readonly missing?: string;
}
export interface Listing {
  readonly entries: readonly Entry[];
  /** One line for each thing that was left out. */
  readonly notes: readonly string[];
}
export interface Source {
  /** As reports show it: without parameters. */
  readonly name: string;
  readonly list: () => Promise<Listing>;
  /** @throws Unreadable */
  readonly read: (key: string) => Promise<Buffer>;
  /** Reads over a network: more is read ahead. */
  readonly isRemote: boolean;
}

/** Why a stack could not be evaluated. */
export const reasons = [
  "empty",
  "truncated",
  "not-json",
  "encrypted",
  "not-a-state",
  "old-version",
  "new-version",
  "broken-package",
  "no-access",
  "gone",
  "no-state",
  "configuration",
  "failed",
] as const;
export type Reason = (typeof reasons)[number];

/** A stack that could not be read: it does not end the audit. */
export class Unreadable extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
  }
}
