import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isScalar } from "yaml";
import { keyOf, pairsOf, readMarkup } from "../../files/markup.js";
import { projectFileAmong } from "./homes.js";
import { listFolder } from "./state-files.js";

type Env = Readonly<Record<string, string | undefined>>;

/** The backend that a project logs in to, without secrets, and where that is set. */
export interface Backend {
  readonly url: string;
  readonly from: string;
}

/**
 * The backend of a project as the Pulumi CLI chooses it: the environment, the project's file, then the last login (`GetCurrentCloudURL`, pkg/v3 3.276).
 * `undefined` where nobody is logged in.
 */
export function backendOf(folder: string, env: Env = process.env): Backend | undefined {
  const ofEnvironment = env["PULUMI_BACKEND_URL"] ?? "";
  if (ofEnvironment !== "") return { url: withoutSecrets(ofEnvironment), from: "PULUMI_BACKEND_URL" };
  const file = projectFileAmong(listFolder(folder));
  const ofProject = file === undefined ? undefined : urlIn(join(folder, file));
  if (ofProject !== undefined) return { url: withoutSecrets(ofProject), from: file ?? "" };
  const current = currentLogin(env);
  return current === undefined ? undefined : { url: withoutSecrets(current), from: "pulumi login" };
}

function urlIn(file: string): string | undefined {
  const url = pairsOf(readMarkup(file).get("backend")).find((pair) => keyOf(pair) === "url")?.value;
  return isScalar(url) && typeof url.value === "string" && url.value !== "" ? url.value : undefined;
}

/** The URL of the last login. Nothing else of the file, which holds tokens, is kept. */
function currentLogin(env: Env): string | undefined {
  const folder = env["PULUMI_CREDENTIALS_PATH"] || env["PULUMI_HOME"] || join(homedir(), ".pulumi");
  const file = join(folder, "credentials.json");
  if (!existsSync(file)) return undefined;
  try {
    const { current } = JSON.parse(readFileSync(file, "utf8")) as { readonly current?: unknown };
    return typeof current === "string" && current !== "" ? current : undefined;
  } catch {
    return undefined; // unreadable, or encrypted: the CLI reports that
  }
}

/** A URL without user, password, query and fragment, any of which may be a credential. */
export const withoutSecrets = (url: string): string => url.replace(/[?#].*$/s, "").replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, "$1");
