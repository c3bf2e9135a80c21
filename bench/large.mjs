// Prints time and memory of a check of a very large state: 200,000 buckets.
// node bench/large.mjs [buckets]   (builds nothing: run `npm run build` first)
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const count = Number(process.argv[2] ?? 200_000);
const folder = mkdtempSync(join(tmpdir(), "stackwarden-bench-large-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const type = "aws:s3/bucket:Bucket";
const bucket = (i) => {
  const inputs = { bucket: `b-${i}`, tags: { Name: `b${i}` } };
  const outputs = { ...inputs, id: inputs.bucket, arn: `arn:aws:s3:::b-${i}` };
  return JSON.stringify({ urn: `urn:pulumi:dev::shop::${type}::b${i}`, type, custom: true, id: inputs.bucket, inputs, outputs });
};
const file = join(folder, "state.json");
const out = openSync(file, "w");
writeSync(out, '{"version":3,"deployment":{"manifest":{"time":"2026-01-01T00:00:00Z"},"resources":[');
for (let i = 0; i < count; i++) writeSync(out, (i === 0 ? "" : ",") + bucket(i));
writeSync(out, "]}}");
closeSync(out);

const report = "process.on('exit', () => process.stderr.write('MEMORY ' + process.resourceUsage().maxRSS))";
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const start = performance.now();
const { stderr, status } = spawnSync(
  process.execPath,
  ["--import", `data:text/javascript,${encodeURIComponent(report)}`, cli, "check", file, "--format", "json"],
  { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] },
);
if (status !== 0 && status !== 1) throw new Error(`ended with ${status}: ${stderr}`);
const megabytes = Number(/MEMORY (\d+)/.exec(stderr)?.[1]) / 1024;
console.log(`${count} buckets: ${((performance.now() - start) / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB at most`);
