import type { Argument, Command, Option } from "commander";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** What can be completed at one position: words, or the name of a file. */
interface Words {
  readonly words: readonly string[];
  readonly files: boolean;
}
interface Flag extends Words {
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly description: string;
}
interface Place extends Words {
  /** The command as it is typed: `config show`; empty for the program itself. */
  readonly command: string;
  readonly flags: readonly Flag[];
  readonly subcommands: readonly { readonly name: string; readonly description: string }[];
}

/** The script that completes the program's commands, options, values and rules in a shell. Rule ids are those of this release. */
export function completionScript(shell: Shell, program: Command, ids: readonly string[]): string {
  const places = placesOf(program, "", ids);
  const name = program.name();
  switch (shell) {
    case "bash":
      return bash(name, places);
    case "zsh":
      return zsh(name, places);
    case "fish":
      return fish(name, places);
  }
}

function placesOf(command: Command, path: string, ids: readonly string[]): Place[] {
  const values = (given: Pick<Argument | Option, "argChoices">, name: string): Words =>
    given.argChoices !== undefined
      ? { words: given.argChoices, files: false }
      : /^rules?$/.test(name)
        ? { words: ids, files: false }
        : name === "outcomes"
          ? { words: ["unknown", "waived", "exempted", "baseline", "fingerprint"], files: false }
          : { words: [], files: /^(file|folder|source|input|format=file)$/.test(name) };
  const flags = command.options
    .filter((option) => !option.hidden)
    .map((option): Flag => {
      const names = [option.short, option.long].filter((each) => each !== undefined);
      const takesValue = option.required || option.optional;
      return { names, takesValue, description: option.description, ...values(option, /[<[]([^>\].]+)/.exec(option.flags)?.[1] ?? "") };
    });
  const help: Flag = { names: ["--help"], takesValue: false, description: "show help", words: [], files: false };
  const own = command.registeredArguments.map((argument) => values(argument, argument.name()));
  return [
    {
      command: path,
      flags: [...flags, help],
      words: own.flatMap(({ words }) => words),
      files: own.some(({ files }) => files),
      subcommands: command.commands.map((each) => ({ name: each.name(), description: each.description() })),
    },
    ...command.commands.flatMap((each) => placesOf(each, path === "" ? each.name() : `${path} ${each.name()}`, ids)),
  ];
}

const quote = (words: readonly string[]): string => `'${words.join(" ").replaceAll("'", "")}'`;
const wordsAt = ({ subcommands, words, flags }: Place): string[] => [
  ...subcommands.map(({ name }) => name),
  ...words,
  ...flags.flatMap(({ names }) => names),
];
const withValue = ({ flags }: Place): Flag[] => flags.filter(({ takesValue }) => takesValue);

/** Finds the command that the words typed so far name; the same code in bash and zsh. */
const walk = (places: readonly Place[], words: string): string[] => [
  `  for word in ${words}; do`,
  '    case "$command $word" in',
  ...places
    .filter(({ command }) => command !== "")
    .map(({ command }) => `      '${command.includes(" ") ? command : ` ${command}`}') command='${command}' ;;`),
  "    esac",
  "  done",
];

function bash(name: string, places: readonly Place[]): string {
  const complete = (words: readonly string[], files: boolean): string => {
    const known = words.length === 0 ? "" : `COMPREPLY=($(compgen -W ${quote(words)} -- "$current"))`;
    const names = files ? `COMPREPLY+=($(compgen -f -- "$current"))` : "";
    return [known, names].filter((part) => part !== "").join("; ") || ":";
  };
  return [
    `# Completion of ${name} for bash: source <(${name} completion bash)`,
    `_${name}() {`,
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word`,
    "  COMPREPLY=()",
    ...walk(places, `"\${COMP_WORDS[@]:1:COMP_CWORD-1}"`),
    '  case "$command|$previous" in',
    ...places.flatMap((place) =>
      withValue(place).map(
        ({ names, words, files }) =>
          `    ${names.map((each) => `'${place.command}|${each}'`).join("|")}) ${complete(words, files)}; return ;;`,
      ),
    ),
    "  esac",
    '  case "$command" in',
    ...places.map((place) => `    '${place.command}') ${complete(wordsAt(place), place.files)} ;;`),
    "  esac",
    "}",
    `complete -o filenames -F _${name} ${name}`,
    "",
  ].join("\n");
}

function zsh(name: string, places: readonly Place[]): string {
  const complete = (words: readonly string[], files: boolean): string =>
    [...(words.length === 0 ? [] : [`compadd -- ${words.map((word) => `'${word}'`).join(" ")}`]), ...(files ? ["_files"] : [])].join(
      "; ",
    ) || ":";
  return [
    `#compdef ${name}`,
    `# Completion of ${name} for zsh: source <(${name} completion zsh)`,
    `_${name}() {`,
    '  local command="" word',
    ...walk(places, `\${words[2,CURRENT-1]}`),
    `  case "$command|\${words[CURRENT-1]}" in`,
    ...places.flatMap((place) =>
      withValue(place).map(
        ({ names, words, files }) =>
          `    ${names.map((each) => `'${place.command}|${each}'`).join("|")}) ${complete(words, files)}; return ;;`,
      ),
    ),
    "  esac",
    '  case "$command" in',
    ...places.map((place) => `    '${place.command}') ${complete(wordsAt(place), place.files)} ;;`),
    "  esac",
    "}",
    `compdef _${name} ${name}`,
    "",
  ].join("\n");
}

function fish(name: string, places: readonly Place[]): string {
  const text = (description: string): string => `'${description.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const parents = new Set(places.flatMap(({ command }) => (command.includes(" ") ? [command.split(" ")[0] ?? ""] : [])));
  const isHere = (command: string): string => {
    if (command === "") return "__fish_use_subcommand";
    const [first = "", second] = command.split(" ");
    if (second !== undefined) return `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`;
    const below = places.find((place) => place.command === command)?.subcommands.map((each) => each.name) ?? [];
    return parents.has(first)
      ? `__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${below.join(" ")}`
      : `__fish_seen_subcommand_from ${first}`;
  };
  const lines = places.flatMap((place) => {
    const at = `complete -c ${name} -n ${text(isHere(place.command))}`;
    return [
      ...(place.files ? [] : [`${at} -f`]),
      ...place.subcommands.map((each) => `${at} -a ${each.name} -d ${text(each.description)}`),
      ...(place.words.length === 0 ? [] : [`${at} -a ${quote(place.words)}`]),
      ...place.flags.map(({ names, takesValue, words, files, description }) => {
        const flags = names.map((each) => (each.startsWith("--") ? `-l ${each.slice(2)}` : `-s ${each.slice(1)}`)).join(" ");
        const value = !takesValue ? "" : files ? " -r -F" : words.length === 0 ? " -x" : ` -x -a ${quote(words)}`;
        return `${at} ${flags}${value} -d ${text(description)}`;
      }),
    ];
  });
  return [`# Completion of ${name} for fish: ${name} completion fish | source`, ...lines, ""].join("\n");
}
