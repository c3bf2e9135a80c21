import { isDeepStrictEqual } from "node:util";
import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isMap, lookup } from "../../model/value.js";
import { documentsOf } from "../document/document.js";
import type { Spot } from "./holder.js";

/** The elements of a policy, also as the data sources of programs write them. */
const elements = /^(version|id|policyid|statements?)$/i;

/** The policies that are not as AWS reads them (no JSON, or an element that does not exist): what they are meant to grant is not known. */
export const unreadableIn = (before: Stack, after: Stack): readonly Spot[] =>
  after.resources.flatMap((resource) => unreadableOf(resource, after.today).filter(({ path }) => !isAsBefore(resource, path, before)));

function unreadableOf(resource: Resource, today: string | undefined): readonly Spot[] {
  const { read, broken } = documentsOf(resource, today);
  const odd = read.filter(({ source }) => isMap(source) && Object.keys(source).some((key) => !elements.test(key)));
  return [...broken, ...odd].map(({ path }) => ({ resource, path }));
}

const isAsBefore = ({ urn, inputs }: Resource, path: string, before: Stack): boolean => {
  const old = before.byUrn.get(urn);
  return old !== undefined && isDeepStrictEqual(lookup(old.inputs.value, path), lookup(inputs.value, path));
};
