/** What the start of a program in a language needs to know. */
export interface Start {
  /** The folder of the project. */
  readonly folder: string;
  /** The folder that the program runs in. */
  readonly directory: string;
  /** The entry point as seen from there: `.`, or a file. */
  readonly entry: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** The runtime's options in `Pulumi.yaml`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The address of the monitor and the engine. */
  readonly address: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** A process to start. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the environment of every program. */
  readonly env: Readonly<Record<string, string>>;
  /** Removes what was made for the start. */
  readonly cleanUp?: () => void;
}

/** What a program gets for a text of the configuration that is missing, so that it goes on and all that is missing is known after one run. */
export const missingText = "missing-configuration-5d1f";
