import type * as aws from "@pulumi/aws";
import type { Unwrap } from "@pulumi/pulumi";
import { aliases } from "../data/tables.js";

type Aws = typeof aws;
type ClassesOf<M extends keyof Aws> = { [C in keyof Aws[M] & string]: C extends Capitalize<C> ? C : never }[keyof Aws[M] & string];

/** What the compiler shows in the place of a class where the package of the types is not installed. */
type NotInstalled = "the types of @pulumi/aws are not installed. Run: npm install --save-dev @pulumi/aws";

// A package that is missing has every key. A condition on the package itself is an error, which makes everything `any`.
/** Every resource of the AWS provider by module and class: `"s3.Bucket"`. Only types: the provider is never loaded at run time. */
export type ResourceClass = string extends keyof Aws
  ? NotInstalled
  : { [M in keyof Aws & string]: M extends Capitalize<M> ? never : `${M}.${ClassesOf<M>}` }[keyof Aws & string];

/** The inputs that a program gives to a resource of a class, with every `Input<T>` resolved. */
export type Inputs<C extends string> = C extends `${infer M extends keyof Aws & string}.${infer N}`
  ? N extends keyof Aws[M]
    ? Aws[M][N] extends new (
        name: string,
        args: infer A,
        ...rest: never[]
      ) => unknown
      ? Unwrap<NonNullable<A>>
      : never
    : never
  : never;

/** `"s3.Bucket"` → `"aws:s3/bucket:Bucket"`; holds for every resource of the provider. */
export function typeOfClass(name: string): string {
  const dot = name.indexOf(".");
  const className = name.slice(dot + 1);
  return `aws:${name.slice(0, dot)}/${className.charAt(0).toLowerCase()}${className.slice(1)}:${className}`;
}

/** `"aws:s3/bucket:Bucket"` → `"s3.Bucket"`; other types are returned as they are. */
export function classOfType(type: string): string {
  const parts = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(type);
  return parts === null ? type : `${parts[1]}.${parts[2]}`;
}

/** The canonical type of twins (`alb`, `lb`), old spellings and renamed classes (`s3.BucketV2`). */
export const canonicalType = (type: string): string => aliases()[type] ?? type;
