import { allRules, readRules, register, servePack } from "stackwarden";
import { acme } from "./rules.js";

// Not awaited: the engine loads this file by `require`, which takes no `await` at the top.
servePack({
  name: "acme",
  version: "1.0.0",
  rules: [...allRules, ...register({ acme }), ...readRules(new URL("./policies.yaml", import.meta.url))],
});
