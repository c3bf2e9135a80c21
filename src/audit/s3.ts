/** A backend in Amazon S3, or in a store with its interface. */
import type { Store } from "./backend.js";
import { optionalPackage, parametersOf, prefixOf } from "./optional.js";
import { type FailureKind, remoteStore } from "./remote.js";

/** The parameters that Pulumi reads; those that only matter for writing are ignored. */
const parameters = [
  ...["region", "endpoint", "profile", "use_path_style", "s3ForcePathStyle", "disableSSL", "disable_https"],
  ...["awssdk", "hostname_immutable", "ssetype", "kmskeyid", "request_checksum_calculation", "response_checksum_validation"],
];

const isTrue = (text: string | undefined): boolean => text === "true" || text === "1" || text === "t" || text === "T" || text === "TRUE";

/**
 * The store of a URL `s3://bucket/prefix?region=…&endpoint=…`, with the credentials that the SDK finds.
 * @throws InputError where the SDK is not installed, or the bucket cannot be listed
 */
export async function s3Store(url: URL): Promise<Store> {
  const name = `s3://${url.hostname}${decodeURIComponent(url.pathname).replace(/\/+$/, "")}`;
  const get = parametersOf(url, name, parameters);
  const sdk = await optionalPackage(() => import("@aws-sdk/client-s3"), "@aws-sdk/client-s3", name);
  const [region, profile, given] = [get("region"), get("profile"), get("endpoint")];
  const isPlain = isTrue(get("disableSSL")) || isTrue(get("disable_https"));
  const endpoint = given === undefined || given.includes("://") ? given : `${isPlain ? "http" : "https"}://${given}`;
  const client = new sdk.S3Client({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: isTrue(get("use_path_style") ?? get("s3ForcePathStyle")),
  });
  const Bucket = url.hostname;
  return remoteStore({
    name,
    prefix: prefixOf(url),
    async *list(Prefix) {
      for await (const { Contents = [] } of sdk.paginateListObjectsV2({ client }, { Bucket, Prefix }))
        for (const { Key: key, LastModified } of Contents)
          if (key !== undefined) yield { key, modified: () => LastModified?.getTime() ?? 0 };
    },
    async read(Key) {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? new Uint8Array());
    },
    kindOf,
    words,
  });
}

const codeOf = (error: unknown): string => (error instanceof Error ? error.name : "");
const statusOf = (error: unknown): number | undefined =>
  (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;

/** The kind of an error of the SDK; its message may hold a key or a token. */
function words(error: unknown): string {
  const code = codeOf(error);
  if (code === "CredentialsProviderError") return "the AWS SDK finds no credentials. Set AWS_PROFILE, or the variables of a role.";
  const { code: cause } = error as NodeJS.ErrnoException;
  const status = statusOf(error);
  return [cause ?? code, ...(status === undefined ? [] : [`status ${status}`])].filter((part) => part !== "").join(", ") || "failed";
}

function kindOf(error: unknown): FailureKind {
  const [code, status] = [codeOf(error), statusOf(error)];
  if (code === "NoSuchKey" || status === 404) return "gone";
  if (code === "AccessDenied" || status === 403 || code === "CredentialsProviderError") return "no-access";
  // S3 answers 400 where an object is encrypted with a key of the customer.
  return status === 400 && code === "InvalidRequest" ? "encrypted" : "other";
}
