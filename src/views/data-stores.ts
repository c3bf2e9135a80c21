import type { View } from "../language/view.js";
import { internetPathTo } from "../network/internet.js";
import type { Passage } from "../network/passage.js";
import { stores } from "../network/stores.js";

/** A data store in a VPC, with the way from the internet to it. */
export interface DataStore {
  readonly path: Passage;
}

/** Databases, caches, search domains and instances, each with the way from the internet to one of its ports. */
export const dataStores: View<DataStore> = {
  view: "data stores and the way from the internet to them",
  scope: "stack",
  atEnd: "the routes, gateways and rules of the way may come after it",
  types: Object.keys(stores),
  of: (resource, { stack }) => (stack === undefined ? [] : [{ resource, path: "", value: { path: internetPathTo(resource, stack) } }]),
};
