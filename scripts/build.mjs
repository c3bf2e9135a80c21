// Compiles src to dist and puts the data tables beside the code that reads them.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", `${root}tsconfig.build.json`], { stdio: "inherit" });
mkdirSync(`${root}dist/data`, { recursive: true });
for (const file of readdirSync(`${root}src/data`)) if (!file.endsWith(".ts")) cpSync(`${root}src/data/${file}`, `${root}dist/data/${file}`);
// What the HTML report holds as it is.
mkdirSync(`${root}dist/report/page`, { recursive: true });
for (const file of readdirSync(`${root}src/report/page`).filter((name) => /\.(css|js)$/.test(name)))
  cpSync(`${root}src/report/page/${file}`, `${root}dist/report/page/${file}`);
// Generated from the rules, and published: editors complete configurations by it.
const { configurationSchema } = await import(`${root}dist/config/json-schema.js`);
const { allRules } = await import(`${root}dist/rules/index.js`);
writeFileSync(`${root}dist/configuration.schema.json`, `${JSON.stringify(configurationSchema(allRules))}\n`);
chmodSync(`${root}dist/cli.js`, 0o755);
