export declare const ROOT: string;

type Cases = typeof import("../../test/suite.js");
export interface Sources
  extends Pick<typeof import("../../src/doors/state/check.js"), "check" | "gates">,
    Pick<typeof import("../../src/config/config.js"), "configure" | "resolveAsEngine" | "settingsSchema">,
    Pick<typeof import("../../src/config/levels.js"), "declaredLevel" | "defaultSettings" | "effectiveLevel">,
    Pick<typeof import("../../src/config/schema.js"), "optionsSchema">,
    Pick<typeof import("../../src/config/words.js"), "settingsWords">,
    Pick<typeof import("../../src/config/overrides.js"), "overrideWords">,
    Pick<
      typeof import("../../src/data/tables.js"),
      "escalationPaths" | "pathsOverKeys" | "pathsOverResources" | "pathsOverRoles" | "pathsToData"
    >,
    Pick<typeof import("../../src/iam/access/machines.js"), "takeovers">,
    Pick<typeof import("../../src/iam/access/keys.js"), "keepers">,
    Pick<typeof import("../../src/language/moment.js"), "whyAtEnd">,
    Pick<typeof import("../../src/model/classes.js"), "classOfType">,
    Pick<typeof import("../../src/model/path.js"), "keys">,
    Pick<typeof import("../../src/model/value.js"), "signatureKey" | "signatures" | "unknownString">,
    Pick<typeof import("../../src/language/registry.js"), "naturalLevel" | "presetsOf">,
    Pick<typeof import("../../src/language/frameworks.js"), "frameworks">,
    Pick<typeof import("../../src/language/requirements.js"), "allControls" | "requirementsOf">,
    Pick<typeof import("../../src/report/paint.js"), "noColours">,
    Pick<typeof import("../../src/report/rules.js"), "whenItGates">,
    Pick<typeof import("../../src/report/formats/text.js"), "textReport">,
    Pick<typeof import("../../src/rules/index.js"), "allRules" | "groups">,
    Pick<typeof import("../../src/secrets/formats/detectors.js"), "detect">,
    Pick<typeof import("../../src/secrets/formats/formats.js"), "privateKeyIn" | "tokenIn">,
    Pick<Cases, "collected" | "evaluateByAll" | "evaluateMock" | "toMock"> {
  readonly EXAMPLE: string;
  readonly example: import("../../src/doors/state/inputs.js").Inputs;
}

export declare function load(): Promise<Sources>;
