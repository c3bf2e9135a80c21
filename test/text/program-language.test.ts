import { describe, expect, test } from "vitest";
import { fixIn, languageOfRuntime, type ProgramLanguage } from "../../src/text/program-language.js";

const spelled = (language: ProgramLanguage, fix: string): string => fixIn(language, fix, (word) => word === "acl");

describe("a fix in the language of the program", () => {
  test.each<[ProgramLanguage, string, string]>([
    ["python", "Set `multiAz: true`.", "Set `multi_az=True`."],
    ["go", "Set `multiAz: true`.", "Set `MultiAz: pulumi.Bool(true)`."],
    ["go", "Set `retentionInDays: 365`.", "Set `RetentionInDays: pulumi.Int(365)`."],
    ["go", 'Set `encryptionType: "KMS"`.', 'Set `EncryptionType: pulumi.String("KMS")`.'],
    ["csharp", "Set `multiAz: true`.", "Set `MultiAz = true`."],
    ["java", "Set `multiAz: true`.", "Set `multiAz(true)`."],
    ["yaml", "Set `multiAz: true`.", "Set `multiAz: true`."],
    ["typescript", "Set `multiAz: true`.", "Set `multiAz: true`."],
    ["python", "Set `kmsMasterKeyId` or `acl`.", "Set `kms_master_key_id` or `acl`."],
    ["go", "Set `kmsMasterKeyId` or `acl`.", "Set `KmsMasterKeyId` or `Acl`."],
    ["python", "Set `pointInTimeRecovery: { enabled: true }`.", 'Set `point_in_time_recovery={ "enabled": True }`.'],
    ["csharp", "Set `pointInTimeRecovery: { enabled: true }`.", "Set `PointInTimeRecovery = new() { Enabled = true }`."],
    ["go", "Set `pointInTimeRecovery: { enabled: true }`.", "Set `PointInTimeRecovery: { Enabled: true }`."],
    ["python", "Set `loggingConfig: { bucket }`.", 'Set `logging_config={ "bucket": … }`.'],
    ["csharp", "Set `loggingConfig: { bucket }`.", "Set `LoggingConfig = new() { Bucket = … }`."],
    ["python", 'Add `{ name: "containerInsights", value: "enhanced" }`.', 'Add `{ "name": "containerInsights", "value": "enhanced" }`.'],
    [
      "python",
      'Set `encryptionConfigurations: [{ encryptionType: "KMS" }]`.',
      'Set `encryption_configurations=[{ "encryption_type": "KMS" }]`.',
    ],
    [
      "csharp",
      'Set `encryptionConfigurations: [{ encryptionType: "KMS" }]`.',
      'Set `EncryptionConfigurations = new[] { new() { EncryptionType = "KMS" } }`.',
    ],
    ["python", 'Set `logExports: ["audit", "error"]`.', 'Set `log_exports=["audit", "error"]`.'],
    ["csharp", 'Set `logExports: ["audit", "error"]`.', 'Set `LogExports = new[] { "audit", "error" }`.'],
    ["python", 'Use `config.requireSecret("…")` or `pulumi.secret(…)`.', 'Use `config.require_secret("…")` or `pulumi.Output.secret(…)`.'],
    ["go", 'Use `config.requireSecret("…")` or `pulumi.secret(…)`.', 'Use `config.RequireSecret(ctx, "…")` or `pulumi.ToSecret(…)`.'],
    ["java", 'Use `config.requireSecret("…")` or `pulumi.secret(…)`.', 'Use `config.requireSecret("…")` or `Output.ofSecret(…)`.'],
    ["yaml", 'Use `config.requireSecret("…")` or `pulumi.secret(…)`.', "Use a configuration value with `secret: true` or `fn::secret`."],
    ["csharp", "Set `settings.cacheDataEncrypted: true`.", "Set `Settings.CacheDataEncrypted = true`."],
    ["python", "Set `ipv6CidrBlocks[0]`, not `s3Bucket`.", "Set `ipv6_cidr_blocks[0]`, not `s3_bucket`."],
  ])("%s: %s", (language, fix, expected) => {
    expect(spelled(language, fix)).toBe(expected);
  });
  test.each([
    "Name the keys: `required`.",
    "Run `pulumi config set --secret`.",
    "Allow `s3:GetObject` to `kms.Key`, `aws:SecureTransport`.",
    'Use this:\n  new aws.s3.Bucket("x", { forceDestroy: true });',
  ])("%s stays", (fix) => {
    for (const language of ["python", "go", "csharp", "java"] as const) expect(spelled(language, fix)).toBe(fix);
  });
  test("a resource option is a function in Go", () => {
    expect(fixIn("go", "Set the resource option `protect: true`.", () => true)).toBe("Set the resource option `pulumi.Protect(true)`.");
  });
  test("the keys of a JSON text stay, and calls do not", () => {
    const fix = "Set `readonlyRootFilesystem: true`, or use `pulumi.secret(…)`.";
    expect(fixIn("python", fix, () => true, true)).toBe("Set `readonlyRootFilesystem: true`, or use `pulumi.Output.secret(…)`.");
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
