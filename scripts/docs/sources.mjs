/** What the documentation is made from, imported through vite: the sources themselves, the cases of every rule, and the example. */
import { readInputs } from "../../src/doors/state/inputs.ts";

export { configure, resolveAsEngine, settingsSchema } from "../../src/config/config.ts";
export { declaredLevel, defaultSettings, effectiveLevel } from "../../src/config/levels.ts";
export { overrideWords } from "../../src/config/overrides.ts";
export { optionsSchema } from "../../src/config/schema.ts";
export { settingsWords } from "../../src/config/words.ts";
export { escalationPaths, pathsOverKeys, pathsOverResources, pathsOverRoles, pathsToData } from "../../src/data/tables.ts";
export { check, gates } from "../../src/doors/state/check.ts";
export { keepers } from "../../src/iam/access/keys.ts";
export { takeovers } from "../../src/iam/access/machines.ts";
export { frameworks } from "../../src/language/frameworks.ts";
export { whyAtEnd } from "../../src/language/moment.ts";
export { naturalLevel, presetsOf } from "../../src/language/registry.ts";
export { allControls, requirementsOf } from "../../src/language/requirements.ts";
export { classOfType } from "../../src/model/classes.ts";
export { keys } from "../../src/model/path.ts";
export { signatureKey, signatures, unknownString } from "../../src/model/value.ts";
export { textReport } from "../../src/report/formats/text.ts";
export { noColours } from "../../src/report/paint.ts";
export { whenItGates } from "../../src/report/rules.ts";
export { allRules, groups } from "../../src/rules/index.ts";
export { detect } from "../../src/secrets/formats/detectors.ts";
export { privateKeyIn, tokenIn } from "../../src/secrets/formats/formats.ts";
export { enumerated } from "../../src/text/show.ts";
export { collected, evaluateByAll, evaluateMock, toMock } from "../../test/suite.ts";

/** The files of cases that cannot be loaded, with the reason; the others have added to `collected`. */
export const problems = [];
for (const [file, read] of Object.entries(import.meta.glob("../../test/rules/**/*.test.ts")))
  try {
    await read();
  } catch (error) {
    problems.push(`${file.replaceAll("../", "")}: ${error instanceof Error ? error.message : String(error)}`);
  }

export const EXAMPLE = "examples/shop";
/** What `check` reads of the example; here, as the reader loads parts of itself only when it needs them. */
export const example = await readInputs([EXAMPLE], () => undefined);
