/** Random stacks of real types: right and wrong values, unknowns, secrets with markers, JSON texts, joins. */
import type { RawResource } from "../../src/model/resource.js";
import type { StackConfig } from "../../src/model/stack.js";
import { signatureKey, signatures, unknownString } from "../../src/model/value.js";
import { type Fields, fieldsOf, fieldsOfBlock, type Kind } from "./inputs.js";
import { literalsOf } from "./literals.js";
import type { Random } from "./random.js";
import { addresses, numbers, words } from "./values.js";

/** Stands in every secret text; may show up nowhere. */
export const marker = "M4RK";

/** One random stack. */
export interface FuzzStack {
  readonly name: string;
  readonly resources: readonly RawResource[];
  readonly config: StackConfig | undefined;
}

/** Makes random stacks of about `size` resources, most of them of the types in one of the given lists. */
export function stackMaker(
  random: Random,
  judged: readonly (readonly string[])[],
  others: readonly string[],
  size: number,
): () => FuzzStack {
  const fields = new Map<string, Fields>();
  let secrets = 0;

  const fieldsFor = (type: string): Fields => {
    let found = fields.get(type);
    if (found === undefined) {
      found = fieldsOf(type);
      fields.set(type, found);
    }
    return found;
  };
  const secretText = (): string => `${marker}-${secrets++}-${random.below(1e9).toString(36)}`;
  const credential = (): string =>
    random
      .pick([
        ["AKIA", "Q3EGRPNXKQ7Z", "WXYZ"],
        ["ghp_", "16C7e42F292c6912E7710c838347Ae178B4a"],
        ["xoxb-", "1234-5678-abcdEFGH"],
      ])
      .join("");

  const statement = (): unknown => {
    const part = (): unknown =>
      random.chance(0.4)
        ? random.pick(["*", ["*"]])
        : random.chance(0.1)
          ? anything(2)
          : random.pick([unknownString, "s3:*", "iam:PassRole", "iam:*", "s3:Get*", "ec2:Describe*", ["sts:AssumeRole", "*:*"], []]);
    const all: Record<string, unknown> = {
      Sid: random.pick(["A", "B", "", undefined]),
      Effect: random.chance(0.7) ? "Allow" : random.pick(["Deny", "allow", unknownString, 7]),
      [random.pick(["Action", "Action", "Action", "NotAction", "action"])]: part(),
      [random.pick(["Resource", "Resource", "Resource", "NotResource"])]: part(),
      [random.pick(["Principal", "Principal", "NotPrincipal"])]: random.pick([
        undefined,
        "*",
        { AWS: "*" },
        { AWS: ["arn:aws:iam::123456789012:root"] },
        { Service: "ec2.amazonaws.com" },
        { Federated: unknownString },
        7,
        null,
      ]),
      Condition: random.pick([
        undefined,
        undefined,
        {},
        { StringEquals: { "aws:SourceAccount": "123456789012" } },
        { StringLike: { "token.actions.githubusercontent.com:sub": "repo:a/*" } },
        [],
        "x",
        { Bool: [] },
      ]),
    };
    return all;
  };
  const policy = (): unknown => ({
    Version: "2012-10-17",
    Statement: random.pick([() => [statement(), statement()], statement, () => anything(2), () => []])(),
  });
  const containers = (): unknown => [
    {
      name: "app",
      image: random.pick(["nginx:latest", unknownString, 7]),
      privileged: random.pick([true, false, "true"]),
      environment: random.pick([[{ name: "PASSWORD", value: credential() }], [{ name: "A" }], [null], {}, "x"]),
      logConfiguration: random.pick([undefined, null, { logDriver: "awslogs" }, []]),
    },
    random.pick([null, "x", {}, unknownString]),
  ];
  const jsonText = (): string => {
    const text = JSON.stringify(random.pick([policy, containers, () => anything(3)])()) ?? "null";
    return random.chance(0.1) ? text.slice(0, random.below(text.length)) : text;
  };

  const text = (): unknown => {
    const roll = random.next();
    if (roll < 0.35) return random.pick(words);
    if (roll < 0.5) return random.pick(addresses);
    if (roll < 0.65) return jsonText();
    if (roll < 0.7) return credential();
    if (roll < 0.75) return Buffer.from(`#!/bin/sh\nexport TOKEN=${credential()}\n`).toString("base64");
    if (roll < 0.8) return `prefix-${unknownString}-suffix`;
    if (roll < 0.82) return "x".repeat(random.below(5000));
    return `name-${random.below(8)}`;
  };

  /**
   * A text in another spelling: of another case or with what stands around it, a lone half of a character, or the engine's marks, which mean nothing
   * inside a text.
   */
  const spelt = (text: string): string =>
    random.pick([
      () => text.toUpperCase(),
      () => text.toLowerCase(),
      () => ` ${text} `,
      () => `0${text}`,
      () => `+${text}`,
      () => `${text}\ud800`,
      () => `\udc00${text}`,
      () => `${text}${unknownString}`,
      () => text.replace(/[\w-]+/, unknownString),
      () => text.replace(/"(?=[\]},])/, `-${unknownString}"`),
      () => text.replace("{", `{"${signatureKey}": "${random.pick(Object.values(signatures))}", `),
      () => `{"${signatureKey}":"${signatures.secret}","value":${JSON.stringify(text)}}`,
    ])();

  const anything = (depth: number): unknown => {
    switch (random.below(depth <= 0 ? 7 : 10)) {
      case 0:
        return null;
      case 1:
        return random.chance(0.5);
      case 2:
        return random.pick(numbers);
      case 3:
      case 4:
        return random.pick(words);
      case 5:
        return unknownString;
      case 6:
        return random.pick([[], {}, [null], [[]], { "": "" }]);
      case 7:
        return Array.from({ length: random.below(3) }, () => anything(depth - 1));
      case 8: {
        let deep: unknown = "bottom";
        for (let i = random.below(40); i > 0; i--) deep = random.chance(0.5) ? [deep] : { a: deep };
        return deep;
      }
      default:
        return Object.fromEntries(Array.from({ length: random.below(3) }, () => [random.pick(words), anything(depth - 1)]));
    }
  };

  // A secret may hold anything, but never a text that also stands somewhere in the open: then only the marker can tell a leak.
  const hidden = (kind: Kind, depth: number): unknown => {
    if (depth > 4) return secretText();
    switch (kind.is) {
      case "list":
        return Array.from({ length: random.below(3) }, () => hidden(kind.of, depth + 1));
      case "map":
        return Object.fromEntries(
          Array.from({ length: random.below(3) }, (_, i) => [random.pick(["Owner", "PASSWORD", `key${i}`]), hidden(kind.of, depth + 1)]),
        );
      case "block":
        return Object.fromEntries(
          Object.entries(fieldsOfBlock(kind.name))
            .filter(() => random.chance(0.4))
            .map(([key, of]) => [key, hidden(of, depth + 1)]),
        );
      case "number":
        return random.chance(0.5) ? 22 : secretText();
      case "boolean":
        return random.chance(0.8) ? random.chance(0.5) : secretText();
      default:
        return random.pick([
          secretText,
          () =>
            JSON.stringify({
              Version: "2012-10-17",
              Statement: [
                {
                  Sid: secretText(),
                  Effect: "Allow",
                  Action: secretText(),
                  Resource: ["*", secretText()],
                  Principal: { AWS: secretText() },
                },
              ],
            }),
          () => JSON.stringify([{ name: secretText(), image: secretText(), environment: [{ name: "PASSWORD", value: secretText() }] }]),
          () => Buffer.from(`export PASSWORD=${secretText()}`).toString("base64"),
          () => `postgres://user:${secretText()}@host/db`,
          () => `${credential()}${secretText()}`,
        ])();
    }
  };
  const wrap = (value: unknown): unknown =>
    random.pick([
      () => ({ [signatureKey]: signatures.secret, value }),
      () => ({ [signatureKey]: signatures.secret, plaintext: JSON.stringify(value) }),
      () => ({ [signatureKey]: signatures.output, value, secret: true, dependencies: [] }),
      () => ({ [signatureKey]: signatures.output, value: { [signatureKey]: signatures.secret, value }, secret: false }),
    ])();
  const special = (): unknown =>
    random.pick([
      { [signatureKey]: signatures.output },
      { [signatureKey]: signatures.secret, ciphertext: "v1:x:y" },
      { [signatureKey]: signatures.secret, value: "[secret]" },
      { [signatureKey]: "unheard-of" },
      { [signatureKey]: signatures.asset, text: "hello" },
      { [signatureKey]: signatures.archive, path: "./app" },
      { [signatureKey]: signatures.resource, urn: "urn:pulumi:dev::p::aws:s3/bucket:Bucket::name-1", id: "name-1" },
      { [signatureKey]: 7 },
    ]);

  // Some resources are mostly well made, so that rules come to a verdict; others hold anything.
  let noise = 0;
  const value = (kind: Kind, depth: number, key = ""): unknown => {
    const given = givenFor(kind, depth, key);
    return typeof given === "string" && given !== unknownString && random.chance(0.08) ? spelt(given) : given;
  };
  const givenFor = (kind: Kind, depth: number, key: string): unknown => {
    if (random.chance(noise)) return random.pick([() => unknownString, () => wrap(hidden(kind, 0)), special, () => anything(2)])();
    const literals = literalsOf(key);
    if (literals.length > 0 && (kind.is === "text" || kind.is === "number") && random.chance(0.5)) return random.pick(literals);
    if (/policy|document/i.test(key) && random.chance(0.7)) return random.chance(0.8) ? JSON.stringify(policy()) : policy();
    if (key === "containerDefinitions" && random.chance(0.7)) return JSON.stringify(containers());
    if (/cidr/i.test(key) && random.chance(0.5)) return kind.is === "list" ? [random.pick(addresses)] : random.pick(addresses);
    if (/port$/i.test(key) && random.chance(0.5)) return random.pick([0, 22, 3306, 3389, 65_535]);
    switch (kind.is) {
      case "text":
        return text();
      case "number":
        return random.chance(0.1) ? String(random.pick(numbers)) : random.pick(numbers);
      case "boolean":
        return random.chance(0.1) ? random.pick(["true", "false", "", "1"]) : random.chance(0.5);
      case "list": {
        // The provider had lists of one where it has objects now, and the other way about.
        const items = Array.from({ length: random.below(4) }, () => value(kind.of, depth + 1));
        return random.chance(0.1) ? items[0] : items;
      }
      case "map":
        return Object.fromEntries(
          Array.from({ length: random.below(4) }, () => [
            random.pick(["Owner", "owner", "Environment", "Project", "aws:x", "a.b", "", "PASSWORD", "constructor"]),
            value(kind.of, depth + 1),
          ]),
        );
      case "block": {
        if (depth > 6) return {};
        const block = fill(fieldsOfBlock(kind.name), depth + 1);
        return random.chance(0.15) ? [block] : block;
      }
      default:
        return random.chance(0.5) ? jsonText() : anything(2);
    }
  };
  const fill = (given: Fields, depth: number): Record<string, unknown> => {
    const density = random.pick([0.15, 0.5, 0.9]) / (1 + depth / 5);
    const inputs: Record<string, unknown> = {};
    for (const [key, kind] of Object.entries(given)) if (random.chance(density)) inputs[key] = value(kind, depth, key);
    if (random.chance(0.2)) inputs["__defaults"] = random.pick([["name", "tags"], [], "x", [7]]);
    if (random.chance(0.05)) inputs[random.pick(words)] = anything(2);
    return inputs;
  };

  return () => {
    const stack = random.pick(["dev", "prod", "prod-eu", ""]);
    const types = Array.from({ length: 8 }, () => random.pick(random.pick(judged)));
    const pickType = (): string =>
      random.chance(0.5) ? random.pick(types) : random.chance(0.85) ? random.pick(random.pick(judged)) : random.pick(others);
    const urns = Array.from({ length: size }, (_, i) => {
      const type = pickType();
      return { type, urn: `urn:pulumi:${stack}::p::${type}::name-${i % 10}${random.chance(0.05) ? "::odd" : ""}` };
    });
    const provider = `urn:pulumi:${stack}::p::pulumi:providers:aws::default`;
    const defaultTags = random.pick([
      undefined,
      { tags: { Owner: "x" } },
      '{"tags":{"Owner":"x"}}',
      unknownString,
      wrap(`{"tags":{"Owner":"${secretText()}"}}`),
      "x",
      [{ tags: null }],
    ]);
    const resources: RawResource[] = [
      {
        urn: provider,
        type: "pulumi:providers:aws",
        inputs: { region: "us-east-1", defaultTags, secretKey: random.pick([undefined, wrap(secretText()), credential()]) },
      },
      {
        urn: `urn:pulumi:${stack}::p::pulumi:pulumi:Stack::p-${stack}`,
        type: "pulumi:pulumi:Stack",
        custom: false,
        outputs: { out: text(), hidden: wrap(secretText()), any: anything(3) },
      },
    ];
    for (const { urn, type } of urns) {
      noise = random.pick([0.03, 0.1, 0.3]);
      const inputs = fill(fieldsFor(type), 0);
      const propertyDependencies = Object.fromEntries(
        Object.keys(inputs)
          .filter(() => random.chance(0.2))
          .map((key) => [key, [random.pick(urns).urn]]),
      );
      resources.push({
        urn,
        type,
        custom: random.chance(0.98),
        external: random.chance(0.05),
        inputs,
        outputs: random.chance(0.5)
          ? { ...inputs, id: `name-${random.below(8)}`, arn: random.pick([unknownString, "arn:aws:s3:::name-1"]) }
          : {},
        provider: random.chance(0.8) ? provider : undefined,
        parent: random.pick([undefined, random.pick(urns).urn]),
        propertyDependencies,
        dependencies: Object.values(propertyDependencies).flat(),
        options: {
          protect: random.chance(0.5),
          ignoreChanges: random.pick([[], ["*"], ["tags", "encrypted"], ["a[0].b", ""]]),
          deleteBeforeReplace: random.pick([undefined, true, false]),
          retainOnDelete: random.pick([undefined, true, false]),
        },
      });
    }
    const config: StackConfig | undefined = random.chance(0.5)
      ? undefined
      : {
          values: { "p:name": "x", "p:password": credential(), "aws:region": "us-east-1", "p:json": jsonText() },
          secretKeys: new Set(["p:hidden"]),
        };
    return { name: stack, resources, config };
  };
}
