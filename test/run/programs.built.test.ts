/** Whole programs: what the monitor answers, and what is found in what they register. */
import { describe, expect, test } from "vitest";
import { head, programFolder, stackwarden } from "./folder.js";

interface Found {
  readonly rule: string;
  readonly urn: string;
  readonly message: string;
  readonly source: { readonly file: string; readonly line: number } | null;
}
interface Report {
  readonly findings: readonly Found[];
  readonly inputs: readonly {
    readonly resources: number;
    readonly program?: { readonly failure: string | null; readonly open: readonly string[] };
  }[];
}

async function run(folder: string, ...args: readonly string[]): Promise<{ report: Report; status: number | null; stderr: string }> {
  const { status, stdout, stderr } = await stackwarden(["run", folder, "--no-config", "-f", "json", "--show-output", ...args]);
  return { report: JSON.parse(stdout) as Report, status, stderr };
}
const rules = ({ findings }: Report): readonly string[] => findings.map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1)}`);

describe("a program in Node.js", () => {
  test("is evaluated by what it registers, at the place in its source", async () => {
    const folder = programFolder({
      "index.js": `${head}const logs = new aws.s3.Bucket("logs", {});\nnew aws.s3.BucketAcl("open", { bucket: logs.id, acl: "public-read" });\n`,
    });
    const { report, status } = await run(folder);
    const finding = report.findings.find(({ rule }) => rule === "s3-bucket-no-public-read-acl");
    expect(finding?.source).toMatchObject({ file: "index.js", line: 4 });
    expect(status).toBe(1);
  });

  test("may be an ES module in TypeScript, where the SDK's own loader needs no other", async () => {
    const folder = programFolder({
      "package.json": '{"type":"module","main":"index.ts"}',
      "tsconfig.json": '{"compilerOptions":{"target":"es2022","module":"nodenext","moduleResolution":"nodenext"}}',
      "index.ts": 'const how: string = process.execArgv.includes("--require") ? "hidden" : "own";\nconsole.log("loader", how);\n',
    });
    // Without ts-node's ES module loader among the packages, Node.js does not know the file; with it, the SDK wants no flag of another loader.
    expect((await stackwarden(["run", folder, "--no-config", "--show-output"])).stderr).toMatch(/loader own|Unknown file extension/);
  });

  test("sees known values, and no value that only the cloud decides", async () => {
    const folder = programFolder({
      "index.js": `${head}
        const logs = new aws.s3.Bucket("logs", { tags: { A: "1" } });
        logs.tags.apply((tags) => console.log("tags", JSON.stringify(tags)));
        logs.bucket.apply((name) => console.log("name", name));
        for (const unknown of [logs.id, logs.arn, logs.bucketDomainName]) unknown.apply((value) => console.log("WRONG", value));
        aws.s3.Bucket.get("theirs", "theirs").arn.apply((value) => console.log("WRONG", value));
        new pulumi.StackReference("org/other/dev").getOutput("x").apply((value) => console.log("WRONG", value));
        console.log(pulumi.getStack(), pulumi.getProject(), pulumi.getOrganization(), pulumi.runtime.isDryRun());`,
    });
    const { stderr, report } = await run(folder, "--stack", "qa");
    expect(stderr).toMatch(/name logs-[0-9a-f]{7}/);
    expect(stderr).toContain('tags {"A":"1"}');
    expect(stderr).toContain("qa proj organization true");
    expect(stderr).not.toContain("WRONG");
    expect(report.inputs.flatMap(({ program }) => program?.open ?? []).join()).toContain("org/other/dev");
  });

  test("gets configuration, and encrypted values only as unknown secrets of the right kind", async () => {
    const folder = programFolder({
      "Pulumi.dev.yaml":
        "encryptionsalt: v1:x\nconfig:\n  proj:size: '3'\n" +
        ["password: v1:abc", "limits: v1:def", "port: v1:ghi"].map((one) => `  proj:${one.replace(": ", ":\n    secure: ")}\n`).join(""),
      "index.js": `${head}
        const config = new pulumi.Config();
        console.log("size", config.requireNumber("size"), "extra", config.require("extra"));
        console.log("limits", typeof config.requireObject("limits"), "port", typeof config.requireNumber("port"));
        new aws.ssm.Parameter("p", { type: "String", value: config.requireSecret("password") });
        new aws.ssm.Parameter("plain", { type: "String", value: "postgres://app:" + config.require("password") + "@db.example.com/app" });`,
    });
    const { stderr, report } = await run(folder, "--stack-config", "extra=7");
    expect(stderr).toContain("size 3 extra 7");
    expect(stderr).toContain("limits object port number");
    expect(rules(report).filter((found) => found.startsWith("secrets-"))).toEqual([]);
    expect(JSON.stringify(report)).not.toContain("not-decrypted");
  });

  test("has the outputs of a stack whose state is in the project", async () => {
    const root = "urn:pulumi:dev::network::pulumi:pulumi:Stack::network-dev";
    const resources = [{ urn: root, type: "pulumi:pulumi:Stack", custom: false, outputs: { vpcId: "vpc-1" } }];
    const folder = programFolder({
      "states/network.json": JSON.stringify({ version: 3, deployment: { resources } }),
      "index.js": `${head}new pulumi.StackReference("acme/network/dev").getOutput("vpcId").apply((id) => console.log("vpc", id)); new aws.sqs.Queue("q");`,
    });
    expect((await run(folder)).stderr).toContain("vpc vpc-1");
  });

  test("may use transforms, hooks, components, providers and dynamic resources", async () => {
    const folder = programFolder({
      "index.js": `${head}
        pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
          type === "aws:s3/bucketAcl:BucketAcl" ? { props: { ...props, acl: "public-read" }, opts } : undefined);
        pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args, opts }));
        const hook = new pulumi.ResourceHook("h", ({ name }) => console.log("hook", name), { onDryRun: true });
        class Site extends pulumi.ComponentResource {
          constructor(name, args, options) {
            super("my:site:Site", name, args, options);
            new aws.s3.BucketAcl(name + "-acl", { bucket: "b", acl: "private" }, { parent: this, hooks: { beforeCreate: [hook] } });
            this.registerOutputs({});
          }
        }
        const west = new aws.Provider("west", { region: "us-west-2", defaultTags: { tags: { Owner: "me" } } });
        const site = new Site("site", {}, { providers: [west] });
        const queue = new aws.sqs.Queue("tagged", {}, { provider: west });
        queue.tagsAll.apply((tags) => console.log("all", JSON.stringify(tags)));
        class Own extends pulumi.dynamic.Resource { constructor(name) { super({ create: async () => ({ id: "1", outs: {} }) }, name, {}); } }
        new Own("own");`,
    });
    const { report, stderr } = await run(folder);
    expect(rules(report)).toContain("s3-bucket-no-public-read-acl site-acl");
    expect(stderr).toContain("hook site-acl");
    expect(stderr).toContain('all {"Owner":"me"}');
  });

  test("as an ES module has its own lines", async () => {
    const folder = programFolder({
      "package.json": '{ "type": "module", "main": "index.mjs" }',
      "index.mjs":
        'import * as aws from "@pulumi/aws";\n\n["a"].map((name) => new aws.s3.BucketAcl(name, { bucket: "x", acl: "public-read" }));\n',
    });
    const { report } = await run(folder);
    expect(report.findings.find(({ rule }) => rule === "s3-bucket-no-public-read-acl")?.source).toMatchObject({
      file: "index.mjs",
      line: 3,
    });
  });

  test("that fails half way is evaluated as far as it came", async () => {
    const folder = programFolder({
      "index.js": `${head}new aws.s3.BucketAcl("open", { bucket: "x", acl: "public-read" });\nnew aws.s3.Bucket("half");\nthrow new Error("stop");`,
    });
    const { report, status } = await run(folder);
    expect(rules(report)).toContain("s3-bucket-no-public-read-acl open");
    expect(report.inputs.some(({ program }) => program?.failure?.includes("failed") === true)).toBe(true);
    expect(status).toBe(2);
  });

  test("sees the inside of a remote component whose provider is in the project", async () => {
    const provider = `${head}
      class Box extends pulumi.ComponentResource {
        constructor(name, args, options) {
          super("boxes:index:Box", name, args, options);
          this.acl = new aws.s3.BucketAcl(name + "-acl", { bucket: args.bucket, acl: "public-read" }, { parent: this });
          this.registerOutputs({});
        }
      }
      pulumi.provider.main({
        version: "1.0.0",
        schema: "{}",
        construct: async (name, type, inputs, options) => { const box = new Box(name, inputs, options); return { urn: box.urn, state: { acl: box.acl.acl } }; },
      }, process.argv.slice(2));`;
    const folder = programFolder({
      "Pulumi.yaml": "name: proj\nruntime: nodejs\nplugins:\n  providers:\n    - name: boxes\n      path: ./plugin\n",
      "plugin/provider.js": provider,
      "plugin/PulumiPlugin.yaml": "runtime: nodejs\n",
      "plugin/package.json": '{ "main": "provider.js" }',
      "index.js": `${head}
        class Box extends pulumi.ComponentResource { constructor(n, a) { super("boxes:index:Box", n, { ...a, acl: undefined }, {}, true); } }
        new Box("box", { bucket: new aws.s3.Bucket("b").bucket }).acl.apply((acl) => console.log("acl", acl));
        class Other extends pulumi.ComponentResource { constructor(n) { super("absent:index:Other", n, { out: undefined }, {}, true); } }
        new Other("other").out.apply((out) => console.log("WRONG", out));`,
    });
    const { report, stderr } = await run(folder);
    expect(rules(report)).toContain("s3-bucket-no-public-read-acl box-acl");
    expect(stderr).toContain("acl public-read");
    expect(stderr).not.toContain("WRONG");
    expect(stderr).toMatch(/inside of remote components was not evaluated.*absent:index:Other/);
  });

  test("gets no credentials of its surroundings unless --keep-env is set", async () => {
    const folder = programFolder({
      "index.js": `${head}console.log("token", process.env.MY_TOKEN ?? "none", process.env.AWS_SECRET_ACCESS_KEY ?? "none"); new aws.sqs.Queue("q");`,
    });
    const env = { MY_TOKEN: "abc", AWS_SECRET_ACCESS_KEY: "def" };
    const args = ["run", folder, "--no-config", "--show-output"];
    expect((await stackwarden(args, env)).stderr).toContain("token none none");
    expect((await stackwarden([...args, "--keep-env"], env)).stderr).toContain("token abc def");
  });
});
