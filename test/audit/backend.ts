/** A backend of many stacks: most are sound, some are not, as an organisation has them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Reason } from "../../src/audit/source.js";
import { resource, urn } from "../cli/fixture.js";

/** A file of a backend, by its key. */
export type Files = ReadonlyMap<string, string | Buffer>;

export interface Backend {
  readonly files: Files;
  /** What becomes of each stack, by `project/stack`. */
  readonly expected: ReadonlyMap<string, "read" | Reason>;
  readonly locked: ReadonlySet<string>;
}

/** A resource of a stack. */
export const own = (type: string, name: string, inputs: unknown, stack: string, project: string): Record<string, unknown> =>
  resource(type, name, inputs, { urn: urn(type, name, stack, project) });

/** The file of a stack as the engine writes it. */
export const checkpoint = (project: string, stack: string, resources: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ version: 3, checkpoint: { stack: `organization/${project}/${stack}`, latest: { manifest: {}, resources } }, ...more });

const sound = (i: number, project: string, stack: string): string =>
  checkpoint(project, stack, [
    own("aws:s3/bucket:Bucket", "logs", { forceDestroy: i % 3 === 0, tags: { Owner: `team-${i % 5}` } }, stack, project),
    own("aws:s3/bucket:Bucket", "open", { forceDestroy: i % 4 === 0 }, stack, project),
    own("aws:sqs/queue:Queue", "jobs", { messageRetentionSeconds: 60 }, stack, project),
    own("aws:iam/role:Role", "worker", i % 7 === 0 ? {} : { description: "runs the jobs" }, stack, project),
  ]);

/** What is wrong with a stack: its file from the sound one, and the reason that is expected. */
const faults: readonly (readonly [Reason, string, (text: string) => string | Buffer])[] = [
  ["truncated", ".json", (text) => text.slice(0, text.length / 2)],
  ["empty", ".json", () => ""],
  ["not-json", ".json", () => Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0])],
  ["encrypted", ".json", () => Buffer.concat([Buffer.from("Salted__"), Buffer.from([1, 2, 3, 4, 5])])],
  ["encrypted", ".json", () => JSON.stringify({ data: "ENC[…]", sops: { version: "3.9.0" } })],
  ["not-a-state", ".json", () => '{"name":"package"}'],
  ["old-version", ".json", (text) => text.replace('"version":3', '"version":1')],
  ["old-version", ".json", () => '{"stack":"dev","latest":{"resources":[]}}'],
  ["new-version", ".json", (text) => text.replace('"version":3', '"version":9')],
  ["broken-package", ".json.gz", (text) => gzipSync(text).subarray(0, 60)],
  ["broken-package", ".json.gz", (text) => Buffer.concat([gzipSync(text).subarray(0, 40), Buffer.alloc(60, 7)])],
];
const everySoMany = 5;

/** A backend with so many stacks; every fifth one has a fault, each in turn. */
export function backend(count: number): Backend {
  const files = new Map<string, string | Buffer>([[".pulumi/meta.yaml", "version: 1\n"]]);
  const expected = new Map<string, "read" | Reason>();
  const locked = new Set<string>();
  for (let i = 0; i < count; i++) {
    const [project, stack] = [`project-${Math.floor(i / 4)}`, ["dev", "prod", "test", "eu-prod"][i % 4] ?? ""];
    const name = `${project}/${stack}`;
    const base = `.pulumi/stacks/${name}`;
    const text = sound(i, project, stack);
    const fault = i % everySoMany === 2 ? faults[Math.floor(i / everySoMany) % faults.length] : undefined;
    if (fault !== undefined) {
      const [reason, extension, of] = fault;
      files.set(`${base}${extension}`, of(text));
      expected.set(name, reason);
    } else {
      if (i % 3 === 0) files.set(`${base}.json.gz`, gzipSync(text));
      else files.set(`${base}.json`, text);
      expected.set(name, "read");
    }
    if (i % 6 === 0) files.set(`${base}.pulumi-tags`, JSON.stringify({ version: 1, tags: { Owner: "platform" } }));
    if (i % 10 === 4) {
      files.set(
        `.pulumi/locks/organization/${name}/0d7c5c1e.json`,
        '{"pid":1,"username":"me","hostname":"here","timestamp":"2026-01-01T00:00:00Z"}',
      );
      locked.add(name);
    }
    // What is not a stack.
    if (i % 8 === 0) {
      files.set(`${base}.json.bak`, text);
      files.set(`.pulumi/history/${name}/${stack}-1767225600000000000.checkpoint.json`, text);
      files.set(`.pulumi/backups/${name}/${stack}.1767225600000000000.json`, text);
      files.set(`${base}.json.attrs`, "{}");
    }
  }
  return { files, expected, locked };
}

/** Writes the files of a backend into a folder. */
export function writeBackend(folder: string, files: Files): void {
  for (const [key, content] of files) {
    const file = join(folder, ...key.split("/"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** How many stacks the tests evaluate: few by default, as many as an organisation has where the variable asks for it. */
export const stackCount = Number(process.env["STACKWARDEN_AUDIT_STACKS"] ?? 60);
