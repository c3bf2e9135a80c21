import { isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type source from "@pulumi/pulumi/proto/source_pb.js";
import type { SourcePosition } from "../../model/resource.js";

interface Located {
  getSourceposition(): source.SourcePosition | undefined;
  getStacktrace(): source.StackTrace | undefined;
}

/** The folder of the project, that places are relative to, and the root of its repository. */
export interface Home {
  readonly folder: string;
  readonly root: string;
}

/** The first place of the program's own files in a registration: its position, else the first such frame of the stack trace. */
export function placeOf(request: Located, home: Home): SourcePosition | undefined {
  const frames = request.getStacktrace()?.getFramesList() ?? [];
  for (const position of [request.getSourceposition(), ...frames.map((frame) => frame.getPc())]) {
    const file = position === undefined ? undefined : fileOf(position.getUri(), home);
    if (position !== undefined && file !== undefined && position.getLine() > 0)
      return { file, line: position.getLine(), column: Math.max(1, position.getColumn()) };
  }
  return undefined;
}

// What a package manager installed is not the program's own.
const foreign = /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.?venv|vendor|pkg\/mod)\//;

/** The file of a URL relative to the project; `undefined` if it is not the program's own. */
function fileOf(uri: string, { folder, root }: Home): string | undefined {
  // The SDK takes the URL of an ES module for a path, and makes a URL of it: `file:///home/me/app/file:/home/me/app/index.mjs`.
  const second = uri.lastIndexOf("/file:/");
  const inner = second < 0 ? uri : decoded(uri.slice(second + 1));
  const path = pathOf(inner);
  if (path === undefined || foreign.test(path.replaceAll("\\", "/"))) return undefined;
  const isInside = (outer: string): boolean => {
    const way = relative(outer, path);
    return way !== "" && !way.startsWith("..") && !isAbsolute(way);
  };
  // A folder beside the project in the same repository is the program's own too.
  return isInside(folder) || isInside(root) ? relative(folder, path).replaceAll("\\", "/") : undefined;
}

function pathOf(uri: string): string | undefined {
  // Older SDKs of Go escape the whole path, slashes too: `project://%2Fhome%2Fme%2Fapp%2Fmain.go`.
  if (uri.startsWith("project://%2F")) return resolve(decoded(uri.slice("project://".length)));
  if (!uri.startsWith("file:")) return uri.startsWith("/") ? resolve(uri) : undefined;
  try {
    return fileURLToPath(uri.replace(/^file:\/*/, "file:///"));
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
