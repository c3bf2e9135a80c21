/** One stack with waivers, seen through each door. */
import { configure, parseEntries, resolveAsEngine } from "../../src/config/config.js";
import { startSession } from "../../src/doors/pulumi/session.js";
import { check } from "../../src/doors/state/check.js";
import { readState } from "../../src/doors/state/state.js";
import { register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";
import type { RawResource } from "../../src/model/resource.js";
import { type PoliciesArguments, policiesOf } from "../../src/policies.js";
import { waivers } from "../../src/rules/waivers.js";
import { bucket, resource, state } from "../cli/fixture.js";

const about = { severity: "high", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
export const rules = register({
  x: {
    "x-destroy": rule("s3.Bucket", { ...about, title: "No force", require: { forceDestroy: false } }),
    "x-ports": rule("ec2.SecurityGroup", {
      ...about,
      title: "No ports",
      check: (group, { each, at }) => each(group, "ingress", (one) => (one.fromPort ?? 0) < 100 && at("fromPort", "is low")),
    }),
    "x-blocked": rule("s3.Bucket", {
      ...about,
      title: "Blocked",
      with: { block: "s3.BucketPublicAccessBlock#bucket" },
      require: { block: { blockPublicAcls: true } },
    }),
    "x-tagged": rule("s3.Bucket", { ...about, title: "Tagged", preset: "all", check: () => "is not tagged" }),
    "x-never": rule("iam.Role", { ...about, title: "Never", waivable: false, check: () => "is a role" }),
    "x-crash": rule("sqs.Queue", {
      ...about,
      title: "Crash",
      check: () => {
        throw new Error("broken");
      },
    }),
    "x-advice": rule("sns.Topic", { ...about, title: "Advice", severity: "low", check: () => "is a topic" }),
  },
  waivers,
});

export const today = "2026-07-01";
const blocked = (name: string) =>
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", `${name}-block`, { bucket: `${name}-id`, blockPublicAcls: true });
export const ingress = [22, 80].map((fromPort) => ({ fromPort, toPort: fromPort, protocol: "tcp" }));
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const resources = [
  resource("pulumi:pulumi:Stack", "shop-dev", {}, { custom: false }),
  bucket("logs"),
  bucket("logs-archive"),
  bucket("fine", { forceDestroy: false }),
  bucket("waits", { forceDestroy: unknownValue }),
  ...["logs", "logs-archive", "fine", "waits"].map(blocked),
  resource("aws:ec2/securityGroup:SecurityGroup", "group", { ingress }),
  resource("aws:iam/role:Role", "role"),
  resource("aws:sqs/queue:Queue", "queue"),
];

export interface Given {
  readonly pack?: readonly unknown[];
  readonly own?: unknown;
  readonly ownIsSecret?: boolean;
  readonly allow?: boolean | readonly string[];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly resources?: readonly Record<string, unknown>[];
}
export interface Seen {
  /** What is reported, as `rule name path`; what the rules that are not about waivers always find here is left out. */
  readonly broken: string[];
  readonly waived: string[];
}

export const settingsOf = ({ pack = [], allow, config = {}, settings = {} }: Given) =>
  parseEntries({
    ...config,
    stackwarden: {
      disable: ["waivers-not-ending-soon"],
      ...settings,
      waivers: pack,
      ...(allow !== undefined && { allowStackWaivers: allow }),
    },
  });
const ownConfig = ({ own, ownIsSecret = false }: Given) => {
  const text = typeof own === "string" ? own : JSON.stringify(own);
  return {
    values: own === undefined ? {} : { "stackwarden:waivers": text },
    secretKeys: new Set(ownIsSecret ? ["stackwarden:waivers"] : []),
  };
};
export const always = ["x-never role ", "x-crash queue "];
const seen = (all: readonly { rule: string; name: string; path: string; outcome: string }[]): Seen => {
  const lines = (fits: (outcome: string) => boolean): string[] =>
    all
      .filter(({ outcome }) => fits(outcome))
      .map(({ rule: id, name, path }) => `${id} ${name} ${path}`)
      .filter((line) => !always.includes(line))
      .toSorted();
  return { broken: lines((outcome) => outcome === "fail" || outcome === "crash"), waived: lines((outcome) => outcome === "waived") };
};

/** By `check`, with the stack's configuration beside its state. */
export function byCheck(given: Given): Seen {
  const entries = settingsOf(given);
  const configuration = configure(rules, resolveAsEngine(rules, entries), entries);
  const config = { file: "Pulumi.dev.yaml", files: [], stack: "dev", config: ownConfig(given), places: new Map() };
  const input = { path: "dev.json", state: readState(state(given.resources ?? resources), "dev.json"), config };
  const report = check({ states: [input], stackFiles: [], skipped: [] }, rules, configuration, { version: "", startedAt: 0, today });
  return seen(report.findings);
}

/** As the engine asks the pack: stack and configuration first, each resource, then the stack as a whole. */
export function bySession(given: Given): Seen {
  const entries = settingsOf(given);
  const session = startSession(rules, () => today);
  session.configureStack({ name: "dev", project: "shop", config: ownConfig(given) });
  session.configure(resolveAsEngine(rules, entries), entries);
  const raws = readState(state(given.resources ?? resources), "dev.json").resources;
  const found = [
    ...raws.filter(({ type }) => !type.startsWith("pulumi:")).flatMap((raw) => session.analyze(raw)),
    ...session.analyzeStack(raws.map((raw) => ({ ...raw, inputs: {}, outputs: { ...raw.inputs, ...raw.outputs } }))),
  ];
  return seen(
    found.map((j) => ({
      rule: j.rule,
      name: j.resource.name,
      path: j.path,
      outcome: j.waiver === undefined || j.outcome === "unknown" ? j.outcome : "waived",
    })),
  );
}

/** As an organisation's own pack asks the policies: each resource policy about each resource, then each stack policy, in their order. */
export function byPolicies(given: Given): Seen {
  const settings = { disable: ["waivers-not-ending-soon"], ...given.settings, waivers: given.pack ?? [] };
  const list = policiesOf(rules, { ...settings, config: { ...given.config } as PoliciesArguments["config"] & object }, () => today);
  const raws = readState(state(given.resources ?? resources), "dev.json").resources;
  const told: { rule: string; name: string; path: string; outcome: string }[] = [];
  const ended = Symbol("ended");
  const ask = (policy: string, call: (report: (message: string, urn?: string) => void, common: object) => unknown): void => {
    const tell = (outcome: string) => (message: string, urn_?: string) =>
      void told.push({ rule: policy, name: urn_?.split("::").at(-1) ?? "", path: /^\S*/.exec(message)?.[0] ?? "", outcome });
    try {
      call(tell("fail"), {
        getConfig: () => ({}),
        stackTags: new Map(),
        notApplicable: () => {
          throw ended;
        },
      });
    } catch (error) {
      if (error !== ended) throw error;
    }
  };
  const opts = { protect: false, ignoreChanges: [], aliases: [], additionalSecretOutputs: [], customTimeouts: {} };
  const common = (raw: RawResource) => ({
    urn: raw.urn,
    type: raw.type,
    name: raw.urn.split("::").at(-1) ?? "",
    opts,
    isType: () => false,
  });
  for (const raw of raws.filter(({ type }) => !type.startsWith("pulumi:")))
    for (const policy of list)
      if ("validateResource" in policy && typeof policy.validateResource === "function") {
        const { validateResource } = policy;
        ask(policy.name, (report, more) =>
          validateResource({ ...common(raw), props: raw.inputs, ...more } as never, (message) => report(message, raw.urn)),
        );
      }
  const stack = raws.map((raw) => ({
    ...common(raw),
    props: { ...raw.inputs, ...raw.outputs },
    dependencies: [],
    propertyDependencies: {},
  }));
  for (const policy of raws.length === 0 ? [] : list)
    if ("validateStack" in policy) ask(policy.name, (report, more) => policy.validateStack({ resources: stack, ...more } as never, report));
  return seen(told);
}
