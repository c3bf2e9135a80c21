import { isInternet } from "../../network/cidr.js";
import { list, text } from "./read.js";

interface Written {
  readonly gatewayId?: unknown;
  readonly destinationCidrBlock?: unknown;
  readonly destinationIpv6CidrBlock?: unknown;
  readonly cidrBlock?: unknown;
  readonly ipv6CidrBlock?: unknown;
}

const isOpen = ({ gatewayId, destinationCidrBlock, destinationIpv6CidrBlock, cidrBlock, ipv6CidrBlock }: Written): boolean =>
  isInternet(text(destinationCidrBlock) || text(destinationIpv6CidrBlock) || text(cidrBlock) || text(ipv6CidrBlock)) &&
  text(gatewayId).startsWith("igw-");

interface Routing extends Written {
  readonly routeTableId?: unknown;
  readonly routes?: readonly Written[] | undefined;
}

/** The places of routes that send all traffic to an internet gateway: in a table, or the one that a resource of its own is. */
export function openRoutes(item: Routing): string[] {
  if (item.routeTableId !== undefined) return isOpen(item) ? ["gatewayId"] : [];
  return list(item.routes).flatMap((route, i) => (isOpen(route) ? [`routes[${i}].gatewayId`] : []));
}
