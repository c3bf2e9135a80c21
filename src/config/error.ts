/** An error in the configuration: one line that states what is wrong and where. */
export class ConfigError extends Error {
  /** The keys that lead to it in the configuration; none for the whole. */
  readonly at: readonly (string | number)[];
  constructor(message: string, at: readonly (string | number)[] = []) {
    super(message);
    this.at = at;
  }
}
