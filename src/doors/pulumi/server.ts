import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { ConfigError, type Entries, settingsEntry } from "../../config/config.js";
import { dayOf } from "../../config/day.js";
import { unknownLevel } from "../../config/levels.js";
import { version } from "../../data/packaged.js";
import type { Evaluation } from "../../engine/evaluate.js";
import { sparedWords } from "../../findings/waiver-ledger.js";
import type { Level, RegisteredRule } from "../../language/registry.js";
import { ReadError } from "../../model/value.js";
import { describeCrash } from "../../text/crash.js";
import { analyzerInfo, levelNumber, levelOfNumber, type PackIdentity, severityNumber } from "./info.js";
import { type Bytes, notForStack, notForType } from "./not-applicable.js";
import { type Session, startSession } from "./session.js";
import { fromAnalyzeRequest, fromAnalyzerResource } from "./wire.js";

// The limit of Pulumi's own SDK: AnalyzeStack is one message.
const maximumMessage = 400 * 1024 * 1024;

/**
 * Serves the rules as a policy pack over Pulumi's analyzer protocol, on a free port of the loopback interface. Resolves to the port.
 * Waivers are measured by the day that `today` gives (`2026-12-31`, in UTC).
 */
export function serve(
  rules: readonly RegisteredRule[],
  pack: PackIdentity,
  today: () => string = () => dayOf(new Date()),
): Promise<number> {
  const session = startSession(rules, today);
  const startedAt = performance.now();
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const server = new grpc.Server({ "grpc.max_receive_message_length": maximumMessage, "grpc.max_send_message_length": maximumMessage });
  const respond = (evaluations: readonly Evaluation[], fallbackUrn: string, notApplicable: Bytes): Buffer =>
    Buffer.concat([answer(session, byId, pack, evaluations, fallbackUrn).serializeBinary(), notApplicable]);

  /** The reports that the settings ask for, and a note for each that cannot be written: the engine may end the pack after the answer. */
  const reports = async (request: analyzer.AnalyzeStackRequest): Promise<Buffer> => {
    const analyzed = session.analyzed();
    const configuration = session.configuration();
    if (analyzed === undefined || Object.keys(configuration.settings.report).length === 0) return Buffer.alloc(0);
    const { writePackReports } = await import("./pack-report.js");
    const problems = await writePackReports(analyzed, rules, configuration, version(), startedAt);
    const urn = request.getResourcesList()[0]?.getUrn() ?? "";
    return Buffer.concat(problems.map((line) => note(pack, "A report was not written", line, urn).serializeBinary()));
  };

  server.addService(answeringWithBytes(services.AnalyzerService as unknown as grpc.ServiceDefinition, ["analyze", "analyzeStack"]), {
    handshake: reply(() => new analyzer.AnalyzerHandshakeResponse()),
    getAnalyzerInfo: reply(() => analyzerInfo(rules, pack)),
    getPluginInfo: reply(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(pack.version);
      return info;
    }),
    configureStack: reply((request: analyzer.AnalyzerStackConfigureRequest) => {
      const values: Record<string, string> = {};
      request.getConfigMap().forEach((value: string, key: string) => {
        values[key] = value;
      });
      session.configureStack({
        name: request.getStack(),
        project: request.getProject(),
        config: { values, secretKeys: new Set(request.getConfigSecretKeysList()) },
        isUpdate: !request.getDryRun(),
      });
      return new analyzer.AnalyzerStackConfigureResponse();
    }),
    configure: reply((request: analyzer.ConfigureAnalyzerRequest) => {
      const { levels, entries } = fromConfigureRequest(request);
      session.configure(levels, entries);
      return new empty.Empty();
    }),
    analyze: reply((request: analyzer.AnalyzeRequest) =>
      respond(
        session.analyze(fromAnalyzeRequest(request)),
        request.getUrn(),
        notForType(rules, session.rulesFor(request.getUrn()), request.getType()),
      ),
    ),
    analyzeStack: replyAfter(reports, (request: analyzer.AnalyzeStackRequest) => {
      const resources = request.getResourcesList();
      const types = new Set(resources.map((resource) => resource.getType()));
      const found = session.analyzeStack(resources.map(fromAnalyzerResource));
      const root = resources.find((resource) => resource.getType() === "pulumi:pulumi:Stack") ?? resources[0];
      const answer = respond(found, root?.getUrn() ?? "", notForStack(rules, session.configuration().rules, types));
      const urn = root?.getUrn() ?? "";
      return Buffer.concat([
        answer,
        ...session.notes().map((line) => note(pack, "What is not known yet", line, urn).serializeBinary()),
        ...session.deprecated().map((line) => note(pack, "A rule has a new id", line, urn).serializeBinary()),
      ]);
    }),
    remediate: reply((request: analyzer.AnalyzeRequest) => {
      const response = new analyzer.RemediateResponse();
      response.setRemediationsList(
        session.remediate(fromAnalyzeRequest(request)).map(({ rule, inputs }) => {
          const remediation = new analyzer.Remediation();
          remediation.setPolicyname(rule);
          remediation.setPolicypackname(pack.name);
          remediation.setPolicypackversion(pack.version);
          remediation.setDescription(byId.get(rule)?.rule.fix ?? rule);
          remediation.setProperties(struct.Struct.fromJavaScript(inputs as Parameters<typeof struct.Struct.fromJavaScript>[0]));
          return remediation;
        }),
      );
      return response;
    }),
    cancel: reply(() => {
      setImmediate(() => closeGently(server));
      return new empty.Empty();
    }),
  });

  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

