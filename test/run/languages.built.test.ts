/** Programs in Python and Go. Each is skipped where its tools are not installed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { programFolder, stackwarden } from "./folder.js";

interface Report {
  readonly findings: readonly { readonly rule: string; readonly source: { readonly file: string; readonly line: number } | null }[];
}

async function run(folder: string, ...args: readonly string[]): Promise<{ report: Report; status: number | null; stderr: string }> {
  const { status, stdout, stderr } = await stackwarden(["run", folder, "--no-config", "-f", "json", "--show-output", ...args]);
  return { report: (stdout === "" ? { findings: [] } : JSON.parse(stdout)) as Report, status, stderr };
}
const openAcl = ({ findings }: Report) => findings.find(({ rule }) => rule === "s3-bucket-no-public-read-acl")?.source;

/** An interpreter with both packages: that of this machine, or of the environment that the tests of the examples keep. */
function interpreter(): string | undefined {
  const cache = join(homedir(), ".cache", "stackwarden");
  const kept = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith("shop-python-")) : [];
  const found = ["python3", ...kept.map((name) => join(cache, name, "bin", "python"))];
  return found.find((command) => spawnSync(command, ["-c", "import pulumi, pulumi_aws"], { stdio: "ignore" }).status === 0);
}
const python = interpreter();

describe.skipIf(python === undefined)(`a program in Python${python === undefined ? " (skipped: no pulumi_aws is installed)" : ""}`, () => {
  const environment = python?.replace(/[\\/]bin[\\/]python$/, "") ?? "";
  const project =
    python === "python3"
      ? "name: proj\nruntime: python\n"
      : `name: proj\nruntime:\n  name: python\n  options:\n    virtualenv: ${environment}\n`;

  test("is evaluated by what it registers, and unknown values stay so", async () => {
    const folder = programFolder({
      "Pulumi.yaml": project,
      "__main__.py": [
        "import json, pulumi, pulumi_aws as aws",
        'ref = pulumi.StackReference("org/net/dev")',
        'aws.ec2.Subnet("s", vpc_id=ref.require_output("vpc"), cidr_block="10.0.0.0/24")',
        'ref.get_output("x").apply(lambda x: print("WRONG", x))',
        'ami = aws.ec2.get_ami(most_recent=True, owners=["amazon"])',
        'print("device", ami.block_device_mappings[0].device_name, aws.get_availability_zones().names[2])',
        'aws.s3.BucketAcl("open", bucket="x", acl="public-read")',
        'pulumi.export("json", pulumi.Output.json_dumps({"a": 1}))',
        "",
      ].join("\n"),
    });
    const { report, status, stderr } = await run(folder);
    expect(openAcl(report)).toMatchObject({ file: "__main__.py", line: 7 });
    expect(stderr).toContain("device /dev/xvda us-east-1c");
    expect(stderr).not.toContain("WRONG");
    expect(status).toBe(1);
  });

  test("that misses configuration gets a list of all of it", async () => {
    const folder = programFolder({
      "Pulumi.yaml": project,
      "__main__.py": 'import pulumi\nc = pulumi.Config()\nc.require("a")\nc.require_secret_int("b")\nc.require_object("c")\n',
    });
    const { status, stderr } = await run(folder);
    expect(stderr).toContain("misses the configuration proj:a, proj:b, proj:c");
    expect(status).toBe(2);
  });

  test("that fails is reported in its own words", async () => {
    const folder = programFolder({ "Pulumi.yaml": project, "__main__.py": 'def f():\n    raise ValueError("no such tier")\nf()\n' });
    const { status, stderr } = await run(folder);
    expect(stderr).toMatch(/__main__\.py", line 2.*ValueError: no such tier/s);
    expect(status).toBe(2);
  });
});

const sdk = "3.276.0";
/** The files of a program with the sums of the SDK's modules; `undefined` where Go or its modules cannot be had. */
function goModule(): Readonly<Record<string, string>> | undefined {
  const folder = mkdtempSync(join(tmpdir(), "stackwarden-go-module-"));
  try {
    const files = { "go.mod": `module proj\n\ngo 1.24\n\nrequire github.com/pulumi/pulumi/sdk/v3 v${sdk}\n`, "main.go": goProgram };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const env = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local" };
    const { status } = spawnSync("go", ["build", "-o", join(folder, "program"), "."], { cwd: folder, env, stdio: "ignore" });
    return status === 0 ? { ...files, ...read(folder, "go.mod"), ...read(folder, "go.sum") } : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const read = (folder: string, name: string): Readonly<Record<string, string>> => {
  const { stdout } = spawnSync("cat", [join(folder, name)], { encoding: "utf8" });
  return { [name]: stdout };
};
const goProgram = `package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		acl := config.Require(ctx, "acl")
		ref, err := pulumi.NewStackReference(ctx, "org/net/dev", nil)
		if err != nil {
			return err
		}
		var made pulumi.CustomResourceState
		err = ctx.RegisterResource("aws:s3/bucketAcl:BucketAcl", "open", pulumi.Map{
			"bucket": ref.GetStringOutput(pulumi.String("bucket")),
			"acl":    pulumi.String(acl),
		}, &made)
		ctx.Export("id", made.ID())
		return err
	})
}
`;
// Without a warm cache the build takes minutes.
const goFiles = process.env["STACKWARDEN_GO"] === undefined ? undefined : goModule();

describe.skipIf(goFiles === undefined)(
  `a program in Go${goFiles === undefined ? " (skipped: STACKWARDEN_GO is not set, or Go is not installed)" : ""}`,
  () => {
    const project = { "Pulumi.yaml": "name: proj\nruntime: go\n", ...goFiles };

    test("goes on with the outputs of a stack that is not known", async () => {
      const { report, status, stderr } = await run(programFolder(project), "--config", "acl=public-read");
      expect(stderr).toContain("the outputs of other stacks are not known: org/net/dev");
      // The SDK takes a call without a generated package for one frame higher.
      expect(openAcl(report)).toMatchObject({ file: "main.go" });
      expect(status).toBe(1);
    });

    test("that does not compile is a clear line", async () => {
      const { status, stderr } = await run(programFolder({ ...project, "main.go": "package main\n\nfunc main() { x }\n" }));
      expect(stderr).toMatch(/^stackwarden: .*the program does not compile/);
      expect(stderr).toContain("undefined: x");
      expect(status).toBe(2);
    });
  },
);
