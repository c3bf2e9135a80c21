// The provider functions (data sources) that programs call most.
import { account } from "./outputs.mjs";

const one = (list) => (list.length === 1 ? list[0] : list);

/** A policy document as getPolicyDocument writes it: single-element lists as plain strings, Version first. */
function policyDocument({ statements = [], version = "2012-10-17", policyId }) {
  const document = {
    Version: version,
    ...(policyId === undefined ? {} : { Id: policyId }),
    Statement: statements.map((statement) => ({
      ...(statement.sid === undefined ? {} : { Sid: statement.sid }),
      Effect: statement.effect ?? "Allow",
      ...list("Action", statement.actions),
      ...list("NotAction", statement.notActions),
      ...list("Resource", statement.resources),
      ...list("NotResource", statement.notResources),
      ...principals("Principal", statement.principals),
      ...principals("NotPrincipal", statement.notPrincipals),
      ...conditions(statement.conditions),
    })),
  };
  const json = JSON.stringify(document, null, 2);
  return { id: "1234567890", json, minifiedJson: JSON.stringify(document), version };
}

const list = (key, values) => (values === undefined || values.length === 0 ? {} : { [key]: one(values) });

function principals(key, given) {
  if (given === undefined || given.length === 0) return {};
  if (given.some((principal) => principal.type === "*")) return { [key]: "*" };
  const byType = {};
  for (const { type, identifiers } of given) byType[type] = [...(byType[type] ?? []), ...identifiers];
  return { [key]: Object.fromEntries(Object.entries(byType).map(([type, identifiers]) => [type, one(identifiers)])) };
}

function conditions(given) {
  if (given === undefined || given.length === 0) return {};
  const byTest = {};
  for (const { test, variable, values } of given) byTest[test] = { ...byTest[test], [variable]: one(values) };
  return { Condition: byTest };
}

const functions = {
  "aws:ec2/getAmi:getAmi": () => ({
    id: "ami-0123456789abcdef0",
    imageId: "ami-0123456789abcdef0",
    architecture: "x86_64",
    name: "stub-image",
  }),
  "aws:ec2/getVpc:getVpc": ({ id }) => ({
    id: id ?? "vpc-0123456789abcdef0",
    cidrBlock: "172.31.0.0/16",
    default: id === undefined,
    tags: {},
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
  "aws:index/getAvailabilityZones:getAvailabilityZones": (_, region) => ({
    id: region,
    names: ["a", "b", "c"].map((zone) => `${region}${zone}`),
    zoneIds: ["use1-az1", "use1-az2", "use1-az3"],
    state: "available",
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: account,
    accountId: account,
    arn: `arn:aws:iam::${account}:user/stub`,
    userId: "AIDASTUB",
  }),
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": (_, region) => ({
    id: region,
    name: region,
    region,
    endpoint: `ec2.${region}.amazonaws.com`,
    description: region,
  }),
  "aws:route53/getZone:getZone": ({ name }) => ({ id: "Z0123456789ABC", zoneId: "Z0123456789ABC", name, nameServers: [] }),
};

/** The answer of a provider function; an unknown one is an error, so that no test leans on an invented answer. */
export function invoke(token, args, region) {
  const found = functions[token];
  if (found === undefined) throw new Error(`the stub provider has no answer for ${token}: add one to test/e2e/stub/invokes.mjs`);
  return found(args, region);
}
