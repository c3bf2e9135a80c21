import { servePack } from "./doors/pulumi/serve.js";
import { allRules } from "./rules/index.js";

servePack(allRules).catch((error: unknown) => {
  console.error(`stackwarden: the policy pack could not be served: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
