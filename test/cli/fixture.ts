import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { runCommand } from "../../src/cli/command.js";
import { atLeast } from "../../src/language/pattern.js";
import { type RegisteredRule, register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";
import { signatureKey, signatures } from "../../src/model/value.js";

/** A few rules of every kind, so that tests of the command line do not hang on what the real ones say. */
export const fewRules = register({
  sample: {
    "sample-bucket-no-force-destroy": rule("s3.Bucket", {
      title: "Buckets are not emptied on destroy",
      severity: "high",
      fix: "Set `forceDestroy: false`.",
      docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjects.html",
      controls: { nist: ["SC-28"] },
      require: { forceDestroy: false },
      remediate: true,
    }),
    "sample-bucket-tagged": rule("s3.Bucket", {
      title: "Buckets carry the key of their owner",
      severity: "low",
      fix: "Add the tag to the bucket, or to `defaultTags` of the provider, where it counts for everything that the program makes.",
      docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html",
      options: { key: "Owner", among: ["a", "b"] },
      check: (bucket, { options, at }) => bucket.tags?.[options.key] === undefined && at(`tags.${options.key}`, "must be set, is unset"),
    }),
    "sample-queue-retention": rule("sqs.Queue", {
      title: "Queues keep messages for a day",
      severity: "medium",
      preset: "all",
      fix: "Raise `messageRetentionSeconds`.",
      docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
      require: { messageRetentionSeconds: atLeast(86_400) },
    }),
    "sample-role-described": rule("iam.Role", {
      title: "Roles say what they are for",
      severity: "critical",
      fix: "Set `description`.",
      docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html",
      check: (role) => {
        if (role.description === "crash") throw new Error(`cannot stand ${role.description}`);
        return role.description === undefined && "has no description";
      },
    }),
  },
});

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process. */
export async function run(
  args: readonly string[],
  given: {
    readonly env?: Record<string, string>;
    readonly columns?: number;
    readonly rules?: readonly RegisteredRule[];
    readonly today?: string;
  } = {},
): Promise<Outcome> {
  let out = "";
  let err = "";
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    outColumns: given.columns,
    errColumns: undefined,
    env: given.env ?? {},
  };
  const status = await runCommand(args, given.rules ?? fewRules, terminal, () => new Date(given.today ?? "2026-07-01"));
  return { status, out, err };
}

/** A temporary folder that goes with the file of tests, and a way to fill it. */
export function folder(): { path: string; write: (name: string, content: string | Uint8Array) => string } {
  const path = mkdtempSync(join(tmpdir(), "stackwarden-test-"));
  // Installed packages are many files.
  afterAll(() => rmSync(path, { recursive: true, force: true }), 300_000);
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

type Raw = Record<string, unknown>;

export const urn = (type: string, name: string, stack = "dev", project = "shop"): string =>
  `urn:pulumi:${stack}::${project}::${type}::${name}`;

/** A resource as a state holds it. */
export const resource = (type: string, name: string, inputs: unknown = {}, more: Raw = {}): Raw => ({
  urn: urn(type, name),
  type,
  custom: true,
  id: `${name}-id`,
  inputs,
  outputs: {},
  ...more,
});
export const bucket = (name: string, inputs: unknown = { forceDestroy: true }, more: Raw = {}): Raw =>
  resource("aws:s3/bucket:Bucket", name, inputs, more);

/** A state of these resources, as `pulumi stack export` writes it. */
export const state = (resources: unknown, more: Raw = {}): Raw => ({ version: 3, deployment: { manifest: {}, resources }, ...more });
export const stateText = (...resources: unknown[]): string => JSON.stringify(state(resources));

export const secret = (value: unknown): Raw => ({ [signatureKey]: signatures.secret, value });

/** A step of a preview, as `pulumi preview --json` prints it. */
export const step = (op: string, oldState: Raw | undefined, newState: Raw | undefined, more: Raw = {}): Raw => ({
  op,
  urn: (newState ?? oldState)?.["urn"],
  oldState,
  newState,
  detailedDiff: null,
  ...more,
});

/** A preview of these steps that ran to its end. */
export const preview = (steps: readonly Raw[], more: Raw = {}): Raw => ({
  steps,
  duration: 1,
  changeSummary: { same: steps.filter(({ op }) => op === "same").length },
  ...more,
});
