import { allRules, register, servePack } from "stackwarden";
import { ours } from "./rules.js";

// Not awaited: the engine loads this file by `require`, which takes no `await` at the top.
servePack([...allRules, ...register({ ours })], "1.0.0");
