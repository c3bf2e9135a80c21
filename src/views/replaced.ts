import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { statefulEntry } from "./stateful.js";

/** A resource whose program states in which order a replacement goes. */
export interface Replaced {
  readonly deleteBeforeReplace: boolean;
}

const servingTypes = [
  ...["acm.Certificate", "iam.ServerCertificate", "rolesanywhere.TrustAnchor", "apigateway.RestApi", "apigateway.Deployment"],
  ...["apigatewayv2.Api", "lb.LoadBalancer"],
].map(typeOfClass);

/** Resources that others depend on at every moment: an outage lasts from the deletion to the replacement. Stateful ones are left out. */
export const serving: View<Replaced> = {
  view: "resources that serve without a break",
  scope: "resource",
  types: servingTypes,
  of: (resource: Resource) => {
    const { deleteBeforeReplace } = resource.options;
    if (deleteBeforeReplace === undefined || statefulEntry(resource) !== undefined) return [];
    return [{ resource, path: "", value: { deleteBeforeReplace } }];
  },
};
