import { secretOutputs } from "../data/tables.js";
import type { View } from "../language/view.js";
import { isSecret, isUnknown } from "../model/value.js";

/**
 * A View over the credentials that AWS hands out, by output, if they are in plaintext in the state: the provider encrypts them only as secrets, and not at all
 * in states of other origin. With a PGP key AWS returns them sealed.
 */
export const plaintextReturned: View<unknown> = {
  view: "credentials that AWS returns",
  scope: "stack",
  atEnd: "what AWS returns is an output",
  types: Object.keys(secretOutputs()),
  *of(resource) {
    const { outputs, inputs, options } = resource;
    const { pgpKey } = inputs.value;
    if (typeof pgpKey === "string" && pgpKey !== "") return;
    for (const output of secretOutputs()[resource.type] ?? []) {
      const value = outputs.value[output];
      if (typeof value !== "string" && !isUnknown(value)) continue;
      if (value === "" || isSecret(outputs, output) || options.additionalSecretOutputs.includes(output)) continue;
      const isOpen = isUnknown(value) || isUnknown(pgpKey) || !outputs.secretsKnown;
      yield { resource, path: isOpen ? "" : output, value: output, ...(isOpen && { unreadable: [output] }) };
    }
  },
};
