/** A backend in Google Cloud Storage. */
import type { Store } from "./backend.js";
import { optionalPackage, parametersOf, prefixOf } from "./optional.js";
import { kindOfStatus, remoteStore } from "./remote.js";

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
  return remoteStore({
    name,
    prefix: prefixOf(url),
    async *list(prefix) {
      for await (const file of bucket.getFilesStream({ prefix }) as AsyncIterable<Listed>)
        yield { key: file.name, modified: () => Date.parse(file.metadata.updated ?? "") || 0 };
    },
    read: async (key) => (await bucket.file(key).download())[0],
    kindOf: (error) => kindOfStatus((error as Failure).code),
    words,
  });
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
