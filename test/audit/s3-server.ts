/** A server with the interface of S3, for tests. */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Files } from "./backend.js";

export interface S3Server {
  readonly endpoint: string;
  /** What the SDK reads its credentials from. */
  readonly env: Readonly<Record<string, string>>;
  readonly put: (bucket: string, files: Files) => Promise<void>;
  readonly close: () => void;
}

const credentials = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

/** Starts the server on a free port, with its files in a folder; `undefined` where its package is not installed. */
export async function startS3(folder: string): Promise<S3Server | undefined> {
  const require = createRequire(import.meta.url);
  let main: string;
  try {
    main = join(dirname(require.resolve("s3rver/package.json")), "bin", "s3rver.js");
  } catch {
    console.warn("s3rver is not installed, so the tests of S3 are skipped: npm install --no-save s3rver");
    return undefined;
  }
  const child = spawn(
    process.execPath,
    [main, "--directory", folder, "--address", "127.0.0.1", "--port", "0", "--silent", "--no-vhost-buckets"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const endpoint = `http://127.0.0.1:${await portOf(child)}`;
  const client = new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  return {
    endpoint,
    env: { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
    async put(bucket, files) {
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      const all = [...files];
      const next = async (): Promise<void> => {
        for (let one = all.pop(); one !== undefined; one = all.pop())
          await client.send(new PutObjectCommand({ Bucket: bucket, Key: one[0], Body: one[1] }));
      };
      await Promise.all(Array.from({ length: 8 }, next));
    },
    close: () => {
      client.destroy();
      child.kill();
    },
  };
}

function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (piece: Buffer) => {
      text += piece.toString();
      const port = /listening on .*?:(\d+)/i.exec(text)?.[1];
      if (port !== undefined) resolve(port);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
}
