// Loaded before a Node.js program. The SDK maps the frames of an error to sources and reads the source maps of the whole provider for it, thousands of
// files: of installed packages it finds none here.
const fs = require("node:fs");

const isForeignMap = (path) => typeof path === "string" && path.endsWith(".map") && /[\\/]node_modules[\\/]/.test(path);
const { existsSync, readFileSync } = fs;
fs.existsSync = (path) => !isForeignMap(path) && existsSync(path);
fs.readFileSync = (path, ...rest) => {
  if (isForeignMap(path)) throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: "ENOENT" });
  return readFileSync(path, ...rest);
};

// The SDK finds no place for a resource that is made in an arrow function or at the top of an ES module: it wants the frame in parentheses.
const Module = require("node:module");
const anyFrame = /^\s*at (?:.* \(|async )?(?<file>[^\s()].*?):(?<line>[0-9]+):(?<column>[0-9]+)\)?$/;
const load = Module._load;
const patched = new WeakSet();

// A program that misses configuration goes on with a stand-in, so that all that it misses is known after one run. The run fails nevertheless.
function goOnWithout(Config) {
  if (patched.has(Config)) return;
  patched.add(Config);
  const standIns = { Boolean: false, Number: 1, Object: {} };
  for (const kind of ["", "Boolean", "Number", "Object", "Secret", "SecretBoolean", "SecretNumber", "SecretObject"]) {
    const method = `require${kind}`;
    const original = Config.prototype[method];
    if (typeof original !== "function") continue;
    Config.prototype[method] = function requireOrGoOn(key, ...rest) {
      try {
        return original.call(this, key, ...rest);
      } catch (error) {
        if (!/^Missing required configuration variable/.test(error?.message ?? "")) throw error;
        const pulumi = require(require.resolve("@pulumi/pulumi", { paths: [process.cwd()] }));
        pulumi.log.error(error.message);
        const standIn = standIns[kind.replace("Secret", "")] ?? process.env.STACKWARDEN_MISSING;
        return kind.startsWith("Secret") ? pulumi.secret(standIn) : standIn;
      }
    };
  }
}
Module._load = function loadWithPlaces(request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (/(?:^|[\\/])resource(?:\.js)?$/.test(request) && loaded?.Resource?.framePositionRegExp instanceof RegExp) {
    loaded.Resource.framePositionRegExp = anyFrame;
  }
  if (/(?:^|[\\/])config(?:\.js)?$/.test(request) && typeof loaded?.Config?.prototype?.requireObject === "function")
    goOnWithout(loaded.Config);
  return loaded;
};
