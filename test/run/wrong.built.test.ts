/** Ways in which a program can go wrong: each is a clear line and exit status 2, and nothing is left running. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { head, programFolder, stackwarden } from "./folder.js";

interface Case {
  readonly files: Readonly<Record<string, string | null>>;
  readonly says: RegExp;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly modules?: false;
  /** A resource was registered before, which is evaluated. */
  readonly judged?: true;
}

const bucket = 'new aws.s3.BucketAcl("open", { bucket: "x", acl: "public-read" });\n';

const cases: Readonly<Record<string, Case>> = {
  "a syntax error": { files: { "index.js": "const = 1;" }, says: /SyntaxError/ },
  "a syntax error in TypeScript": { files: { "index.ts": "const x: = ;" }, says: /index\.ts.*(?:TS1110|Type expected)/s },
  "an exception": { files: { "index.js": `${head}${bucket}throw new Error("no such tier");` }, says: /no such tier/, judged: true },
  "a rejected promise": {
    files: { "index.js": `${head}${bucket}Promise.reject(new Error("went away"));` },
    says: /went away/,
    judged: true,
  },
  "an exception in apply": {
    files: { "index.js": `${head}${bucket}pulumi.output(1).apply(() => { throw new Error("in apply"); });` },
    says: /in apply/,
    judged: true,
  },
  "a text thrown": { files: { "index.js": `${head}throw "just a text";` }, says: /just a text/ },
  "a missing dependency": { files: { "index.js": 'require("left-pad-of-nobody");' }, says: /left-pad-of-nobody/ },
  "packages that are not installed": {
    files: { "index.js": "" },
    says: /@pulumi\/pulumi, which is not installed\. Run `npm install`/,
    modules: false,
  },
  "no package.json": { files: { "index.js": "", "package.json": null }, says: /without a package\.json/, modules: false },
  "a program that never ends": {
    files: { "index.js": `${head}${bucket}setInterval(() => {}, 1000);` },
    says: /did not end within 6 s \(--timeout\)/,
    args: ["--timeout", "6"],
    judged: true,
  },
  "a busy loop": { files: { "index.js": "for (;;) {}" }, says: /did not end within 3 s/, args: ["--timeout", "3"] },
  "a program that registers nothing": { files: { "index.js": "// later" }, says: /registered no resource/ },
  "an exit at once": { files: { "index.js": "process.exit(0);" }, says: /promises were still active|before it was through/ },
  "an exit half way": {
    files: {
      "index.js": `${head}${bucket}module.exports = async () => { setTimeout(() => process.exit(0), 1500); await new Promise(() => {}); };`,
    },
    says: /promises were still active|before it was through/,
    judged: true,
  },
  "an exit code": { files: { "index.js": 'console.error("quota exceeded"); process.exit(7);' }, says: /exit code 7:\s+quota exceeded/ },
  "a program that kills itself": { files: { "index.js": 'process.kill(process.pid, "SIGKILL");' }, says: /was ended by SIGKILL/ },
  "an unsupported runtime": { files: { "Pulumi.yaml": "name: proj\nruntime: java\n" }, says: /runtime "?java"? is not supported/ },
  "no runtime": { files: { "Pulumi.yaml": "name: proj\n" }, says: /names no runtime\. Add the language of the program/ },
  "a policy document that the provider refuses": {
    files: {
      "index.js": `${head}${bucket}const statement = { sid: "a", actions: ["s3:*"], resources: ["*"] };
        module.exports = async () => { await aws.iam.getPolicyDocument({ statements: [statement, statement] }); };`,
    },
    says: /duplicate Sid \(a\)/,
    judged: true,
  },
  "a configuration path through something else": {
    files: { "index.js": "", "Pulumi.dev.yaml": "config:\n  proj:size: 3\n" },
    says: /--config proj:size\.x: proj:size is neither an object nor a list/,
    args: ["--config-path", "--config", "size.x=1"],
  },
  "no Pulumi.yaml": { files: { "Pulumi.yaml": null, "index.js": "" }, says: /Pulumi\.yaml/ },
  "a broken Pulumi.yaml": { files: { "Pulumi.yaml": "name: [" }, says: /Pulumi\.yaml/ },
  "no such stack": { files: { "index.js": "", "Pulumi.dev.yaml": "config: {}\n" }, says: /prod/, args: ["--stack", "prod"] },
  "several stacks": { files: { "index.js": "", "Pulumi.dev.yaml": "", "Pulumi.prod.yaml": "" }, says: /dev, prod.*--stack/s },
  "missing configuration": {
    files: {
      "index.js": `${head}const config = new pulumi.Config(); config.require("size"); config.requireNumber("count"); config.requireSecret("key");`,
    },
    says: /misses the configuration proj:size, proj:count, proj:key\. Set them in Pulumi\.dev\.yaml, or with --config proj:size=VALUE/,
  },
  "an entry point that is not there": {
    files: { "Pulumi.yaml": "name: proj\nruntime: nodejs\nmain: infra/\n" },
    says: /infra/,
  },
  "the same name twice": {
    files: { "index.js": `${head}new aws.sqs.Queue("a"); new aws.sqs.Queue("a");` },
    says: /Duplicate resource URN .*try giving it a unique name/,
    judged: true,
  },
  "a call over the network": {
    files: {
      "index.js": `${head}module.exports = async () => {
        await new Promise((done, fail) => require("node:http").get(process.env.AWS_ENDPOINT_URL, done).on("error", fail))
          .catch((error) => { throw new Error("no way to AWS: " + error.code); });
      };`,
    },
    says: /no way to AWS: ECONNREFUSED/,
  },
  garbage: {
    files: {
      "index.js":
        'process.stdout.write("\\u0000\\u001b[31m".repeat(500000)); process.stdout.write("x".repeat(3e6)); throw new Error("after it");',
    },
    says: /after it/,
  },
};

/** The processes that have a text in their command line or environment. */
function processesWith(text: string): readonly string[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && entry !== String(process.pid))
    .filter((entry) => {
      try {
        return (
          readFileSync(join("/proc", entry, "cmdline"), "utf8").includes(text) ||
          readFileSync(join("/proc", entry, "environ"), "utf8").includes(text)
        );
      } catch {
        return false;
      }
    });
}

describe("a program that goes wrong", () => {
  for (const [name, given] of Object.entries(cases))
    test(`${name} is a clear line`, async () => {
      const folder = programFolder(given.files, given.modules);
      const { status, stdout, stderr } = await stackwarden(["run", folder, "--no-config", ...(given.args ?? [])], given.env);
      expect(stderr).toMatch(given.says);
      expect(stderr.split("\n")[0]).toMatch(/^stackwarden: /);
      expect(stderr).not.toContain("please report it");
      expect(status).toBe(2);
      if (given.judged === true) expect(stderr).toContain("partial");
      else expect(stdout).toBe("");
    });

  test.skipIf(!existsSync("/proc/self/environ"))("no process is left, also not one that the program started apart", async () => {
    const mark = `stackwarden-left-${process.pid}`;
    const folder = programFolder({
      "index.js": `${head}
        const { spawn } = require("node:child_process");
        const env = { ...process.env, MARK: ${JSON.stringify(mark)} };
        spawn("sleep", ["300"], { env, stdio: "ignore" });
        spawn("sleep", ["301"], { env, stdio: "ignore", detached: true }).unref();
        new aws.sqs.Queue("a");
        setTimeout(() => process.exit(0), 500);`,
    });
    await stackwarden(["run", folder, "--no-config"]);
    expect(processesWith(mark)).toEqual([]);
  });
});
