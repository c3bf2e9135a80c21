import { describe, expect, test } from "vitest";
import { fixIn, languageOfRuntime, type ProgramLanguage } from "../../src/text/program-language.js";

const spelled = (language: ProgramLanguage, fix: string): string => fixIn(language, fix, (word) => word === "acl");

describe("a fix in the language of the program", () => {
  test.each<[ProgramLanguage, string, string]>([
    ["python", "Set `multiAz: true`.", "Set `multi_az=True`."],
    ["go", "Set `multiAz: true`.", "Set `MultiAz: true`."],
    ["csharp", "Set `multiAz: true`.", "Set `MultiAz = true`."],
    ["java", "Set `multiAz: true`.", "Set `multiAz(true)`."],
    ["yaml", "Set `multiAz: true`.", "Set `multiAz: true`."],
    ["typescript", "Set `multiAz: true`.", "Set `multiAz: true`."],
    ["python", "Set `kmsMasterKeyId` or `acl`.", "Set `kms_master_key_id` or `acl`."],
    ["go", "Set `kmsMasterKeyId` or `acl`.", "Set `KmsMasterKeyId` or `Acl`."],
    ["python", "Set `pointInTimeRecovery: { enabled: true }`.", "Set `point_in_time_recovery: { enabled: True }`."],
    ["csharp", "Set `settings.cacheDataEncrypted: true`.", "Set `Settings.CacheDataEncrypted = true`."],
    ["python", "Set `ipv6CidrBlocks[0]`, not `s3Bucket`.", "Set `ipv6_cidr_blocks[0]`, not `s3_bucket`."],
  ])("%s: %s", (language, fix, expected) => {
    expect(spelled(language, fix)).toBe(expected);
  });
  test.each([
    "Name the keys: `required`.",
    'Take it from `config.requireSecret("…")`.',
    "Run `pulumi config set --secret`.",
    "Allow `s3:GetObject` to `kms.Key`, `aws:SecureTransport`.",
    'Use this:\n  new aws.s3.Bucket("x", { forceDestroy: true });',
  ])("%s stays", (fix) => {
    for (const language of ["python", "go", "csharp", "java"] as const) expect(spelled(language, fix)).toBe(fix);
  });
  test("the runtime decides", () => {
    expect(["nodejs", "python", "dotnet", "go", "java", "yaml", "hcl"].map(languageOfRuntime)).toEqual([
      "typescript",
      "python",
      "csharp",
      "go",
      "java",
      "yaml",
      undefined,
    ]);
  });
});
