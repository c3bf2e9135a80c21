// How long the policy pack takes until it prints its port: the folder, as Pulumi's own starter loads it, against the one executable file, by turns.
// Usage: npm run bench:start [-- PAIRS]. Ends with 1 where the file takes more than 0.7 of the folder's time.
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./builds.mjs";

const pairs = Number(process.argv[2] ?? 9);
const most = 0.7;
const built = join(root, "dist/stackwarden-pack");
if (!existsSync(built)) throw new Error("dist/stackwarden-pack is missing: run npm run bundle");

/** Milliseconds from the start of a program to its first line. */
function untilReady(command, args) {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    child.stdout.once("data", () => {
      done(performance.now() - start);
      child.kill();
    });
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`${command} ended with ${code}`)));
  });
}

const folder = mkdtempSync(join(tmpdir(), "stackwarden-start-"));
try {
  const file = join(folder, "stackwarden-pack");
  copyFileSync(built, file);
  const starter = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
  const byFolder = () => untilReady(process.execPath, [starter, "127.0.0.1:1", root]);
  const byFile = () => untilReady(file, ["127.0.0.1:1"]);
  // The first start of each fills the caches of the disk.
  await byFolder();
  await byFile();
  const times = [];
  for (let i = 0; i < pairs; i++) {
    const [first, second] = i % 2 === 0 ? [byFolder, byFile] : [byFile, byFolder];
    const [a, b] = [await first(), await second()];
    times.push(i % 2 === 0 ? { folder: a, file: b } : { folder: b, file: a });
  }
  const median = (of) => times.map(of).toSorted((a, b) => a - b)[Math.floor(pairs / 2)];
  const ratio = median((one) => one.file / one.folder);
  console.log(
    `folder ${median((one) => one.folder).toFixed(0)} ms, one file ${median((one) => one.file).toFixed(0)} ms: ${ratio.toFixed(2)} of the folder`,
  );
  console.log(`${(statSync(file).size / 1e6).toFixed(2)} MB`);
  process.exitCode = ratio <= most ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
