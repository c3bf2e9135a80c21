import { parseAllDocuments } from "yaml";
import { partitionOf, suffixOf } from "../../iam/document/partitions.js";
import type { InvokeAnswer } from "./invoke-answer.js";
import { standardFunction } from "./std.js";
import { account } from "./typed.js";

type Raw = Readonly<Record<string, unknown>>;
interface Place {
  readonly region: string;
  readonly folder: string;
}

const isStandIn = true;
const computed = (value: Raw): InvokeAnswer => ({ kind: "answer", value });
const invented = (value: Raw): InvokeAnswer => ({ kind: "answer", value, isStandIn });

/** Functions of other packages that programs for AWS call, by token. */
const functions: ReadonlyMap<string, (args: Raw, place: Place) => InvokeAnswer> = new Map<
  string,
  (args: Raw, place: Place) => InvokeAnswer
>([
  ["kubernetes:yaml:decode", ({ text }) => computed({ result: objectsIn(String(text)) })],
  // Only the tools of Kubernetes know what a chart renders; its objects are not resources of AWS.
  ["kubernetes:helm:template", () => invented({ result: [] })],
  ["kubernetes:kustomize:directory", () => invented({ result: [] })],
  ["tls:index/getCertificate:getCertificate", (args) => invented({ ...args, id: "preview", certificates: [certificate] })],
  ["aws-native:index:getAccountId", () => invented({ accountId: account })],
  ["aws-native:index:getRegion", (_, { region }) => computed({ region })],
  ["aws-native:index:getPartition", (_, { region }) => computed({ partition: partitionOf(region) })],
  ["aws-native:index:getUrlSuffix", (_, { region }) => computed({ urlSuffix: suffixOf(partitionOf(region)) })],
  [
    "aws-native:index:getAzs",
    ({ region: given }, { region }) => invented({ azs: ["a", "b", "c"].map((zone) => `${String(given || region)}${zone}`) }),
  ],
]);

const certificate: Raw = {
  certPem: "",
  isCa: true,
  issuer: "CN=preview",
  maxPathLength: -1,
  notAfter: "2035-01-01T00:00:00Z",
  notBefore: "2025-01-01T00:00:00Z",
  publicKeyAlgorithm: "RSA",
  serialNumber: "1",
  sha1Fingerprint: "0".repeat(40),
  signatureAlgorithm: "SHA256-RSA",
  subject: "CN=preview",
  version: 3,
};

/** The answer to a function of another package than `aws`; `undefined` where nothing is known of it. */
export function foreignAnswer(token: string, args: Raw, place: Place): InvokeAnswer | undefined {
  const found = functions.get(token);
  if (found !== undefined) return found(args, place);
  const standard = standardFunction(token, args, place.folder);
  return standard === undefined ? undefined : computed(standard);
}

/** The objects of Kubernetes in a text of YAML documents; those of lists as well. */
function objectsIn(text: string): readonly unknown[] {
  return parseAllDocuments(text).flatMap((document) => {
    const value: unknown = document.errors.length > 0 ? null : document.toJS();
    if (typeof value !== "object" || value === null) return [];
    const { kind, items } = value as Raw;
    return typeof kind === "string" && kind.endsWith("List") && Array.isArray(items) ? items : [value];
  });
}
