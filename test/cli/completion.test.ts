import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folder, run } from "./fixture.js";

const { path: root, write } = folder();
write("state.json", "{}");
const has = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0;
const script: Record<string, string> = {};
beforeAll(async () => {
  for (const shell of ["bash", "zsh", "fish"]) script[shell] = write(`completion.${shell}`, (await run(["completion", shell])).out);
});

/** What each shell offers for a line that ends where the cursor is. */
const offers: Record<string, (line: string) => string[]> = {
  bash: (line) => {
    const words = line.split(" ");
    const program = [
      `source ${script["bash"]}`,
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})`,
      `COMP_CWORD=${words.length - 1}`,
      "_stackwarden",
      'printf "%s\\n" "${' + 'COMPREPLY[@]}"',
    ].join("\n");
    return list(shellOut("bash", "--norc", "-c", program));
  },
  // The functions that belong to zsh's line editor write down what they would have offered.
  zsh: (line) => {
    const words = line.split(" ");
    const program = [
      "compdef() { : }",
      'compadd() { shift; print -l -- "$@" }',
      "_files() { print -l -- *(N) }",
      `source ${script["zsh"]}`,
      `words=(${words.map((word) => `'${word}'`).join(" ")})`,
      `CURRENT=${words.length}`,
      "_stackwarden",
    ].join("\n");
    const current = words.at(-1) ?? "";
    return list(shellOut("zsh", "-f", "-c", program)).filter((word) => word.startsWith(current));
  },
  fish: (line) => {
    const program = `source ${script["fish"]}; complete -C '${line}'`;
    return list(shellOut("fish", "--no-config", "-c", program)).map((word) => word.split("\t")[0] ?? "");
  },
};
const env = { ...process.env, HOME: root, XDG_CONFIG_HOME: join(root, "config"), XDG_DATA_HOME: join(root, "data") };
const shellOut = (shell: string, ...args: string[]): string => execFileSync(shell, args, { cwd: root, encoding: "utf8", env });
const list = (text: string): string[] => text.split("\n").filter((line) => line !== "");

describe.each(["bash", "zsh", "fish"])("completion in %s (skipped where there is no such shell)", (shell) => {
  const complete = (line: string): string[] => offers[shell]?.(line) ?? [];
  test.skipIf(!has(shell)).each<[string, string[]]>([
    ["stackwarden ch", ["check"]],
    ["stackwarden config va", ["validate"]],
    ["stackwarden check --fail-on c", ["critical"]],
    ["stackwarden check --preset ", ["essential", "recommended", "all"]],
    ["stackwarden check --show b", ["baseline"]],
    ["stackwarden check --update", ["--update-baseline"]],
    ["stackwarden explain sample-q", ["sample-queue-retention"]],
    ["stackwarden check --only sample-r", ["sample-role-described"]],
    ["stackwarden check --config st", ["state.json"]],
    ["stackwarden check st", ["state.json"]],
    ["stackwarden waive abc --un", ["--until"]],
    ["stackwarden config show --format p", ["pulumi"]],
    ["stackwarden completion f", ["fish"]],
  ])("%s", (line, expected) => {
    expect(complete(line).toSorted()).toEqual(expected.toSorted());
  });
});

test("of another shell is refused", async () => {
  const { status, err } = await run(["completion", "tcsh"]);
  expect([status, err]).toEqual([2, expect.stringContaining("Allowed choices are bash, zsh, fish")]);
});
