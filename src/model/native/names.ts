/** How a native resource is written: with CloudFormation's names (`KMSMasterKeyID`), or with those of @pulumi/aws-native (`kmsMasterKeyId`). */
export type Spelling = "cloudformation" | "sdk";

/** The name that @pulumi/aws-native gives to a property of CloudFormation. */
export function sdkName(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [name];
  return words.map((word, i) => (i === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())).join("");
}

/** The key of a type in the table: `s3:bucket` of `aws-native:s3:Bucket` and of `AWS::S3::Bucket`. */
export function keyOfType(type: string): string {
  const parts = type.startsWith("aws-native:") ? type.slice("aws-native:".length) : type.replace(/^AWS::/, "").replace("::", ":");
  return parts
    .replace("/", ":")
    .replace(/^configuration:/i, "config:")
    .toLowerCase();
}
