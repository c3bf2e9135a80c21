import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { under } from "../model/path.js";
import { isMap, isUnknown, type ValueMap } from "../model/value.js";
import { listed } from "../network/traffic.js";

/** A route of a VPC, wherever it is written. */
export interface RouteEntry {
  /** The destination, of either family; unset for a prefix list. */
  readonly cidr?: string;
  readonly networkInterfaceId?: string;
  readonly vpcPeeringConnectionId?: string;
}

const own = typeOfClass("ec2.Route");
const destinations = ["cidrBlock", "ipv6CidrBlock", "destinationCidrBlock", "destinationIpv6CidrBlock"];

/** A view over the routes of route tables: inline ones, and `ec2.Route`. */
export const routes: View<RouteEntry> = {
  view: "routes",
  scope: "resource",
  types: [own, ...["ec2.RouteTable", "ec2.DefaultRouteTable"].map(typeOfClass)],
  *of(resource) {
    const inputs = resource.inputs.value;
    for (const [path, route] of resource.type === own ? [["", inputs] as const] : listed(inputs["routes"], "routes")) {
      if (isUnknown(route)) yield { resource, path, value: {}, unreadable: [path] };
      else if (isMap(route)) {
        const named = destinationOf(route);
        const value = { ...route, cidr: route[named] } as unknown as RouteEntry;
        yield { resource, path, value, locate: (at) => under(path, at === "cidr" ? named : at) };
      }
    }
  },
};

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
const destinationOf = (route: ValueMap): string => destinations.find((key) => isSet(route[key])) ?? "cidrBlock";
