/** A backend in Google Cloud Storage. */
import { InputError } from "../files/errors.js";
import type { Store, Stored } from "./backend.js";
import { optionalPackage, parametersOf, prefixOf } from "./optional.js";
import { Unreadable } from "./source.js";

const parameters = ["anonymous", "access_id", "private_key_path", "universe_domain"];

/**
 * The store of a URL `gs://bucket/prefix`, with the credentials that the SDK finds.
 * @throws InputError where the SDK is not installed, or the bucket cannot be listed
 */
export async function googleStore(url: URL): Promise<Store> {
  const name = `gs://${url.hostname}${decodeURIComponent(url.pathname).replace(/\/+$/, "")}`;
  const get = parametersOf(url, name, parameters);
  const { Storage } = await optionalPackage(() => import("@google-cloud/storage"), "@google-cloud/storage", name);
  const universeDomain = get("universe_domain");
  const bucket = new Storage({ ...(universeDomain !== undefined && { universeDomain }) }).bucket(url.hostname);
  const prefix = prefixOf(url);
  const read = async (key: string): Promise<Buffer> => (await bucket.file(prefix + key).download())[0];
  return {
    name,
    isRemote: true,
    async list(below) {
      const all: Stored[] = [];
      try {
        for await (const file of bucket.getFilesStream({ prefix: prefix + below }) as AsyncIterable<Listed>)
          all.push({ key: file.name.slice(prefix.length), modified: () => Date.parse(file.metadata.updated ?? "") || 0 });
      } catch (error) {
        throw new InputError(name, `cannot be listed: ${words(error)}`);
      }
      return all;
    },
    async read(key) {
      try {
        return await read(key);
      } catch (error) {
        const { code } = error as Failure;
        if (code === 404) throw new Unreadable("gone", "was removed while the audit ran");
        throw new Unreadable(code === 403 || code === 401 ? "no-access" : "failed", `cannot be read: ${words(error)}`);
      }
    },
    async readIfThere(key) {
      try {
        return await read(key);
      } catch (error) {
        if ((error as Failure).code === 404) return undefined;
        throw new InputError(name, `cannot be read: ${words(error)}`);
      }
    },
  };
}

interface Listed {
  readonly name: string;
  readonly metadata: { readonly updated?: string };
}
interface Failure {
  readonly code?: number | string;
  readonly message?: string;
}

/** The kind of an error of the SDK; its message may hold a token. */
function words(error: unknown): string {
  const { code, message = "" } = error as Failure;
  if (message.startsWith("Could not load the default credentials"))
    return "the Google Cloud SDK finds no credentials. Set GOOGLE_APPLICATION_CREDENTIALS, or run `gcloud auth application-default login`.";
  return code === undefined ? "failed" : typeof code === "number" ? `status ${code}` : code;
}
