import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { signatureKey, signatures } from "../../src/model/value.js";
import { bucket, folder, run, state, stateText, urn } from "./fixture.js";
import { judged, password, refused, sane } from "./inputs.js";

const { path: root, write } = folder();
const check = (name: string, content: string | Uint8Array): string[] => ["check", write(name, content)];
const deep = (levels: number, inner: string): string => `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;
const good = stateText(bucket("logs"));

describe("files that are not JSON", () => {
  test("truncated", () => refused(check("cut.json", good.slice(0, 120)), "cut.json:1:", "seems truncated"));
  test("empty", () => refused(check("empty.json", ""), "empty.json: is empty"));
  test("only white space", () => refused(check("white.json", " \n\t\n"), "white.json: is empty"));
  test("binary", () =>
    refused(check("binary.json", Buffer.from([0, 1, 2, 250, 251, 0])), "binary.json: is binary data, expected JSON in UTF-8"));
  test("a lone byte", () => refused(check("byte.json", Buffer.from([0xff])), "byte.json:1:"));
  test("prose", () => refused(check("prose.json", "error: no stack selected\n"), "prose.json:1:1: is not valid JSON"));
  test("YAML", () => refused(check("yaml.json", "version: 3\ndeployment: {}\n"), "yaml.json:1:"));
  test("a trailing comma", () =>
    refused(
      check("comma.json", `{"version": 3,\n "deployment": {},\n}`),
      "comma.json:3:1: is not valid JSON: property name expected. Correct the file",
    ));
  test("a brace too many is not taken for a file that is cut off", () =>
    refused(check("brace.json", `${good.trimEnd()}}`), "is not valid JSON: end of file expected. Correct the file"));
  test("two documents", () => refused(check("two.json", `${good}\n${good}`), "two.json:2:"));
  test("NaN", () => refused(check("nan.json", good.replace("true", "NaN")), "nan.json:1:"));
  test("a secret in broken JSON is not quoted", () =>
    refused(check("leak.json", `{"deployment": {"resources": [{"password": "${password}" "x"`), "leak.json:1:"));
  test("one line of another language is not taken for a file that is cut off", async () => {
    const { err } = await run(check("settings.toml", "x=1\n"));
    expect(err).toContain("settings.toml:1:1: is not valid JSON: invalid symbol. Correct the file, or write it again.");
  });
  test("nested 10,000 deep and cut off", () => refused(check("deep-cut.json", "[".repeat(10_000)), "deep-cut.json: is not valid JSON"));
});

describe("JSON that is not a state", () => {
  test.each([
    ["a list", "[]"],
    ["null", "null"],
    ["a number", "7"],
    ["a text", '"state"'],
  ])("%s", (_, text) => refused(check("scalar.json", text), "scalar.json: is not a Pulumi state, preview or plan", "pulumi stack export"));
  test("an object of something else", () =>
    refused(check("other.json", '{"a": 1}'), "other.json: is not a Pulumi state, preview or plan", "`resourcePlans` of a plan"));
  test("names how to write each of what is read", () =>
    refused(check("other.json", '{"a": 1}'), "pulumi stack export", "pulumi preview --json", "pulumi preview --save-plan"));
  test("nested 10,000 deep", () => refused(check("deep.json", deep(10_000, "")), "deep.json: is not a Pulumi state"));
  test("a deployment that is a list", () =>
    refused(check("deployment.json", '{"version":3,"deployment":[]}'), "deployment.json: is not a Pulumi state"));
  test.each([1, 2, -1, 3.5])("version %d", (version) =>
    refused(
      check("version.json", JSON.stringify(state([], { version }))),
      "version.json: has version",
      String(version),
      "Export the state with a current Pulumi CLI",
    ),
  );
  test.each([5, 6, 99, 4.5])("version %d is newer than this release", (version) =>
    refused(
      check("version.json", JSON.stringify(state([], { version }))),
      `version.json: has version ${version}, newer than 4. This Stackwarden is older than the state: update it.`,
    ),
  );
  test.each([[["views", "teleport"]], [["teleport"]], [[7]], [["View"]]])("features %j of a state of version 4", (features) =>
    refused(
      check("features.json", JSON.stringify(state([], { version: 4, features }))),
      `features.json: uses features of Pulumi that this release does not know: ${JSON.stringify(features.at(-1))}. ` +
        "This Stackwarden is older than the state: update it.",
    ),
  );
  test("features that are not a list", () =>
    refused(
      check("features.json", JSON.stringify(state([], { version: 4, features: "views" }))),
      "features.json: `features` is not a list",
    ));
  test.each([
    { version: 4, features: ["views", "taint", "hooks", "refreshBeforeUpdate", "replaceWith"] },
    { version: 4, features: ["snippets-prototype", "extensionParameterization"] },
    { version: 4, features: null },
    { version: 4 },
    // The CLI looks at them from version 4 on.
    { version: 3, features: ["teleport"] },
  ])("%j is read", async (more) => {
    await judged(check("features.json", JSON.stringify(state([bucket("logs", { forceDestroy: false, tags: { Owner: "x" } })], more))), 0);
  });
  test.each([["3"], [null], [{}], [[3]]])("version %j", (version) =>
    refused(check("version.json", JSON.stringify(state([], { version }))), "version.json: has version"),
  );
  test.each([
    ["object", {}],
    ["text", "x"],
    ["number", 7],
  ])("resources as %s", (_, resources) =>
    refused(check("resources.json", JSON.stringify(state(resources))), "resources.json: `deployment.resources` is not a list"),
  );
  test.each([
    ["null", null],
    ["text", "x"],
    ["list", []],
  ])("a resource that is %s", (_, one) =>
    refused(check("resource.json", stateText(bucket("a"), one)), "resource.json: deployment.resources[1] is not an object"),
  );
  test("a resource without URN", () =>
    refused(check("urn.json", stateText({ type: "aws:s3/bucket:Bucket" })), "urn.json: deployment.resources[0] has no URN"));
  test("a resource without type", () =>
    refused(check("type.json", stateText({ urn: urn("aws:s3/bucket:Bucket", "a") })), "type.json: deployment.resources[0] has no type"));
  test.each([
    ["number", 7],
    ["list", ["urn:pulumi:x"]],
    ["other text", "arn:aws:s3:::a"],
  ])("a URN that is a %s", (_, given) =>
    refused(check("urn.json", stateText({ ...bucket("a"), urn: given })), "urn.json: deployment.resources[0] has no URN"),
  );
  test.each([
    ["list", []],
    ["text", "x"],
    ["number", 1],
    ["true", true],
  ])("inputs that are a %s", (_, inputs) =>
    refused(
      check("inputs.json", stateText(bucket("a", inputs))),
      "inputs.json: deployment.resources[0] has `inputs` that are not an object",
    ),
  );
  test("outputs that are a list", () =>
    refused(check("outputs.json", stateText(bucket("a", {}, { outputs: [1] }))), "outputs.json: deployment.resources[0] has `outputs`"));
  test("the place is named as it is in the state of a file backend", () =>
    refused(
      check("backend.json", JSON.stringify({ version: 3, checkpoint: { latest: { resources: [7] } } })),
      "checkpoint.latest.resources[0]",
    ));
  test.each([
    ["inputs", deep(10_000, "1")],
    ["a wrapper", `${`{"${signatureKey}":"${signatures.secret}","value":`.repeat(10_000)}1${"}".repeat(10_000)}`],
  ])("%s nested 10,000 deep leave the rest to be evaluated, and are named", async (_, value) => {
    const given = check("deep.json", stateText(bucket("logs"), bucket("other")).replace('"forceDestroy":true', `"forceDestroy":${value}`));
    const { status, out, err } = await run([...given, "--format", "json"]);
    expect(status).toBe(1);
    const { findings } = JSON.parse(out) as { findings: { rule: string; name: string }[] };
    expect(findings.filter(({ rule }) => rule === "sample-bucket-no-force-destroy").map(({ name }) => name)).toEqual(["other"]);
    expect(err).toContain('deep.json: forceDestroy of "logs" is nested deeper than 150 levels and was not evaluated');
    expect(out + err).not.toMatch(/Maximum call|crash(?!":)/);
  });
});

describe("files and folders", () => {
  const sub = (name: string): { path: string; put: (file: string, content: string | Uint8Array) => void } => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return { path, put: (file, content) => void write(join(name, file), content) };
  };

  test("that are missing", () => refused(["check", join(root, "nowhere.json")], "nowhere.json: does not exist"));
  test("with control characters in their names", () => refused(["check", `${root}/no\u001b[31m\nwhere.json`], "does not exist"));
  test("a name that no file can have", () => refused(["check", "a\u0000b"], "cannot be read"));
  test("broken gzip", () =>
    refused(check("broken.json.gz", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8])), "broken.json.gz: is a"));
  test("gzip that is cut off", () =>
    refused(check("cut.json.gz", gzipSync(good).subarray(0, 40)), "cut.json.gz: is a truncated gzip file"));
  test("gzip that swells beyond what can be read", () => {
    const swells = execFileSync("sh", ["-c", "head -c 600000000 /dev/zero | gzip -1"], { maxBuffer: 2 ** 28 });
    return refused(check("bomb.json.gz", swells), "bomb.json.gz: is larger than 511 MB");
  }, 60_000);
  test("a folder without states", () => {
    const { path, put } = sub("no-states");
    put("README.md", "hello");
    put("package.json", "{}");
    return refused(["check", path], "no-states: contains no state and no Pulumi.yaml", "pulumi stack export");
  });
  test("a folder with other JSON only", () => {
    const { path, put } = sub("other-json");
    put("a.json", "[]");
    return refused(["check", path], "other-json: contains no state");
  });
  test("a folder with one broken state is not evaluated in part", () => {
    const { path, put } = sub("one-broken");
    put("a.json", good);
    put("b.json", good.slice(0, 100));
    return refused(["check", path], "b.json:1:");
  });
  test("a folder with one empty state, as a failed export leaves it", () => {
    const { path, put } = sub("one-empty");
    put("a.json", good);
    put("b.json", "");
    return refused(["check", path], "b.json: is empty");
  });
  test("states in other letter case, packed, in UTF-16 and with a byte order mark are read", async () => {
    const { path, put } = sub("letter-case");
    put("prod.JSON", good);
    put("dev.Json.gz", gzipSync(good));
    put("utf16.json", Buffer.from(`\uFEFF${good}`, "utf16le"));
    put("utf16be.json", Buffer.from(`\uFEFF${good}`, "utf16le").swap16());
    put("mark.json", `\uFEFF${good}`);
    const report = JSON.parse(await judged(["check", path, "--format", "json"], 1));
    expect(report.inputs.map((input: { path: string }) => input.path.slice(path.length + 1))).toEqual([
      "dev.Json.gz",
      "mark.json",
      "prod.JSON",
      "utf16.json",
      "utf16be.json",
    ]);
  });
  test("files that may be states by their name, and are not read, are named", async () => {
    const { path, put } = sub("by-name");
    put("a.json", good);
    for (const name of ["prod-state", "stack.bak", "b.json.old", "README.md", "stack.ts", "notes", ".state", "state.yaml"]) put(name, good);
    const { err } = sane(await run(["check", path]));
    const words = ["b.json.old", "prod-state", "stack.bak"].map(
      (name) => `stackwarden: ${path}/${name}: skipped, its name does not end in .json\n`,
    );
    expect(err).toBe(words.join(""));
  });
  test("a folder whose only files are not read states which", () => {
    const { path, put } = sub("none-read");
    put("prod-state", good);
    return refused(["check", path], "contains no state", "prod-state: skipped, its name does not end in .json");
  });
  test("a folder with a link to nowhere", () => {
    const { path, put } = sub("dangling");
    put("a.json", good);
    symlinkSync("nowhere", join(path, "b.json"));
    return refused(["check", path], "b.json: does not exist");
  });
  test("a folder in which a folder is called x.json", async () => {
    const { path, put } = sub("named");
    put("a.json", good);
    sub("named/x.json");
    await judged(["check", path], 1);
    await refused(["check", join(path, "x.json")], "x.json: contains no state");
  });
  test("other JSON beside a state is skipped with a word", async () => {
    const { path, put } = sub("beside");
    put("a.json", good);
    put("b.json", "{}");
    const seen = sane(await run(["check", path]));
    expect(seen.status).toBe(1);
    expect(seen.err).toBe(`stackwarden: ${path}/b.json: skipped, not a Pulumi state, preview or plan\n`);
  });
  test("a state named twice, and by its folder, is evaluated once", async () => {
    const { path, put } = sub("again");
    put("a.json", good);
    const out = JSON.parse(await judged(["check", path, join(path, "a.json"), join(path, ".", "a.json"), "--format", "json"], 1));
    expect(out.inputs).toHaveLength(1);
  });

  describe("projects", () => {
    const project = (name: string, files: Record<string, string>): string => {
      const { path, put } = sub(name);
      put("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
      for (const [file, content] of Object.entries(files)) put(file, content);
      return path;
    };
    const bad = (name: string, stack: string, ...words: string[]): Promise<void> =>
      refused(["check", project(name, { "Pulumi.dev.yaml": stack })], "Pulumi.dev.yaml", ...words);

    test("broken Pulumi.yaml", () =>
      refused(["check", project("p1", { "Pulumi.yaml": "name: [shop\n" })], "Pulumi.yaml:2:1: is not valid YAML: a list that begins with"));
    test("Pulumi.yaml that is a list", () =>
      refused(["check", project("p2", { "Pulumi.yaml": "- name\n" })], "Pulumi.yaml: is not a map of keys and values"));
    test("Pulumi.yaml without a name", () =>
      refused(["check", project("p3", { "Pulumi.yaml": "runtime: go\n" })], "Pulumi.yaml", "no `name`"));
    test("empty Pulumi.yaml", () => refused(["check", project("p4", { "Pulumi.yaml": "" })], "Pulumi.yaml", "no `name`"));
    test.each(["Pulumi.yaml", "Pulumi.dev.yaml"])("%s instead of its folder", (name) =>
      refused(["check", join(project(`file-${name}`, { "Pulumi.dev.yaml": "config: {}\n" }), name)], `${name}: is a file of`, "folder"),
    );
    test("neither state nor stack", () => refused(["check", project("p5", {})], "p5: is a Pulumi project without a state"));
    test("Pulumi.yaml that is a folder", () => {
      const { path } = sub("p6");
      sub("p6/Pulumi.yaml");
      return refused(["check", path], "Pulumi.yaml: is a folder");
    });
    test("tabs", () => bad("p7", "config:\n\tshop:a: b\n", ":2:1: is not valid YAML: the line is indented with a tab"));
    test("broken YAML does not quote a secret", () =>
      bad("p8", `config:\n  shop:password: "${password}\n  x: [`, ":3:7: is not valid YAML"));
    test("duplicate keys", () =>
      bad("p9", "config:\n  shop:a: b\n  shop:a: c\n", ":3:3: is not valid YAML: the key is already used in this map"));
    test("a list as config", () => bad("p10", "config:\n  - a\n", "`config` is not a map of keys and values"));
    test("a text as config", () => bad("p11", "config: a\n", "`config` is not a map of keys and values"));
    test("a list as the whole", () => bad("p12", "- a\n", "is not a map of keys and values"));
    test("several documents", () => bad("p13", "config: {}\n---\nconfig: {}\n", ":2:1: is not valid YAML"));
    test("a bomb of aliases", () => {
      const lines = ["  shop:a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
      for (let i = 1; i < 12; i++)
        lines.push(
          `  shop:a${i}: &a${i} [${Array(10)
            .fill(`*a${i - 1}`)
            .join(", ")}]`,
        );
      return bad("p14", `config:\n${lines.join("\n")}\n`, "aliases");
    });
    test("an alias of nothing", () => bad("p15", "config:\n  shop:a: *nothing\n", "`shop:a` has aliases that cannot be resolved"));
    test("settings of other tools beside the program are skipped, a broken state is not", async () => {
      const path = project("p16", { "Pulumi.dev.yaml": "config:\n  shop:a: b\n", "jsconfig.json": "{ // comment\n}" });
      const seen = sane(await run(["check", path, "--allow-no-state"]));
      expect(seen).toMatchObject({ status: 0, err: `stackwarden: ${path}/jsconfig.json: skipped, not a Pulumi state, preview or plan\n` });
      await refused(["check", project("p16", { "state.json": good.slice(0, 90) })], "state.json:1:");
    });
    test("an empty stack file is fine", () =>
      judged(["check", project("p17", { "Pulumi.dev.yaml": "" }), "--allow-no-state"], 0).then(() => undefined));
  });
});

describe("configuration", () => {
  const file = write("good.json", good);
  const config = (value: unknown): string[] => [
    "check",
    file,
    "--config",
    write("config.json", typeof value === "string" ? value : JSON.stringify(value)),
  ];
  const known = "sample-bucket-no-force-destroy";

  test("missing", () => refused(["check", file, "--config", join(root, "absent.json")], "absent.json: does not exist"));
  test("a folder", () => refused(["check", file, "--config", root], "is a folder"));
  test("broken JSON", () => refused(config(`{"all": "${password}`), "config.json:1:"));
  test("empty, which the engine takes for no configuration", () => judged(config(""), 1));
  test.each([
    ["list", "[]"],
    ["string", '"all"'],
    ["null", "null"],
  ])("a %s", (kind, text) => refused(config(text), "config.json", "the configuration is", kind, "expected an object"));
  test("an unknown rule", () =>
    refused(config({ "sample-bucket-no-force-destory": "advisory" }), "config.json", `is not a rule. Did you mean "${known}"?`));
  test("a rule called __proto__", () => refused(config('{"__proto__": "advisory"}'), 'config.json:1:2: "__proto__" is not a rule'));
  test("an unknown level", () => refused(config({ [known]: "mandatry" }), "config.json", 'Did you mean "mandatory"?'));
  test.each([[7], [null], [true], [["advisory"]]])("a level %j", (level) =>
    refused(
      config({ all: level }),
      'config.json:1:2: "all" is ',
      ", expected a level (advisory, mandatory, remediate or disabled) or an object",
    ),
  );
  test("a level in an object that is none", () =>
    refused(config({ all: { enforcementLevel: 1 } }), 'the level of "all" is 1, expected advisory, mandatory'));
  test("options of all", () =>
    refused(config({ all: { enforcementLevel: "advisory", keys: [] } }), '"all" has no option "keys": it takes only a level'));
  test("an unknown option", () =>
    refused(config({ "sample-bucket-tagged": { kei: "x" } }), 'no option "kei". Did you mean "key"? Its options are key and among.'));
  test("an option called constructor", () => refused(config({ "sample-bucket-tagged": { constructor: "x" } }), 'no option "constructor"'));
  test("options of a rule that has none", () => refused(config({ [known]: { key: "x" } }), "has no options"));
  test("an option of the wrong type", () =>
    refused(config({ "sample-bucket-tagged": { key: 7 } }), "sample-bucket-tagged.key is a number, expected a string"));
  test("a list of wrong items", () =>
    refused(config({ "sample-bucket-tagged": { among: ["a", 7] } }), "sample-bucket-tagged.among[1] is a number, expected a string"));
  test("an unknown setting", () =>
    refused(config({ stackwarden: { presett: "all" } }), 'stackwarden has no "presett". Did you mean "preset"?'));
  test("a preset that is none", () =>
    refused(config({ stackwarden: { preset: "most" } }), 'stackwarden.preset is "most", expected "essential"'));
  test("enable of an unknown rule", () =>
    refused(config({ stackwarden: { enable: ["sample"] } }), 'stackwarden.enable names "sample", which is not a rule'));
  test("environments of the wrong shape", () =>
    refused(
      config({ stackwarden: { environments: { production: "prod" } } }),
      "stackwarden.environments.production is a string, expected a list",
    ));
});

describe("arguments", () => {
  const file = write("arguments.json", good);
  test("no input", () => refused(["check"], "missing required argument 'input'"));
  test("an unknown command", () => refused(["chek", file], "unknown command 'chek'", "Did you mean check?"));
  test("an unknown flag", () => refused(["check", file, "--formt", "json"], "unknown option '--formt'", "Did you mean --format?"));
  test("an unknown format", () => refused(["check", file, "--format", "xml"], "'xml' is invalid", "text, unix, json"));
  test("an unknown gate", () => refused(["check", file, "--fail-on", "always"], "'always' is invalid"));
  test("an unknown preset", () => refused(["check", file, "--preset", "most"], "'most' is invalid"));
  test("--only with an unknown rule", () =>
    refused(["check", file, "--only", "sample-bucket-taged"], 'Did you mean "sample-bucket-tagged"?'));
  test.each(["", ",", " , "])("--only with no rule: %j", (only) => refused(["check", file, "--only", only], "The list is empty"));
  test("--show with an unknown outcome", () =>
    refused(["check", file, "--show", "passed"], '"passed" cannot be shown, expected one of unknown'));
  test("explain of an unknown rule", () => refused(["explain", "sample-queue-retentoin"], 'Did you mean "sample-queue-retention"?'));
  test("explain of nothing", () => refused(["explain"], "missing required argument 'rule'"));
  test("an argument with escape sequences", () => refused(["explain", "\u001b[2Jx\ny"], "there is no rule"));
});
