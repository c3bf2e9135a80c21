import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { RawResource, ResourceOptions } from "../../model/resource.js";

type Raw = Readonly<Record<string, unknown>>;

/** A resource as Analyze and Remediate pass it: its inputs. */
export function fromAnalyzeRequest(request: analyzer.AnalyzeRequest): RawResource {
  const parent = request.getOptions()?.getParent() ?? "";
  return { ...common(request), inputs: propertiesOf(request), parent: parent === "" ? undefined : parent };
}

/** A resource as AnalyzeStack passes it: its outputs and its dependencies. */
export function fromAnalyzerResource(resource: analyzer.AnalyzerResource): RawResource {
  const propertyDependencies: Record<string, readonly string[]> = {};
  resource.getPropertydependenciesMap().forEach((urns: analyzer.AnalyzerPropertyDependencies, key: string) => {
    propertyDependencies[key] = urns.getUrnsList();
  });
  return {
    ...common(resource),
    outputs: propertiesOf(resource),
    dependencies: resource.getDependenciesList(),
    propertyDependencies,
    parent: resource.getParent() === "" ? undefined : resource.getParent(),
  };
}

function common(message: analyzer.AnalyzeRequest | analyzer.AnalyzerResource): RawResource {
  const provider = message.getProvider();
  return {
    urn: message.getUrn(),
    type: message.getType(),
    name: message.getName(),
    // The message does not contain it, but only custom resources have a provider.
    custom: provider !== undefined,
    provider: provider?.getUrn(),
    providerInputs: provider === undefined ? undefined : (provider.getProperties()?.toJavaScript() as Raw | undefined),
    options: optionsOf(message.getOptions()),
  };
}

const propertiesOf = (message: analyzer.AnalyzeRequest | analyzer.AnalyzerResource): Raw =>
  (message.getProperties()?.toJavaScript() as Raw | undefined) ?? {};

function optionsOf(options: analyzer.AnalyzerResourceOptions | undefined): Partial<ResourceOptions> {
  if (options === undefined) return {};
  return {
    protect: options.getProtect(),
    ignoreChanges: options.getIgnorechangesList(),
    deleteBeforeReplace: options.getDeletebeforereplacedefined() ? options.getDeletebeforereplace() : undefined,
    additionalSecretOutputs: options.getAdditionalsecretoutputsList(),
  };
}
