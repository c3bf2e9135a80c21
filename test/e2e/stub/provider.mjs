// A stub of the AWS provider on the provider protocol. It behaves on the wire as the bridged provider does: it takes no secrets itself, so that the
// engine strips and restores them; Check names, fills in and merges default tags; a previewed Create leaves what the cloud decides unknown.
// With STUB_PACKAGE=aws-native it is that provider, which fills in nothing in Check, and knows no default tags.
// With STUB_DRIFT={"NAME": {…}} a refresh finds these properties of the resource of that name in the cloud.
// With STUB_LOG=FILE it writes a JSON line {method, type, urn, inputs, preview} for each Create, Update and Delete.
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { classOf } from "./classes.mjs";
import { checked, hasUnknown, isObject, nameInputOf, unknown, withoutDefaultsLists } from "./defaults.mjs";
import { invoke } from "./invokes.mjs";
import { created, previewed, readById } from "./outputs.mjs";

const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");

const packageName = process.env.STUB_PACKAGE ?? "aws";
const isNative = packageName === "aws-native";
const version = isNative ? "1.79.0" : "7.48.0";
const settings = { region: "us-east-1", defaultTags: {} };

const read = (struct) => struct?.toJavaScript() ?? {};
const write = (value) => Struct.fromJavaScript(value);
const typeOf = (urn) => urn.split("::")[2].split("$").at(-1);

function log(method, urn, inputs, preview) {
  if (process.env.STUB_LOG)
    appendFileSync(process.env.STUB_LOG, `${JSON.stringify({ method, type: typeOf(urn), urn, inputs, preview })}\n`);
}

/** A nested argument of the provider travels as JSON text. */
function nested(value) {
  if (typeof value !== "string" || value === unknown) return isObject(value) ? value : {};
  return JSON.parse(value);
}

function configure(request) {
  const config = read(request.getArgs());
  settings.region = typeof config.region === "string" && config.region !== unknown ? config.region : "us-east-1";
  const tags = nested(config.defaultTags).tags;
  settings.defaultTags = isObject(tags) ? tags : {};
  const response = new messages.ConfigureResponse();
  response.setSupportspreview(true);
  return response;
}

function check(request) {
  const type = typeOf(request.getUrn());
  const response = new messages.CheckResponse();
  const news = read(request.getNews());
  response.setInputs(write(isNative ? news : checked(type, request.getUrn(), news, classOf(type), settings.defaultTags)));
  return response;
}

function checkConfig(request) {
  const response = new messages.CheckResponse();
  response.setInputs(request.getNews());
  return response;
}

/** Changed top-level inputs; a changed physical name replaces, and a fixed one is freed first. */
function diff(request) {
  const type = typeOf(request.getUrn());
  const [olds, news] = [read(request.getOldInputs() ?? request.getOlds()), read(request.getNews())];
  const [before, after] = [withoutDefaultsLists(olds), withoutDefaultsLists(news)];
  const ignored = new Set(request.getIgnorechangesList());
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !ignored.has(key) && !isDeepStrictEqual(before[key], after[key]),
  );
  const nameKey = nameInputOf(type, classOf(type));
  const response = new messages.DiffResponse();
  response.setChanges(changed.length > 0 ? messages.DiffResponse.DiffChanges.DIFF_SOME : messages.DiffResponse.DiffChanges.DIFF_NONE);
  response.setDiffsList(changed);
  const replaces = changed.filter((key) => key === nameKey || (key === "availabilityZone" && !hasUnknown(after[key])));
  response.setReplacesList(replaces);
  response.setDeletebeforereplace(replaces.length > 0 && nameKey !== undefined && !(news.__defaults ?? []).includes(nameKey));
  return response;
}

function diffConfig(request) {
  const response = new messages.DiffResponse();
  const same = isDeepStrictEqual(read(request.getOldInputs() ?? request.getOlds()), read(request.getNews()));
  response.setChanges(same ? messages.DiffResponse.DiffChanges.DIFF_NONE : messages.DiffResponse.DiffChanges.DIFF_SOME);
  return response;
}

function create(request) {
  const [urn, inputs] = [request.getUrn(), read(request.getProperties())];
  const type = typeOf(urn);
  log("create", urn, inputs, request.getPreview());
  const response = new messages.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(write(previewed(inputs, classOf(type))));
    return response;
  }
  const { id, outputs } = created(type, urn, inputs, classOf(type), settings.region);
  response.setId(id);
  response.setProperties(write(outputs));
  return response;
}

function update(request) {
  const [urn, inputs] = [request.getUrn(), read(request.getNews())];
  const type = typeOf(urn);
  log("update", urn, inputs, request.getPreview());
  const { outputs } = created(type, urn, inputs, classOf(type), settings.region);
  const response = new messages.UpdateResponse();
  // What the cloud decided at creation stays; what the program sets is new.
  response.setProperties(
    write({ ...outputs, ...pick(read(request.getOlds()), (key) => !(key in inputs) && key !== "tagsAll" && key in outputs) }),
  );
  return response;
}

const pick = (value, keep) => Object.fromEntries(Object.entries(value).filter(([key]) => keep(key)));

function readResource(request) {
  const id = request.getId();
  const type = typeOf(request.getUrn());
  const drift = JSON.parse(process.env.STUB_DRIFT ?? "{}")[request.getUrn().split("::").at(-1)] ?? {};
  const known = request.hasInputs() ? { ...read(request.getProperties()), ...drift } : read(request.getProperties());
  const response = new messages.ReadResponse();
  response.setId(id);
  // A refresh finds what is there; a first read (`get`, import) knows the id alone.
  response.setProperties(
    write(Object.keys(known).length > 0 && request.hasInputs() ? known : readById(type, id, known, classOf(type), settings.region)),
  );
  response.setInputs(write(request.hasInputs() ? { ...read(request.getInputs()), ...drift } : {}));
  return response;
}

function remove(request) {
  log("delete", request.getUrn(), read(request.getOldInputs()), false);
  return new Empty();
}

function call(request) {
  const response = new messages.InvokeResponse();
  response.setReturn(write(invoke(request.getTok(), read(request.getArgs()), settings.region)));
  return response;
}

function schema() {
  const response = new messages.GetSchemaResponse();
  response.setSchema(JSON.stringify({ name: packageName, version }));
  return response;
}

function info() {
  const response = new PluginInfo();
  response.setVersion(version);
  return response;
}

/** Answers a request by a plain function; what it throws is the call's error. */
const handler = (answer) => (request, callback) => {
  try {
    callback(null, answer(request.request));
  } catch (error) {
    callback({ code: grpc.status.UNKNOWN, details: `stub provider: ${error.stack}` }, null);
  }
};

const missing = (_, callback) => callback({ code: grpc.status.UNIMPLEMENTED, details: "not in the stub provider" }, null);
const implemented = {
  getSchema: schema,
  getPluginInfo: info,
  attach: () => new Empty(),
  cancel: () => new Empty(),
  checkConfig,
  diffConfig,
  configure,
  check,
  diff,
  create,
  update,
  read: readResource,
  delete: remove,
  invoke: call,
};

const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
const methods = Object.keys(ResourceProviderService).filter((name) => name !== "list");
server.addService(
  ResourceProviderService,
  Object.fromEntries(methods.map((name) => [name, name in implemented ? handler(implemented[name]) : missing])),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
