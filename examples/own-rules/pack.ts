import { allRules, register, servePack } from "stackwarden";
import { acme } from "./rules.js";

await servePack([...allRules, ...register({ acme })], "1.0.0");
