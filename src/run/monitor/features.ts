import resource from "@pulumi/pulumi/proto/resource_pb.js";
import type { Surroundings } from "./context.js";

/** The features of the protocol that this monitor has, by the name that SDKs ask for. */
const features: readonly string[] = [
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "replacementTrigger",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
];

/** `false` for a feature that is not known: the SDK does without it then. */
export function supportsFeature(request: resource.SupportsFeatureRequest): resource.SupportsFeatureResponse {
  const response = new resource.SupportsFeatureResponse();
  response.setHassupport(features.includes(request.getId()));
  return response;
}

/** What newer SDKs ask for instead of each feature. */
export function deploymentInfo(around: Surroundings): resource.DeploymentInfo {
  const info = new resource.DeploymentInfo();
  info.setProject(around.project);
  info.setStack(around.stack);
  info.setOrganization(around.organization);
  for (const [key, value] of Object.entries(around.config)) info.getConfigMap().set(key, value);
  info.setConfigsecretkeysList([...around.secretKeys]);
  info.setDryrun(true);
  info.setParallel(parallel);
  const { ResourceMonitorFeature: known } = resource;
  info.setSupportedfeaturesList(
    Object.entries(known).flatMap(([name, number]) => {
      const camel = name
        .replace("RESOURCE_MONITOR_FEATURE_", "")
        .toLowerCase()
        .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return features.includes(camel) ? [number as resource.ResourceMonitorFeature] : [];
    }),
  );
  return info;
}

/** How many operations a program may have open at once. */
export const parallel = 64;
