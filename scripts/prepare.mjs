// What npm runs after an installation in a checkout: builds `dist`. Without the development dependencies there is nothing to build with.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const run = (command, args) => execFileSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });

// For `npm install --global git+…` (pre-commit does that), npm's own preparation of the clone inherits `global` and installs elsewhere.
if (process.env.npm_config_global === "true" && !existsSync("node_modules/typescript"))
  run("npm", ["ci", "--no-global", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
if (existsSync("node_modules/typescript")) run("node", ["scripts/build.mjs"]);
