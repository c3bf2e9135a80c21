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
Module._load = function loadWithPlaces(request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (/(?:^|[\\/])resource(?:\.js)?$/.test(request) && loaded?.Resource?.framePositionRegExp instanceof RegExp) {
    loaded.Resource.framePositionRegExp = anyFrame;
  }
  return loaded;
};
