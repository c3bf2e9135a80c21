import type { Level } from "../language/registry.js";

/** The name of the entry that holds the settings of the whole pack. */
export const settingsEntry = "stackwarden";

/** One entry of the configuration, as Pulumi reads it. */
export interface Entry {
  readonly level: Level | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}
export type Entries = Readonly<Record<string, Entry>>;