/** Stops a server when its open calls are answered, or after a time limit. */
function closeGently(server: grpc.Server): void {
  const late = setTimeout(() => server.forceShutdown(), 2000);
  late.unref();
  server.tryShutdown(() => {
    clearTimeout(late);
    server.forceShutdown();
  });
}

/** A service in which the named methods answer with an already serialized message. */
const answeringWithBytes = (service: grpc.ServiceDefinition, methods: readonly string[]): grpc.ServiceDefinition =>
  Object.fromEntries(
    Object.entries(service).map(([name, method]) => [
      name,
      methods.includes(name) ? { ...method, responseSerialize: (bytes: Buffer) => bytes } : method,
    ]),
  );

type Handler<Request> = (call: { request: Request }, done: (error: Partial<grpc.ServiceError> | null, response?: unknown) => void) => void;

/** A handler that answers or fails with one clear line. What it was asked is never logged: it holds decrypted configuration. */
function reply<Request>(handle: (request: Request) => unknown): Handler<Request> {
  return (call, done) => {
    try {
      done(null, handle(call.request));
    } catch (error) {
      if (error instanceof ConfigError) done({ code: grpc.status.INVALID_ARGUMENT, details: `stackwarden: ${error.message}` });
      else if (error instanceof ReadError)
        done({ code: grpc.status.INVALID_ARGUMENT, details: `stackwarden: ${error.path}: ${error.message}` });
      else done({ code: grpc.status.INTERNAL, details: `stackwarden failed: ${describeCrash(error)}` });
    }
  };
}

/** A handler that first answers, then waits for what belongs to the answer. */
function replyAfter<Request>(more: (request: Request) => Promise<Buffer>, handle: (request: Request) => Buffer): Handler<Request> {
  const answer = reply(handle);
  return (call, done) =>
    answer(call, (error, response) => {
      if (error !== null) return done(error);
      more(call.request).then(
        (bytes) => done(null, Buffer.concat([response as Buffer, bytes])),
        (failure: unknown) => done({ code: grpc.status.INTERNAL, details: `stackwarden failed: ${describeCrash(failure)}` }),
      );
    });
}

function fromConfigureRequest(request: analyzer.ConfigureAnalyzerRequest): { levels: Map<string, Level>; entries: Entries } {
  const levels = new Map<string, Level>();
  const entries: Record<string, Entries[string]> = {};
  request.getPolicyconfigMap().forEach((config: analyzer.PolicyConfig, name: string) => {
    const level = levelOfNumber(config.getEnforcementlevel());
    levels.set(name, level);
    entries[name] = { level, options: (config.getProperties()?.toJavaScript() as Readonly<Record<string, unknown>> | undefined) ?? {} };
  });
  return { levels, entries };
}

/** One line of advice about the stack, reported by the policy that holds the pack's settings. */
function note(pack: PackIdentity, title: string, message: string, urn: string): analyzer.AnalyzeResponse {
  const diagnostic = new analyzer.AnalyzeDiagnostic();
  diagnostic.setPolicyname(settingsEntry);
  diagnostic.setPolicypackname(pack.name);
  diagnostic.setPolicypackversion(pack.version);
  diagnostic.setDescription(title);
  diagnostic.setMessage(message);
  diagnostic.setSeverity(severityNumber("low"));
  diagnostic.setEnforcementlevel(levelNumber("advisory"));
  diagnostic.setUrn(urn);
  const response = new analyzer.AnalyzeResponse();
  response.addDiagnostics(diagnostic);
  return response;
}

function answer(
  session: Session,
  byId: ReadonlyMap<string, RegisteredRule>,
  pack: PackIdentity,
  evaluations: readonly Evaluation[],
  fallbackUrn: string,
): analyzer.AnalyzeResponse {
  const { levels, settings } = session.configuration();
  const response = new analyzer.AnalyzeResponse();
  for (const evaluation of evaluations) {
    const rule = byId.get(evaluation.rule)?.rule;
    if (rule === undefined) continue;
    const level = evaluation.level ?? levels.get(evaluation.rule) ?? "mandatory";
    const shownAt = evaluation.outcome === "unknown" ? unknownLevel(settings.unknown, rule.severity, level) : level;
    const spared = shownAt === "silent" ? undefined : sparedWords(evaluation);
    if (evaluation.outcome === "unknown" || spared !== undefined) {
      const open = new analyzer.PolicyNotApplicable();
      open.setPolicyName(evaluation.rule);
      open.setReason(spared ?? evaluation.message);
      response.addNotApplicable(open);
      if (spared !== undefined || shownAt === "silent") continue;
    }
    const diagnostic = new analyzer.AnalyzeDiagnostic();
    diagnostic.setPolicyname(evaluation.rule);
    diagnostic.setPolicypackname(pack.name);
    diagnostic.setPolicypackversion(pack.version);
    diagnostic.setDescription(rule.title);
    diagnostic.setMessage(evaluation.outcome === "fail" ? `${evaluation.message}\n${evaluation.fix ?? rule.fix}` : evaluation.message);
    diagnostic.setSeverity(severityNumber(rule.severity));
    // The engine knows two levels for a diagnostic: what could not be remediated is mandatory.
    diagnostic.setEnforcementlevel(levelNumber(shownAt === "advisory" ? "advisory" : "mandatory"));
    diagnostic.setUrn(evaluation.resource.urn === "" ? fallbackUrn : evaluation.resource.urn);
    response.addDiagnostics(diagnostic);
  }
  return response;
}
