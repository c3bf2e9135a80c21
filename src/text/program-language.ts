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

const inPython = (literal: string): string => (literal === "true" ? "True" : literal === "false" ? "False" : literal);

const goType = (literal: string): string => {
  if (literal.startsWith('"')) return "String";
  if (literal === "true" || literal === "false") return "Bool";
  return literal.includes(".") ? "Float64" : "Int";
};

/** A property that is set to a literal, as an argument of the language. */
const settings: Readonly<Record<ProgramLanguage, (path: string, value: string) => string>> = {
  typescript: (path, value) => `${path}: ${value}`,
  python: (path, value) => `${path}=${inPython(value)}`,
  go: (path, value) => `${path}: pulumi.${goType(value)}(${value})`,
  csharp: (path, value) => `${path} = ${value}`,
  java: (path, value) => (path.includes(".") ? `${path}: ${value}` : `${path}(${value})`),
  yaml: (path, value) => `${path}: ${value}`,
};

/** What Pulumi's SDKs call by other names, with its ticks; a language that is left out writes it as TypeScript does, or has none. */
const calls: Readonly<Record<string, Partial<Record<ProgramLanguage, string>>>> = {
  "pulumi.secret(…)": {
    python: "`pulumi.Output.secret(…)`",
    go: "`pulumi.ToSecret(…)`",
    csharp: "`Output.CreateSecret(…)`",
    java: "`Output.ofSecret(…)`",
    yaml: "`fn::secret`",
  },
  'config.requireSecret("…")': {
    python: '`config.require_secret("…")`',
    go: '`config.RequireSecret(ctx, "…")`',
    csharp: '`config.RequireSecret("…")`',
    yaml: "a configuration value with `secret: true`",
  },
  "protect: true": { go: "`pulumi.Protect(true)`" },
  additionalSecretOutputs: { go: "`pulumi.AdditionalSecretOutputs`" },
  "aws.iam.getPolicyDocument": {
    python: "`aws.iam.get_policy_document`",
    go: "`iam.GetPolicyDocument`",
    csharp: "`Aws.Iam.GetPolicyDocument`",
    java: "`IamFunctions.getPolicyDocument`",
    yaml: "`aws:iam:getPolicyDocument`",
  },
};

const propertyPath = /^[a-z][A-Za-z0-9]*(?:\[\d*\])?(?:\.[a-z][A-Za-z0-9]*(?:\[\d*\])?)*$/;
const assignment = /^([a-z][A-Za-z0-9.]*): ("[^"]*"|true|false|-?[\d.]+)$/;
const block = /^(?:([a-z][A-Za-z0-9]*): )?([[{].*[\]}])$/;

/**
 * A fix with the properties in its code spans as the language spells them. Lines after the first are code of their own, and stay.
 * @param isProperty whether a single word is a property: `name` may be one, or a word of a configuration
 * @param inText whether the properties are keys of a JSON text, which no language spells otherwise
 */
export function fixIn(language: ProgramLanguage, fix: string, isProperty: (word: string) => boolean, inText = false): string {
  if (language === "typescript") return fix;
  const [first = "", ...code] = fix.split("\n");
  const spelled = spellings[language];
  const isName = (word: string): boolean => /[a-z\d][A-Z]/.test(word) || isProperty(word);
  const pathIn = (path: string): string => path.replace(/[a-z][A-Za-z0-9]*/g, spelled);
  const span = (text: string): string => {
    if (inText) return text;
    const [, path = "", value = ""] = assignment.exec(text) ?? [];
    if (path !== "") return settings[language](pathIn(path), value);
    const [, name, content = ""] = block.exec(text) ?? [];
    if (content !== "") return inBlock(language, name, content, spelled);
    return propertyPath.test(text) && isName(text.split(/[.[]/)[0] ?? "") ? pathIn(text) : text;
  };
  return [first.replace(/`([^`]+)`/g, (_, text: string) => calls[text]?.[language] ?? `\`${span(text)}\``), ...code].join("\n");
}

/** Objects and lists as the language writes them, inside a property or alone. Go and Java name a type for each, so only the names are spelled there. */
function inBlock(language: ProgramLanguage, name: string | undefined, content: string, spelled: (name: string) => string): string {
  const tokens = content.match(/"[^"]*"|[A-Za-z_][A-Za-z0-9_]*|\s+|./g) ?? [];
  const key = (token: string): boolean => /^[a-z]/.test(token) && token !== "true" && token !== "false";
  const next = (at: number): string | undefined => tokens[tokens[at + 1]?.trim() === "" ? at + 2 : at + 1];
  const written = tokens.map((token, at) => {
    const isShort = next(at) !== ":";
    if (language === "python") return key(token) ? `"${spelled(token)}"${isShort ? ": …" : ""}` : inPython(token);
    if (language === "csharp") {
      if (token === "{") return "new() {";
      if (token === ":") return " =";
      if (token === "[") return "new[] {";
      if (token === "]") return " }";
    }
    return key(token) ? `${spelled(token)}${language === "csharp" && isShort ? " = …" : ""}` : token;
  });
  const body = written
    .join("")
    .replaceAll("new[] {new()", "new[] { new()")
    .replace(/new\[\] \{"/g, 'new[] { "');
  if (name === undefined) return body;
  const equals = { python: "=", csharp: " = " }[language as "python"] ?? ": ";
  return `${spelled(name)}${equals}${body}`;
}
