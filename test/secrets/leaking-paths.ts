import { toResource } from "../../src/model/resource.js";
import { leaksIn } from "../../src/secrets/texts/leaks.js";

/** The paths at which inputs of a type without secret inputs of its own show a secret. */
export const leakingPaths = (inputs: Readonly<Record<string, unknown>>): string[] =>
  leaksIn(toResource({ urn: "urn:pulumi:dev::test::x:y:Z::it", type: "x:y:Z", inputs }).inputs, []).found.map(({ path }) => path);

/** The same line with more blanks between its words, which count for nothing. */
export const wide = (line: string): string => line.replace(/ (?=\S)/g, "  ");
