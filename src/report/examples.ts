import { lookupTable } from "../data/lookup.js";
import { packagedFile } from "../data/packaged.js";

/** A program of a rule's own cases. */
export interface Example {
  /** The context of the program: the stack's name, options of the rule. */
  readonly around?: string;
  /** The stack's configuration file. */
  readonly config?: string;
  readonly typescript?: string;
  readonly python?: string;
}
export interface Examples {
  readonly bad: Example;
  readonly good: Example;
}

let all: Readonly<Record<string, Examples>> | undefined;

/** A bad and a good program of a rule, written by `npm run docs`; `undefined` for rules of others. */
export function examplesOf(id: string): Examples | undefined {
  all ??= lookupTable(JSON.parse(packagedFile("examples.json").toString("utf8")) as Readonly<Record<string, Examples>>);
  return all[id];
}
