import { expect } from "vitest";
import { lineHit } from "../../src/secrets/texts/script.js";

export const password = "bw9MqLdis87PUHEW";

/** Expects the same secret in each line, alone and among others. */
export function expectSecret(lines: readonly string[], what: string, text = password): void {
  for (const line of lines)
    for (const whole of [line, `first line\n${line}\nlast line`, `first line\r\n${line}\r\n`])
      expect(lineHit(whole), whole).toEqual({ description: what, text });
}

/** Expects no secret in any of the texts. */
export function expectNone(texts: readonly string[]): void {
  for (const text of texts) expect(lineHit(text), text).toBeUndefined();
}
