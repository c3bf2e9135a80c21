// A stub of Pulumi's language host for Node.js: the engine (from 3.255 on) starts a pack in a folder through its RunPlugin.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const messages = require("@pulumi/pulumi/proto/language_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");

// The packs of these tests have the SDK of this checkout.
const starter = join(require.resolve("@pulumi/pulumi/package.json"), "../cmd/run-policy-pack");

const answer = (make) => (_call, done) => done(null, make());

function runPlugin(call) {
  const { request } = call;
  const send = (fill) => {
    const response = new messages.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  const [address = ""] = request.getArgsList();
  const folder = request.getInfo().getProgramDirectory();
  const env = Object.fromEntries(request.getEnvList().map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  // `@pulumi/policy` reads the package.json of the folder that it is started in.
  const child = spawn(process.execPath, [starter, address, folder], { cwd: folder, env });
  child.stdout.on("data", (bytes) => send((response) => response.setStdout(bytes)));
  child.stderr.on("data", (bytes) => send((response) => response.setStderr(bytes)));
  child.on("close", (code) => {
    send((response) => response.setExitcode(code ?? 0));
    call.end();
  });
  call.on("cancelled", () => child.kill());
}

const server = new grpc.Server();
server.addService(LanguageRuntimeService, {
  handshake: answer(() => new messages.LanguageHandshakeResponse()),
  getPluginInfo: answer(() => new PluginInfo()),
  getRequiredPackages: answer(() => new messages.GetRequiredPackagesResponse()),
  getRequiredPlugins: answer(() => new messages.GetRequiredPluginsResponse()),
  cancel: answer(() => new Empty()),
  runPlugin,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
