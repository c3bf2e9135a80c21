/** Fixes in the language of the program: how it spells properties, and sets one. */
export const programLanguages = ["typescript", "python", "go", "csharp", "java", "yaml"] as const;
export type ProgramLanguage = (typeof programLanguages)[number];

/** The language of a runtime as Pulumi.yaml names it. */
export const languageOfRuntime = (runtime: string): ProgramLanguage | undefined =>
  (({ nodejs: "typescript", bun: "typescript", python: "python", go: "go", dotnet: "csharp", java: "java", yaml: "yaml" }) as const)[
    runtime as "nodejs"
  ];

/** A property as Pulumi's SDK for Python spells it: `kmsMasterKeyId` is `kms_master_key_id`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

const pascalCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const spellings: Readonly<Record<ProgramLanguage, (name: string) => string>> = {
  typescript: (name) => name,
  python: snakeCase,
  go: pascalCase,
  csharp: pascalCase,
  java: (name) => name,
  yaml: (name) => name,
};

/** A property that is set to a literal, as an argument of the language. */
const settings: Readonly<Record<ProgramLanguage, (path: string, value: string) => string>> = {
  typescript: (path, value) => `${path}: ${value}`,
  python: (path, value) => `${path}=${value === "true" ? "True" : value === "false" ? "False" : value}`,
  go: (path, value) => `${path}: ${value}`,
  csharp: (path, value) => `${path} = ${value}`,
  java: (path, value) => (path.includes(".") ? `${path}: ${value}` : `${path}(${value})`),
  yaml: (path, value) => `${path}: ${value}`,
};

const propertyPath = /^[a-z][A-Za-z0-9]*(?:\[\d*\])?(?:\.[a-z][A-Za-z0-9]*(?:\[\d*\])?)*$/;
const assignment = /^([a-z][A-Za-z0-9.]*): ("[^"]*"|true|false|-?[\d.]+)$/;
const block = /^[a-z][A-Za-z0-9]*: [[{]/;

/**
 * A fix with the properties in its code spans as the language spells them. Lines after the first are code of their own, and stay.
 * @param isProperty whether a single word is a property: `name` may be one, or a word of a configuration
 */
export function fixIn(language: ProgramLanguage, fix: string, isProperty: (word: string) => boolean): string {
  if (language === "typescript") return fix;
  const [first = "", ...code] = fix.split("\n");
  const spelled = spellings[language];
  const isName = (word: string): boolean => /[a-z\d][A-Z]/.test(word) || isProperty(word);
  const pathIn = (path: string): string => path.replace(/[a-z][A-Za-z0-9]*/g, spelled);
  const span = (text: string): string => {
    const [, path = "", value = ""] = assignment.exec(text) ?? [];
    if (path !== "") return settings[language](pathIn(path), value);
    if (block.test(text)) return inBlock(language, text, spelled);
    return propertyPath.test(text) && isName(text.split(/[.[]/)[0] ?? "") ? pathIn(text) : text;
  };
  return [first.replace(/`([^`]+)`/g, (_, text: string) => `\`${span(text)}\``), ...code].join("\n");
}

/** The keys of an object, and what a language writes otherwise in it. */
function inBlock(language: ProgramLanguage, text: string, spelled: (name: string) => string): string {
  const named = text.replace(/([a-z][A-Za-z0-9]*)(?=:\s)/g, (name) => spelled(name));
  if (language !== "python") return named;
  return named.replace(/\btrue\b/g, "True").replace(/\bfalse\b/g, "False");
}
