// A pack that speaks the analyzer protocol and writes each request as a JSON line {method, …} to the file in PROBE_FILE.
// Its one policy, `no-forbidden-tag`, breaks on a resource with the tag `Forbidden`; its remediation `add-owner` adds `Owner` where the tag `Remediate` is.
const { appendFileSync } = require("node:fs");
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
const messages = require("@pulumi/pulumi/proto/analyzer_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");

const note = (method, content) =>
  process.env.PROBE_FILE && appendFileSync(process.env.PROBE_FILE, `${JSON.stringify({ method, ...content })}\n`);
const record = (map, read = (value) => value) => Object.fromEntries([...map.entries()].map(([key, value]) => [key, read(value)]));
const properties = (request) => request.getProperties()?.toJavaScript() ?? {};

const resource = (request) => ({
  type: request.getType(),
  urn: request.getUrn(),
  name: request.getName(),
  properties: properties(request),
  protect: request.getOptions()?.getProtect() ?? false,
});

const policies = [
  { name: "no-forbidden-tag", level: messages.EnforcementLevel.MANDATORY },
  { name: "add-owner", level: messages.EnforcementLevel.REMEDIATE },
];

function policyInfo({ name, level }) {
  const info = new messages.PolicyInfo();
  info.setName(name);
  info.setDescription(name);
  info.setEnforcementlevel(level);
  return info;
}

function analyzerInfo() {
  const info = new messages.AnalyzerInfo();
  info.setName("probe");
  info.setDisplayname("probe");
  info.setVersion("0.0.1");
  info.setSupportsconfig(true);
  info.setPoliciesList(policies.map(policyInfo));
  return info;
}

function analyze(request) {
  const seen = resource(request);
  note("analyze", seen);
  const response = new messages.AnalyzeResponse();
  if (seen.properties.tags?.Forbidden === undefined) return response;
  const diagnostic = new messages.AnalyzeDiagnostic();
  diagnostic.setPolicyname("no-forbidden-tag");
  diagnostic.setPolicypackname("probe");
  diagnostic.setPolicypackversion("0.0.1");
  diagnostic.setMessage("carries the tag Forbidden");
  diagnostic.setEnforcementlevel(messages.EnforcementLevel.MANDATORY);
  diagnostic.setUrn(seen.urn);
  response.setDiagnosticsList([diagnostic]);
  return response;
}

function analyzeStack(request) {
  const resources = request.getResourcesList().map((each) => ({
    ...resource(each),
    dependencies: each.getDependenciesList(),
    propertyDependencies: record(each.getPropertydependenciesMap(), (urns) => urns.getUrnsList()),
  }));
  note("analyzeStack", { resources });
  return new messages.AnalyzeResponse();
}

function remediate(request) {
  const seen = resource(request);
  note("remediate", seen);
  const response = new messages.RemediateResponse();
  if (seen.properties.tags?.Remediate === undefined) return response;
  const remediation = new messages.Remediation();
  remediation.setPolicyname("add-owner");
  remediation.setPolicypackname("probe");
  remediation.setPolicypackversion("0.0.1");
  remediation.setDescription("adds Owner");
  remediation.setProperties(Struct.fromJavaScript({ ...seen.properties, tags: { ...seen.properties.tags, Owner: "probe" } }));
  response.setRemediationsList([remediation]);
  return response;
}

function configureStack(request) {
  note("configureStack", {
    stack: request.getStack(),
    project: request.getProject(),
    config: record(request.getConfigMap()),
    secretKeys: request.getConfigSecretKeysList(),
  });
  return new messages.AnalyzerStackConfigureResponse();
}

function configure(request) {
  note("configure", {
    policies: record(request.getPolicyconfigMap(), (config) => ({
      level: config.getEnforcementlevel(),
      properties: config.getProperties()?.toJavaScript(),
    })),
  });
  return new Empty();
}

function pluginInfo() {
  const info = new PluginInfo();
  info.setVersion("0.0.1");
  return info;
}

const answers = {
  handshake: () => new messages.AnalyzerHandshakeResponse(),
  getAnalyzerInfo: analyzerInfo,
  getPluginInfo: pluginInfo,
  cancel: () => new Empty(),
  configure,
  configureStack,
  analyze,
  analyzeStack,
  remediate,
};

const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(
  AnalyzerService,
  Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, (call, callback) => callback(null, answer(call.request))])),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
