import { expect, test } from "vitest";
import { isSecretUnder } from "../../src/secrets/names/literal.js";

test.each<[string, boolean]>([
  ["Xk3-other-Secret99", true],
  ["Qz7_Blue_horse_42", true],
  ["Trk9-river-Stone12", true],
  ["app-prod-token-2", false],
  ["Team1-service-Key2", false],
  ["MyApp-prod-v2", false],
  ["Prod-api-Token1", false],
  ["db1-user-pool2", false],
])("%s under API_TOKEN", (text, isSecret) => expect(isSecretUnder("API_TOKEN", text)).toBe(isSecret));
