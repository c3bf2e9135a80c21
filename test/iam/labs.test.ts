import { describe, expect, test } from "vitest";
import type { Spec } from "../suite.js";
import { deny, inline, said, undeployed } from "./lab.js";
import { closed, keys } from "./stacks/keys.js";
import type { Lab } from "./stacks/parts.js";
import { passes } from "./stacks/passes.js";
import { raises } from "./stacks/raises.js";
import { roles } from "./stacks/roles.js";
import { takeovers } from "./stacks/takeovers.js";

/** Stacks as those of training labs, each with its twin whose target is harmless. */

const labs: Readonly<Record<string, readonly Lab[]>> = { roles, passes, takeovers, raises, keys };

const everything = deny("*", "*");
/** The stack with a Deny for everybody who may start. */
const denied = (specs: readonly Spec[]): Spec[] => [
  ...specs,
  ...specs
    .filter(({ name, type }) => ["start", "me"].includes(name) && /:(User|Role)$/.test(type))
    .map(({ name, type }) => ({ ...inline(type.endsWith(":User") ? "user" : "role", name, everything), name: `denies-${name}` })),
];

for (const [group, list] of Object.entries(labs))
  describe(`labs: ${group}`, () => {
    for (const [title, stack, { isDeployedOnly = false, isWide = false } = {}] of list) {
      test(title, () => expect(said(stack(true))).not.toEqual([]));
      test.skipIf(isWide)(`harmless: ${title}`, () => expect(said(stack(false))).toEqual([]));
      test(`denied: ${title}`, () => expect(said(denied(stack(true))).filter((line) => line.startsWith("start"))).toEqual([]));
      test.skipIf(isDeployedOnly)(`before the deployment: ${title}`, () => {
        const specs = undeployed(stack(true));
        expect([...said(specs), ...said(specs, "unknown")]).not.toEqual([]);
      });
    }
  });

test.each(closed)("closed: %s", (_, stack) => expect(said(stack)).toEqual([]));
