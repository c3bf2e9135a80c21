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
