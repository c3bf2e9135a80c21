/** A backend in Azure Blob Storage. */
import type { ContainerClient } from "@azure/storage-blob";
import { InputError } from "../files/errors.js";
import type { Store } from "./backend.js";
import { optionalPackage, parametersOf, prefixOf } from "./optional.js";
import { kindOfStatus, remoteStore } from "./remote.js";

type Sdk = typeof import("@azure/storage-blob");
type Credential = Extract<ConstructorParameters<Sdk["ContainerClient"]>[1], { getToken: unknown }>;

const parameters = ["storage_account", "domain", "protocol", "cdn", "localemu"];

/**
 * The store of a URL `azblob://container/prefix?storage_account=…`, with the credentials of Pulumi's variables: `AZURE_STORAGE_KEY`,
 * `AZURE_STORAGE_SAS_TOKEN`, `AZURE_STORAGE_CONNECTION_STRING`, else those that `@azure/identity` finds.
 * @throws InputError where the SDK is not installed, or the container cannot be listed
 */
export async function azureStore(url: URL): Promise<Store> {
  const name = `azblob://${url.hostname}${decodeURIComponent(url.pathname).replace(/\/+$/, "")}`;
  const get = parametersOf(url, name, parameters);
  const sdk = await optionalPackage(() => import("@azure/storage-blob"), "@azure/storage-blob", name);
  const container = await containerOf(sdk, url.hostname, get, name);
  return remoteStore({
    name,
    prefix: prefixOf(url),
    async *list(prefix) {
      for await (const { name: key, properties } of container.listBlobsFlat({ prefix }))
        yield { key, modified: () => properties.lastModified.getTime() };
    },
    read: (key) => container.getBlobClient(key).downloadToBuffer(),
    kindOf: (error) => kindOfStatus((error as Failure).statusCode),
    words,
  });
}

interface Failure {
  readonly statusCode?: number;
  readonly code?: string;
  readonly name?: string;
}

/** The kind of an error of the SDK; its message has the request with its signature. */
const words = (error: unknown): string => {
  const { statusCode, code, name = "failed" } = error as Failure;
  return [code ?? name, ...(statusCode === undefined ? [] : [`status ${statusCode}`])].join(", ");
};

async function containerOf(
  sdk: Sdk,
  containerName: string,
  get: (name: string) => string | undefined,
  name: string,
): Promise<ContainerClient> {
  const env = (key: string): string | undefined => process.env[key] || undefined;
  const account = get("storage_account") ?? env("AZURE_STORAGE_ACCOUNT");
  const connection = env("AZURE_STORAGE_CONNECTION_STRING") ?? env("AZURE_STORAGEBLOB_CONNECTIONSTRING");
  const [key, token] = [env("AZURE_STORAGE_KEY"), env("AZURE_STORAGE_SAS_TOKEN")];
  if (connection !== undefined && (account === undefined || (key === undefined && token === undefined)))
    return new sdk.ContainerClient(connection, containerName);
  if (account === undefined) throw new InputError(name, "has no storage account. Add ?storage_account=NAME, or set AZURE_STORAGE_ACCOUNT.");
  const url = `${serviceUrl(account, get, env)}/${containerName}`;
  if (key !== undefined) return new sdk.ContainerClient(url, new sdk.StorageSharedKeyCredential(account, key));
  if (token !== undefined) return new sdk.ContainerClient(`${url}?${token.replace(/^\?/, "")}`);
  const identity = "@azure/identity";
  const { DefaultAzureCredential } = await optionalPackage(
    () => import(identity) as Promise<{ readonly DefaultAzureCredential: new () => Credential }>,
    identity,
    name,
  );
  return new sdk.ContainerClient(url, new DefaultAzureCredential());
}

function serviceUrl(account: string, get: (name: string) => string | undefined, env: (name: string) => string | undefined): string {
  const domain = get("domain") ?? env("AZURE_STORAGE_DOMAIN") ?? "blob.core.windows.net";
  const protocol = get("protocol") ?? env("AZURE_STORAGE_PROTOCOL") ?? "https";
  const isLocal =
    (get("localemu") ?? env("AZURE_STORAGE_IS_LOCAL_EMULATOR")) === "true" || /^(?:localhost|127\.0\.0\.1)(?::|$)/.test(domain);
  if (isLocal) return `${protocol}://${domain}/${account}`;
  const isCdn = (get("cdn") ?? env("AZURE_STORAGE_IS_CDN")) === "true";
  return isCdn ? `${protocol}://${domain}` : `${protocol}://${account}.${domain}`;
}
