import { canonicalType } from "./classes.js";
import { adaptCloudControl, adaptNative, mappedType } from "./native/adapt.js";
import { adaptTemplate } from "./native/template.js";
import { plainResource, type RawResource, type Resource } from "./plain-resource.js";

export {
  nameOfUrn,
  properties,
  type RawResource,
  type Resource,
  type ResourceOptions,
  type SourcePosition,
  urnParts,
  writtenAs,
} from "./plain-resource.js";

const cloudControl = "aws:cloudcontrol/resource:Resource";
const templates = "aws:cloudformation/stack:Stack";

/**
 * Builds a resource of the model: canonical type, shapes of the current provider, one reading of values. A resource of @pulumi/aws-native, of Cloud Control
 * or of a CloudFormation template is read as the classes of @pulumi/aws that it is.
 * @throws ReadError when properties are nested deeper than any provider's.
 */
export function toResource(raw: RawResource): Resource {
  if (raw.type.startsWith("aws-native:")) return adaptNative(raw);
  const type = canonicalType(raw.type);
  if (type === cloudControl) return adaptCloudControl(raw);
  return type === templates ? adaptTemplate(raw) : plainResource(raw, type);
}

/** The canonical type of a type as it is written, in a URN for example; of a type of @pulumi/aws-native, that of its first class. */
export const typeInModel = (type: string): string => (type.startsWith("aws-native:") ? (mappedType(type) ?? type) : canonicalType(type));
