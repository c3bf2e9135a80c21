// Prints what the rules on IAM cost: 2,000 roles with 10 statements each, and how much of it is the rules' own.
// node bench/iam.mjs [roles]   (builds nothing: run `npm run build` first)
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const roles = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), "stackwarden-bench-iam-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const urn = (type, name) => `urn:pulumi:dev::bench::${type}::${name}`;
/** Ten statements as programs write them: most name their resource, some do not, one is conditional and one a Deny; each role's are a little different. */
const uses = [
  ["s3", ["s3:GetObject", "s3:PutObject", "s3:List*"]],
  ["dynamodb", ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:BatchWriteItem"]],
  ["sqs", ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"]],
  ["ec2", ["ec2:StartInstances", "ec2:StopInstances", "ec2:Describe*"]],
  ["kms", ["kms:Decrypt", "kms:GenerateDataKey*"]],
  ["logs", ["logs:CreateLogStream", "logs:PutLogEvents"]],
  ["xray", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]],
  ["lambda", ["lambda:InvokeFunction", "lambda:UpdateFunctionCode"]],
  ["iam", ["iam:PassRole", "iam:GetRole"]],
  ["s3", ["s3:DeleteObject"]],
];
const statements = (i) =>
  uses.map(([service, actions], j) => ({
    Sid: `S${j}`,
    Effect: j === 9 ? "Deny" : "Allow",
    Action: actions,
    Resource:
      service === "xray" || (i + j) % 20 === 0
        ? "*"
        : [
            `arn:aws:${service}:${service === "s3" ? "::" : "eu-west-1:123456789012:"}thing${i}/a`,
            `arn:aws:${service}:${service === "s3" ? "::" : "eu-west-1:123456789012:"}thing${i}/b/*`,
          ],
    ...(j === 3 ? { Condition: { StringEquals: { "aws:ResourceTag/team": `t${i % 5}` } } } : {}),
  }));
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const resource = (type, name, inputs, more = {}) => ({
  urn: urn(type, name),
  type,
  custom: true,
  id: name,
  inputs,
  outputs: { ...inputs, id: name },
  ...more,
});
const resources = Array.from({ length: roles }, (_, i) => {
  const role = "aws:iam/role:Role";
  return [
    resource(role, `r${i}`, {
      name: `r${i}`,
      assumeRolePolicy: JSON.stringify(trust),
      ...(i % 10 === 0 ? { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] } : {}),
    }),
    resource(
      "aws:iam/rolePolicy:RolePolicy",
      `p${i}`,
      { role: `r${i}`, policy: JSON.stringify({ Version: "2012-10-17", Statement: statements(i) }) },
      { propertyDependencies: { role: [urn(role, `r${i}`)] } },
    ),
  ];
}).flat();
const file = join(folder, "state.json");
writeFileSync(file, JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z" }, resources } }));

const report = "process.on('exit', () => process.stderr.write('MEMORY ' + process.resourceUsage().maxRSS))";
const run = (...args) => {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(report)}`, join(root, "dist/cli.js"), ...args],
    { encoding: "utf8", maxBuffer: 2 ** 30 },
  );
  if (status !== 0 && status !== 1) throw new Error(`ended with ${status}: ${stderr}`);
  return { seconds: (performance.now() - start) / 1000, megabytes: Number(/MEMORY (\d+)/.exec(stderr)?.[1]) / 1024, stdout };
};
const median = (runs) => runs.toSorted((a, b) => a.seconds - b.seconds)[1];
const whole = median([0, 1, 2].map(() => run("check", file, "--preset", "all", "--format", "json")));
const { summary, findings } = JSON.parse(whole.stdout);
console.log(`${roles} roles with 10 statements each: ${whole.seconds.toFixed(2)} s (limit 5 s), ${whole.megabytes.toFixed(0)} MB at most`);
console.log(
  `${findings.length} findings of ${summary.rules} rules, of which ${findings.filter((f) => f.rule.startsWith("iam-")).length} on IAM`,
);
const start = median([0, 1, 2].map(() => run("--version")));
console.log(`start of the program alone: ${start.seconds.toFixed(2)} s, ${start.megabytes.toFixed(0)} MB`);
