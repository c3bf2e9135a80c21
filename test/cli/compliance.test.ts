import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allRules } from "../../src/rules/index.js";
import { bucket, folder, resource, run, secret, state } from "./fixture.js";

const { path, write } = folder();

interface Requirement {
  readonly id: string;
  readonly status: string;
  readonly rules: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly urn: string }[];
}
/** The requirements of a stack by id. */
async function requirements(framework: string, resources: readonly object[], ...more: string[]): Promise<(id: string) => Requirement> {
  const file = write("compliance.json", JSON.stringify(state(resources as Parameters<typeof state>[0])));
  const { out, err } = await run(["check", "--framework", framework, "--compliance", "json", "--no-config", ...more, file], {
    rules: allRules,
  });
  expect(err).toBe("");
  const { requirements: list } = JSON.parse(out) as { requirements: Requirement[] };
  return (id) => {
    const found = list.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no requirement ${id}`);
    return found;
  };
}
const volume = (encrypted: unknown) => resource("aws:ebs/volume:Volume", "disk", { availabilityZone: "eu-central-1a", size: 8, encrypted });
const fileSystem = (encrypted: unknown) => resource("aws:efs/fileSystem:FileSystem", "files", { encrypted });

describe("a requirement", () => {
  test("fails, passes or is unknown by its rules", async () => {
    const failing = await requirements("cis@7.0.0", [fileSystem(false)]);
    expect(failing("3.3.1")).toMatchObject({
      status: "fail",
      rules: ["efs-file-system-encrypted"],
      findings: [{ rule: "efs-file-system-encrypted" }],
    });
    expect((await requirements("cis@7.0.0", [fileSystem(true)]))("3.3.1").status).toBe("pass");
    const unknown = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
    expect((await requirements("cis@7.0.0", [fileSystem(unknown)]))("3.3.1").status).toBe("unknown");
  });

  test("is not applicable without a resource, and differs from what no rule covers and what no program shows", async () => {
    const of = await requirements("cis@7.0.0", [volume(true)]);
    expect(of("3.3.1").status).toBe("not-applicable");
    expect(of("5.16")).toMatchObject({ status: "not-covered", rules: [] });
    expect(of("2.5")).toMatchObject({ status: "not-decidable", rules: [] });
  });

  test("has its number in each version", async () => {
    expect((await requirements("cis@3.0.0", [fileSystem(false)]))("2.4.1").status).toBe("fail");
    expect((await requirements("cis@6.0.0", [fileSystem(false)]))("3.3.1").status).toBe("fail");
    expect((await requirements("cis", [fileSystem(false)]))("3.3.1").status).toBe("fail");
  });

  test("counts the resources that it is about", async () => {
    const table = resource("aws:dynamodb/table:Table", "t", { attributes: [], hashKey: "id", billingMode: "PAY_PER_REQUEST" });
    const of = await requirements("fsbp", [table]);
    expect(of("DynamoDB.6").status).toBe("fail");
    expect(of("RDS.7").status).toBe("not-applicable");
  });

  test("fails also where a wider finding represents it", async () => {
    const group = resource("aws:ec2/securityGroup:SecurityGroup", "g", {
      ingress: [{ protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] }],
    });
    const of = await requirements("nist", [group]);
    expect(of("AC-4(21)").status).toBe("fail");
  });

  test("that is waived in every place is waived", async () => {
    const waiver = {
      rule: "efs-file-system-encrypted",
      resource: "files",
      reason: "scratch space, rebuilt nightly",
      until: "2026-12-31",
      owner: "web",
    };
    const config = write("waived.json", JSON.stringify({ stackwarden: { waivers: [waiver] } }));
    const file = write("waived-state.json", JSON.stringify(state([fileSystem(false)])));
    const args = ["check", "--framework", "cis@7.0.0", "--compliance", "json", "--config", config, file];
    const { out, err } = await run(args, { rules: allRules });
    expect(err).toBe("");
    const { requirements: list } = JSON.parse(out) as { requirements: Requirement[] };
    expect(list.find(({ id }) => id === "3.3.1")?.status).toBe("waived");
  });
});

describe("the formats", () => {
  const file = write(
    "state.json",
    JSON.stringify(state([fileSystem(false), bucket("logs", { tags: { Owner: secret("tr0ub4dor-and-3") } })])),
  );

  test("go to standard output or to files beside the findings", async () => {
    const formats = ["text", "markdown", "csv", "html", "json"];
    const outputs = formats.flatMap((format) => ["--compliance", `${format}=${path}/c.${format}`]);
    const { status, out } = await run(["check", "--framework", "cis@7.0.0", "--no-config", ...outputs, file], { rules: allRules });
    expect(status).toBe(1);
    expect(out).toContain("efs-file-system-encrypted");
    expect(out).not.toContain("not decidable from code");
    const texts = formats.map((format) => readFileSync(`${path}/c.${format}`, "utf8"));
    for (const text of texts) {
      expect(text).toContain("3.3.1");
      expect(text).toContain("efs-file-system-encrypted");
      expect(text).not.toContain("tr0ub4dor-and-3");
    }
    expect(texts[0]).toContain("not decidable from code (");
    expect(texts[1]).toContain("| 3.3.1 | fail |");
    expect(texts[2]?.split("\r\n")[0]).toBe("framework,requirement,title,status,rules,checks,evaluated,findings,resources");
    expect(texts[2]).toContain("cis@7.0.0,3.3.1,,fail,efs-file-system-encrypted,1,1,1,urn:pulumi:");
    expect(texts[3]).toContain("default-src 'none'");
  });

  test("need a framework, a known format and a file of their own", async () => {
    const wrong = async (...args: string[]) => {
      const { status, err } = await run(["check", "--no-config", ...args, file], { rules: allRules });
      return `${status} ${err}`;
    };
    expect(await wrong("--compliance", "text")).toContain("2 stackwarden: --compliance needs a framework.");
    expect(await wrong("--framework", "cis", "--compliance", "pdf")).toContain('There is no format "pdf".');
    expect(await wrong("--framework", "cis", "--compliance", "csv=")).toContain("It names no file.");
    expect(await wrong("--framework", "cis", "--compliance", "csv", "--compliance", "json")).toContain("Only one report");
    expect(await wrong("--framework", "cis", "--compliance", `json=${file}`)).toContain("would overwrite an input of this run");
    expect(await wrong("--framework", "cis", "--compliance", `json=${path}/x`, "--output", `json=${path}/x`)).toContain(
      "Give each report its own file.",
    );
  });
});
