import { allRules, register, servePack } from "stackwarden";
import { ours } from "./rules.js";

// Not awaited: the engine loads this file by `require`, which takes no `await` at the top.
servePack({ name: "our-policies", version: "1.0.0", rules: [...allRules, ...register({ ours })] });
