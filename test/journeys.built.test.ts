/**
 * Three users, each from an empty folder to a green gate. A step is a command that a page shows: it is found there, not repeated here, so a page that no
 * longer shows it fails the test. A further step is one line in `journeys`.
 *
 * Not here: what needs the Pulumi engine (the policy pack in previews and updates) is in test/e2e/tutorial.test.ts and package.test.ts, what runs on
 * runners of GitHub and GitLab in test/ci.built.test.ts.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folder, preview, resource, state, step } from "./cli/fixture.js";

const repository = join(import.meta.dirname, "..");
const { path: root } = folder();

/** The commands that a page shows: lines of shell code, what pipelines run, and code in a sentence. */
function commandsIn(page: string): string[] {
  const text = readFileSync(join(repository, page), "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => block.replaceAll("\\\n", " ").split("\n"));
  const pipelines = [...text.matchAll(/^\s*sh '(.*)'$/gm)].map(([, command = ""]) => command);
  const prose = text.replace(/```[\s\S]*?```/g, "");
  const sentences = [...prose.matchAll(/`((?:pulumi|stackwarden|npm) [^`]+)`/g)].map(([, command = ""]) => command.replaceAll("\n", " "));
  return [...blocks, ...pipelines, ...sentences];
}

/** A step: the page, what only the wanted command there contains, and the exit status. */
interface Step {
  readonly page: string;
  readonly command: RegExp;
  readonly status: number;
  /** What the output must contain. */
  readonly prints?: RegExp;
}
const shows = (page: string, command: RegExp, status = 0, prints?: RegExp): Step => ({ page, command, status, ...(prints && { prints }) });
/** What happens outside of Stackwarden: somebody changes the program. */
type Change = "the program has a fault" | "the program is mended" | "the organisation has a rule in YAML" | "all stacks are exported";

const start = shows("README.md", /^npm init --yes/);
const install = shows("README.md", /^npm install --save-dev \.\/stackwarden-/);
const journeys: Readonly<Record<string, readonly (Step | Change)[]>> = {
  "a developer, before a pull request": [
    start,
    install,
    "the program has a fault",
    shows("docs/ci.md", /^pulumi preview --json --show-sames > preview\.json$/),
    shows("docs/ci.md", /^stackwarden check preview\.json --changed$/, 1, /iam-no-administrator-access-attached/),
    shows("README.md", /^stackwarden explain /, 0, /Good, in TypeScript/),
    "the program is mended",
    shows("docs/ci.md", /^pulumi preview --json --show-sames > preview\.json$/),
    shows("docs/ci.md", /^stackwarden check preview\.json --changed$/, 0, /none blocking|nothing found/i),
  ],
  "a platform lead, with a code base that has findings": [
    start,
    install,
    "the program has a fault",
    shows("docs/adopting.md", /^pulumi stack export \| stackwarden check - --fail-on none/),
    shows("docs/adopting.md", /^stackwarden init .*--tags/),
    shows("docs/adopting.md", /^stackwarden config validate/),
    shows("docs/ci.md", /^pulumi stack export --file state\.json$/),
    shows("docs/adopting.md", /^stackwarden check \. .*--baseline baseline\.json --update-baseline$/),
    shows("docs/adopting.md", /^stackwarden check \. .*--baseline baseline\.json$/),
    "the program is mended",
    shows("docs/ci.md", /^pulumi stack export --file state\.json$/),
    shows("docs/adopting.md", /^stackwarden check \. .*--baseline baseline\.json --update-baseline$/),
    "the program has a fault",
    shows("docs/ci.md", /^pulumi stack export --file state\.json$/),
    // What was fixed has left the baseline, so it is new, and blocks until it is waived.
    shows("docs/adopting.md", /^stackwarden check \. .*--baseline baseline\.json$/, 1),
    shows("docs/adopting.md", /^stackwarden check \. .*--show fingerprint$/, 1, /iam-no-administrator-access-attached/),
    shows("docs/adopting.md", /^stackwarden waive /),
    shows("docs/adopting.md", /^stackwarden check \. .*--baseline baseline\.json$/),
    // Later: who waived what, a rule of one's own, and every stack of the organisation.
    shows("docs/adopting.md", /^stackwarden waivers/, 0, /iam-no-administrator-access-attached[\s\S]*1 waiver: 1 open/),
    "the organisation has a rule in YAML",
    shows("docs/your-own-rules.md", /^npx --no-install stackwarden rules test /),
    "all stacks are exported",
    shows("docs/audit.md", /^stackwarden audit states list\.json$/, 0, /1 stack/),
  ],
  "a CI engineer, in a pipeline": [
    start,
    install,
    "the program has a fault",
    shows("docs/ci.md", /^stackwarden init --ci github/, 0, /\.github\/workflows\/stackwarden\.yml/),
    shows("docs/ci.md", /^npm ci /),
    shows("docs/ci.md", /^pulumi preview --stack .*> preview\.json$/),
    shows("docs/ci.md", /^node_modules\/\.bin\/stackwarden check .*--output junit=/, 1),
    "the program is mended",
    shows("docs/ci.md", /^pulumi preview --stack .*> preview\.json$/),
    shows("docs/ci.md", /^node_modules\/\.bin\/stackwarden check .*--output junit=/),
    shows("README.md", /^stackwarden check \. --output html=/, 0),
  ],
};

/** The stack with its fault and without; `new` is what the change of the developer makes. */
const attachment = (policy: string) =>
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "new", { role: "ops", policyArn: `arn:aws:iam::aws:policy/${policy}` });
const policies: Readonly<Partial<Record<Change, string>>> = {
  "the program has a fault": "AdministratorAccess",
  "the program is mended": "AmazonSQSReadOnlyAccess",
};

/** What else happens in the folder. */
const later: Readonly<Partial<Record<Change, (home: string) => void>>> = {
  "the organisation has a rule in YAML": (home) => {
    const page = readFileSync(join(repository, "docs/your-own-rules.md"), "utf8");
    writeFileSync(join(home, "policies.yaml"), /```yaml\n(# policies\.yaml\n[\s\S]*?)```/.exec(page)?.[1] ?? "");
  },
  "all stacks are exported": (home) => {
    mkdirSync(join(home, "states"));
    copyFileSync(join(home, ".world/state.json"), join(home, "states/acme.shop.prod.json"));
    writeFileSync(join(home, "list.json"), JSON.stringify([{ name: "acme/shop/prod" }]));
  },
};

const pulumi = `#!/bin/sh
case "$*" in
  "preview --json --show-sames"|"preview --stack acme/prod --json --show-sames") cat .world/preview.json ;;
  "stack export") cat .world/state.json ;;
  "stack export --file state.json") cp .world/state.json state.json ;;
  *) echo "pulumi: not expected: $*" >&2; exit 9 ;;
esac
`;

describe("from an empty folder to a green gate", () => {
  let packed = "";
  beforeAll(() => {
    // dist is built already; types are not needed to run.
    const { status, stderr } = spawnSync("npm", ["pack", "--ignore-scripts", "--pack-destination", root], {
      cwd: repository,
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    packed = readdirSync(root).find((name) => name.endsWith(".tgz")) ?? "";
  }, 300_000);

  test.each(Object.keys(journeys))("%s", { timeout: 600_000 }, (user) => {
    const home = join(root, user.split(",")[0]?.replaceAll(" ", "-") ?? "");
    mkdirSync(join(home, ".world"), { recursive: true });
    mkdirSync(join(home, ".git"));
    copyFileSync(join(root, packed), join(home, packed));
    writeFileSync(join(home, ".world/pulumi"), pulumi);
    chmodSync(join(home, ".world/pulumi"), 0o755);
    writeFileSync(join(home, "Pulumi.yaml"), "name: shop\nruntime: yaml\n");
    writeFileSync(join(home, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
    let printed = "";
    for (const one of journeys[user] ?? []) {
      if (typeof one === "string") {
        const policy = policies[one];
        if (policy === undefined) {
          later[one]?.(home);
          continue;
        }
        const made = attachment(policy);
        writeFileSync(join(home, ".world/state.json"), JSON.stringify(state([made])));
        writeFileSync(join(home, ".world/preview.json"), JSON.stringify(preview([step("create", undefined, made)])));
        continue;
      }
      const command = commandsIn(one.page).find((shown) => one.command.test(shown));
      expect(command, `${one.page} shows no command ${one.command}`).toBeDefined();
      // A page shows an example: a fingerprint, a day that will pass, a version.
      const fingerprint = /iam-no-administrator-access-attached\s+([0-9a-f]{12})/.exec(printed)?.[1] ?? "none";
      const typed = (command ?? "")
        .replace(/\b[0-9a-f]{12}\b/, fingerprint)
        .replace(/\d{4}-\d\d-\d\d/, "2999-12-31")
        .replace(/stackwarden-[\d.]+\.tgz/, packed);
      const { status, stdout, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", typed], {
        cwd: home,
        encoding: "utf8",
        env: {
          // Of what started this test, npm would take its own folder and settings.
          ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$|^NODE_/i.test(name))),
          PATH: [join(home, "node_modules/.bin"), join(home, ".world"), process.env["PATH"]].join(delimiter),
          NO_COLOR: "1",
          npm_config_prefer_offline: "true",
          npm_config_audit: "false",
          npm_config_fund: "false",
        },
      });
      printed = `${stdout}${stderr}`;
      expect(status, `${typed}\n${printed}`).toBe(one.status);
      if (one.prints !== undefined) expect(printed).toMatch(one.prints);
    }
    expect(existsSync(join(home, "node_modules/stackwarden/dist/cli.js"))).toBe(true);
  });
});
