import { serve } from "./pulumi/server.js";
import { allRules } from "./rules/index.js";
import { version } from "./version.js";

// The engine reads the port from the first line of standard output.
serve(allRules, version()).then(
  (port) => console.log(String(port)),
  (error: unknown) => {
    console.error(`stackwarden: the policy pack could not be served: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
