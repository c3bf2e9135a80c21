import type { View } from "../language/view.js";
import { type Inputs, type ResourceClass, typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isUnknown } from "../model/value.js";
import { elsewhere } from "../model/verdict.js";

/** A resource with the web ACLs of the stack that filter its requests. */
export interface Filtered {
  readonly acls: readonly Inputs<"wafv2.WebAcl">[];
}

const types = [typeOfClass("wafv2.WebAcl")];
const association: Link = {
  direction: "inbound",
  types: [typeOfClass("wafv2.WebAclAssociation")],
  property: "resourceArn",
  label: "wafv2.WebAclAssociation",
};
const ofAssociation: Link = { direction: "outbound", types, property: "webAclArn", label: "wafv2.WebAcl" };
const ofDistribution: Link = { direction: "outbound", types, property: "webAclId", label: "wafv2.WebAcl" };

/** A view over the resources of a class that a web ACL of the stack filters; rules that are resources of their own make an ACL unknown. */
export const filteredBy = (name: ResourceClass): View<Filtered> => ({
  view: `${name} with web ACLs`,
  scope: "stack",
  atEnd: "the association with the web ACL comes after it",
  types: [typeOfClass(name)],
  *of(resource, { stack }) {
    if (stack === undefined) return;
    const { sure, open } = aclsOf(resource, stack);
    if (open.length > 0) yield { resource, path: "", value: undefined as unknown as Filtered, unreadable: open };
    if (sure.length > 0)
      yield { resource, path: "", value: { acls: sure.map(({ inputs }) => inputs.value) } as unknown as Filtered, locate: () => "" };
  },
});

function aclsOf(resource: Resource, stack: Stack): { sure: Resource[]; open: string[] } {
  const isOwn = resource.type === typeOfClass("cloudfront.Distribution");
  const sources = isOwn ? [resource] : partners(stack, resource, association).sure;
  const open = isOwn
    ? []
    : partners(stack, resource, association).open.map((one) => (isUnknown(one) ? "" : elsewhere(one.urn, "resourceArn")));
  const sure = sources.flatMap((source) => {
    const found = partners(stack, source, isOwn ? ofDistribution : ofAssociation);
    if (found.sure.length === 0 && found.open.length > 0) open.push(isOwn ? "webAclId" : elsewhere(source.urn, "webAclArn"));
    return found.sure;
  });
  return { sure, open };
}
