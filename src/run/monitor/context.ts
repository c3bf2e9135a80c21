import type { InvokeAnswer } from "../invokes/invoke-answer.js";
import type { Registry } from "./registry.js";
import type { Raw } from "./wire.js";

/** What a monitor knows of the run before the program starts. */
export interface Surroundings {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** The folder of the project, that source positions are relative to. */
  readonly folder: string;
  /** The root of its repository; the same folder without one. */
  readonly root: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Texts in the configuration in place of secrets whose values are encrypted. */
  readonly standIns: ReadonlySet<string>;
  /** Whether the SDK takes an output that another stack does not have as not known: that of Go does in a preview, and fails if all are unknown. */
  readonly missingOutputsAreUnknown?: boolean;
  /** Whether ids and other outputs that the cloud decides have stand-ins; else they are not known. */
  readonly hasStandIns?: boolean;
  /** The answer to an invoke. */
  readonly invoke: (token: string, args: Raw, context: { readonly region: string | undefined }) => InvokeAnswer;
  /** The outputs of another stack, where something in the project knows them. */
  readonly stackOutputs: (name: string) => Raw | undefined;
  /** A provider process for the package of a remote component, where it is installed. */
  readonly startComponents?: ((request: ComponentPackage) => Promise<string | undefined>) | undefined;
}

/** The package that a remote component is of. */
export interface ComponentPackage {
  readonly name: string;
  readonly version: string;
}

/** One message of the program or its SDK. */
export interface Message {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly text: string;
  readonly urn: string;
}

/** What a monitor learned. */
export interface Observed {
  readonly registry: Registry;
  readonly messages: Message[];
  /** The invokes that could not be answered, by token. */
  readonly unanswered: Map<string, number>;
  /** The invokes that were answered with stand-ins, by token. */
  readonly standIns: Map<string, number>;
  /** Each invoke that was asked for, for a file of mocks. */
  readonly asked: { readonly token: string; readonly args: Raw; readonly answer: Raw }[];
  /** Remote components whose inside was not evaluated, by type. */
  readonly opaque: Map<string, number>;
  /** Stacks whose outputs are not known. */
  readonly unknownStacks: Set<string>;
  /** Whether the program came to its end, by what its SDK sent. */
  ended: boolean;
}
