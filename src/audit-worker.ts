/** A thread of `stackwarden audit`: evaluates the stacks that it is sent. */
import { parentPort, workerData } from "node:worker_threads";
import type { Task } from "./audit/evaluate.js";
import { evaluator } from "./audit/pool.js";
import { type SettingOptions, settingFor } from "./cli/audit-setting.js";
import { allRules } from "./rules/index.js";

const port = parentPort;
if (port === null) throw new Error("audit-worker.js runs in a thread of `stackwarden audit`");
// Messages that come before the rules are loaded wait in the port.
const evaluate = evaluator(await settingFor(allRules, workerData as SettingOptions, () => undefined));
port.on("message", (task: Task) => port.postMessage(evaluate(task)));
