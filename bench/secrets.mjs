// What the search for secrets costs: a large stack, a long text, and texts made to send expressions back and forth.
// node bench/secrets.mjs   (builds nothing: run `npm run build` first)
import { randomBytes } from "node:crypto";
import { toResource } from "../dist/model/resource.js";
import { toStack } from "../dist/model/stack.js";
import { copiesIn, secretValues } from "../dist/secrets/texts/copies.js";
import { leaksIn } from "../dist/secrets/texts/leaks.js";

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const time = (run, rounds = 7) =>
  median(
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
const rows = [];
const row = (what, milliseconds, limit) => rows.push([what, milliseconds, limit]);
const wrapped = (value) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

const kinds = [
  (i) => `arn:aws:iam::123456789012:role/app-${i}`,
  (i) => `https://sqs.eu-west-1.amazonaws.com/123456789012/jobs-${i}`,
  (i) => `orders-${i}-${randomBytes(4).toString("hex")}`,
  () => "The security group of the tasks that read the queue",
  () => randomBytes(20).toString("hex"),
  (i) => `db-${i}.cluster-abc.eu-west-1.rds.amazonaws.com`,
  (i) => JSON.stringify({ level: "info", retention: i }),
  (i) => `--log-level=info --port ${i}`,
];
const resources = Array.from({ length: 5000 }, (_, i) => {
  const inputs = Object.fromEntries(Array.from({ length: 40 }, (_, j) => [`VARIABLE_${j}`, kinds[(i + j) % kinds.length](i * 40 + j)]));
  inputs.DB_PASSWORD = wrapped(randomBytes(18).toString("base64"));
  const type = "aws:lambda/function:Function";
  return toResource({ urn: `urn:pulumi:dev::shop::${type}::r${i}`, type, inputs: { environment: { variables: inputs } } });
});
const stack = toStack(resources, { name: "dev", project: "shop" });
row(
  "5,000 resources with 40 strings: forms and names",
  time(() => {
    for (const { inputs } of resources) leaksIn(inputs, []);
  }, 3),
  2000,
);
row(
  "… copies of 5,000 secrets",
  time(() => {
    const values = secretValues(stack);
    for (const { inputs } of resources) copiesIn(inputs, values);
  }, 3),
);

const look = (text) =>
  leaksIn(toResource({ urn: "urn:pulumi:dev::s::t::n", type: "aws:ec2/instance:Instance", inputs: { userData: text } }).inputs, []);
const line = "export LOG_LEVEL=info; curl -fsS https://dl.acme.dev/tools/agent.tgz | tar xz -C /opt  # the token is read from SSM\n";
const megabyte = (piece) => piece.repeat(Math.ceil(1_000_000 / piece.length)).slice(0, 1_000_000);
row(
  "1 MB of a shell script",
  time(() => look(`#!/bin/bash\n${megabyte(line)}`)),
  50,
);
row(
  "1 MB of a script in base64",
  time(() => look(Buffer.from(`#!/bin/bash\n${megabyte(line).slice(0, 750_000)}`).toString("base64"))),
  50,
);
row(
  "1 MB of random base64",
  time(() => look(randomBytes(750_000).toString("base64"))),
  50,
);
row(
  "1 MB of one line without blanks",
  time(() => look(`x ${megabyte("abcdefgh01")}`)),
  50,
);

console.log(`Medians, node ${process.version}\n`);
for (const [what, milliseconds, limit] of rows)
  console.log(`${what.padEnd(52)} ${milliseconds.toFixed(1).padStart(9)} ms${limit === undefined ? "" : `  (at most ${limit} ms)`}`);
