import resource from "@pulumi/pulumi/proto/resource_pb.js";
import type { Callback, Callbacks } from "./callbacks.js";
import { aliasWords, type Goal, textsOf } from "./goal.js";
import { dependenciesIn } from "./values.js";
import { plainOf, type Raw, structOf } from "./wire.js";

/** Applies a transform of the program to what it registers. */
export async function transformed(goal: Goal, transform: Callback, callbacks: Callbacks): Promise<Goal> {
  const request = new resource.TransformRequest();
  request.setType(goal.type);
  request.setName(goal.name);
  request.setCustom(goal.custom);
  request.setParent(goal.parent);
  request.setProperties(structOf(goal.properties));
  request.setOptions(optionsOf(goal));
  const answer = resource.TransformResponse.deserializeBinary(await callbacks.call(transform, request.serializeBinary()));
  const properties = answer.hasProperties() ? plainOf(answer.getProperties()) : goal.properties;
  const options = answer.getOptions();
  const changed = { ...goal, properties, propertyDependencies: dependenciesOf(properties, goal) };
  return options === undefined ? changed : withOptions(changed, options);
}

/** What a transform put into a property brings its dependencies along. */
function dependenciesOf(properties: Raw, { propertyDependencies: before }: Goal): Goal["propertyDependencies"] {
  if (before === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) => {
      const urns = [...new Set([...(before[key] ?? []), ...dependenciesIn(value)])];
      return urns.length === 0 ? [] : [[key, urns]];
    }),
  );
}

function optionsOf(goal: Goal): resource.TransformResourceOptions {
  const { options } = goal;
  const message = new resource.TransformResourceOptions();
  message.setDependsOnList([...goal.dependencies]);
  message.setProtect(options.protect);
  message.setIgnoreChangesList([...options.ignoreChanges]);
  message.setReplaceOnChangesList([...options.replaceOnChanges]);
  message.setVersion(goal.version);
  message.setAliasesList([...goal.aliases]);
  message.setProvider(goal.provider);
  message.setPluginDownloadUrl(goal.downloadUrl);
  message.setRetainOnDelete(options.retainOnDelete);
  message.setDeletedWith(options.deletedWith);
  if (options.deleteBeforeReplace !== undefined) message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  message.setAdditionalSecretOutputsList([...options.additionalSecretOutputs]);
  for (const [name, reference] of Object.entries(goal.providers)) message.getProvidersMap().set(name, reference);
  message.setImport(goal.importId);
  message.setHideDiffList([...options.hideDiffs]);
  message.setReplaceWithList([...options.replaceWith]);
  return message;
}

const withOptions = (goal: Goal, given: resource.TransformResourceOptions): Goal => ({
  ...goal,
  dependencies: given.getDependsOnList(),
  version: given.getVersion(),
  aliases: given.getAliasesList(),
  provider: given.getProvider(),
  downloadUrl: given.getPluginDownloadUrl(),
  providers: textsOf(given.getProvidersMap()),
  importId: given.getImport(),
  options: {
    ...goal.options,
    protect: given.getProtect() === true,
    ignoreChanges: given.getIgnoreChangesList(),
    replaceOnChanges: given.getReplaceOnChangesList(),
    aliases: given.getAliasesList().map(aliasWords),
    retainOnDelete: given.getRetainOnDelete() === true,
    deletedWith: given.getDeletedWith(),
    deleteBeforeReplace: given.hasDeleteBeforeReplace() ? given.getDeleteBeforeReplace() : undefined,
    additionalSecretOutputs: given.getAdditionalSecretOutputsList(),
    hideDiffs: given.getHideDiffList(),
    replaceWith: given.getReplaceWithList(),
  },
});

/** Applies a transform of the program to an invoke. */
export async function transformedInvoke(token: string, args: Raw, transform: Callback, callbacks: Callbacks): Promise<Raw> {
  const request = new resource.TransformInvokeRequest();
  request.setToken(token);
  request.setArgs(structOf(args));
  request.setOptions(new resource.TransformInvokeOptions());
  const answer = resource.TransformInvokeResponse.deserializeBinary(await callbacks.call(transform, request.serializeBinary()));
  return answer.hasArgs() ? plainOf(answer.getArgs()) : args;
}
