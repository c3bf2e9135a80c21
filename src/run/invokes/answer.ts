type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the answer to an invoke depends on besides its arguments. */
export interface InvokeContext {
  readonly region: string | undefined;
}

export type InvokeAnswer = { readonly kind: "answer"; readonly value: Raw } | { readonly kind: "unknown" };

/** The account that stands for the one of the user, which is not known. */
const account = "123456789012";

const answers: ReadonlyMap<string, (args: Raw, region: string) => Raw> = new Map<string, (args: Raw, region: string) => Raw>([
  ["aws:iam/getPolicyDocument:getPolicyDocument", policyDocument],
  [
    "aws:index/getCallerIdentity:getCallerIdentity",
    () => ({ id: account, accountId: account, arn: `arn:aws:iam::${account}:user/preview`, userId: "AIDAPREVIEW" }),
  ],
  [
    "aws:index/getPartition:getPartition",
    () => ({ id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" }),
  ],
  [
    "aws:index/getRegion:getRegion",
    (_, region) => ({ id: region, name: region, region, endpoint: `ec2.${region}.amazonaws.com`, description: region }),
  ],
  [
    "aws:index/getAvailabilityZones:getAvailabilityZones",
    (_, region) => ({
      id: region,
      names: ["a", "b", "c"].map((zone) => `${region}${zone}`),
      zoneIds: ["az1", "az2", "az3"].map((zone) => `use1-${zone}`),
      groupNames: [region],
      state: "available",
    }),
  ],
  [
    "aws:ec2/getAmi:getAmi",
    () => ({
      id: "ami-00000000000000000",
      imageId: "ami-00000000000000000",
      architecture: "x86_64",
      name: "preview",
      rootDeviceName: "/dev/xvda",
      rootSnapshotId: "snap-00000000000000000",
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: {}, noDevice: "", virtualName: "" }],
    }),
  ],
]);

/** The answer to an invoke: computed where it can be, with stand-ins where it cannot. */
export function answerInvoke(token: string, args: Raw, { region = "us-east-1" }: InvokeContext): InvokeAnswer {
  const answer = answers.get(token);
  return answer === undefined ? { kind: "unknown" } : { kind: "answer", value: answer(args, region) };
}

const one = (list: readonly unknown[]): unknown => (list.length === 1 ? list[0] : list);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const part = (key: string, value: unknown): Raw => (listOf(value).length === 0 ? {} : { [key]: one(listOf(value)) });

function policyDocument(args: Raw): Raw {
  const document = {
    Version: args["version"] ?? "2012-10-17",
    ...(args["policyId"] !== undefined && { Id: args["policyId"] }),
    Statement: listOf(args["statements"])
      .filter(isRaw)
      .map((given) => ({
        ...(given["sid"] !== undefined && { Sid: given["sid"] }),
        Effect: given["effect"] ?? "Allow",
        ...part("Action", given["actions"]),
        ...part("NotAction", given["notActions"]),
        ...part("Resource", given["resources"]),
        ...part("NotResource", given["notResources"]),
        ...principals("Principal", given["principals"]),
        ...principals("NotPrincipal", given["notPrincipals"]),
        ...conditions(given["conditions"]),
      })),
  };
  return { id: "0", json: JSON.stringify(document, null, 2), minifiedJson: JSON.stringify(document), version: document.Version };
}

function principals(key: string, value: unknown): Raw {
  const given = listOf(value).filter(isRaw);
  if (given.length === 0) return {};
  if (given.some(({ type }) => type === "*")) return { [key]: "*" };
  const byType = new Map<string, unknown[]>();
  for (const { type, identifiers } of given) byType.set(String(type), [...(byType.get(String(type)) ?? []), ...listOf(identifiers)]);
  return { [key]: Object.fromEntries([...byType].map(([type, list]) => [type, one(list)])) };
}

function conditions(value: unknown): Raw {
  const given = listOf(value).filter(isRaw);
  if (given.length === 0) return {};
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of given)
    byTest[String(test)] = { ...byTest[String(test)], [String(variable)]: one(listOf(values)) };
  return { Condition: byTest };
}
