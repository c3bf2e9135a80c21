/** A git server over HTTPS on this machine: the CLI takes templates from `https://` and `ssh://` repositories only. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What is missing on this machine to serve, if anything. */
export const missingForGit = ["openssl", "git"].find((tool) => spawnSync(tool, ["version"]).status !== 0);

/** Makes a bare repository at `file` that contains a folder. */
export function repositoryOf(folder: string, file: string): void {
  const git = (...args: string[]) => execFileSync("git", ["--git-dir", file, "--work-tree", folder, ...args], { stdio: "pipe" });
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", file]);
  git("add", "--all", "--force");
  git("-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message=all");
}

/** Serves the repositories under a folder. `certificate` is the file that a client must trust. */
export async function serveGit(root: string, scratch: string): Promise<{ url: string; certificate: string; close: () => void }> {
  const [key, certificate] = [join(scratch, "key.pem"), join(scratch, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-keyout", key, "-out", certificate, ...subject],
    {
      stdio: "pipe",
    },
  );
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "https://localhost");
    const backend = spawn("git", ["http-backend"], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers["content-type"] ?? "",
      },
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    backend.on("close", () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf("\r\n\r\n");
      const headers = new Map(
        answer
          .subarray(0, end)
          .toString()
          .split("\r\n")
          .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      const status = Number.parseInt(headers.get("Status") ?? "200", 10);
      headers.delete("Status");
      response.writeHead(status, Object.fromEntries(headers));
      response.end(answer.subarray(end + 4));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, certificate, close: () => server.close() };
}
