import { describe, expect, test } from "vitest";
import { foreignComponent } from "../../src/model/component.js";
import { toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";

type Place = `${string}:${number}`;
/** A chain from the outside in: types of components, with the place that makes each, and a bucket inside the last. */
function inside(chain: readonly (readonly [string, Place?])[], leaf?: Place, project = "shop") {
  const source = (place: Place | undefined) => {
    const [file = "", line = "1"] = place?.split(":") ?? [];
    return place === undefined ? undefined : { file, line: Number(line), column: 1 };
  };
  const urnOf = (type: string, i: number): string => `urn:pulumi:dev::${project}::${type}::c${i}`;
  const components = chain.map(([type, place], i) =>
    toResource({
      urn: urnOf(type, i),
      type,
      custom: false,
      parent: i === 0 ? undefined : urnOf(chain[i - 1]?.[0] ?? "", i - 1),
      source: source(place),
    }),
  );
  const type = "aws:s3/bucket:Bucket";
  const bucket = toResource({ urn: urnOf(type, 99), type, parent: components.at(-1)?.urn, source: source(leaf) });
  const stack = toStack([...components, bucket], { name: "dev", project });
  return foreignComponent(bucket, stack.byUrn)?.type;
}

describe("the component of somebody else", () => {
  test.each(["awsx:ec2:Vpc", "eks:index:Cluster", "aws-apigateway:index:RestAPI", "vpc:index:Module", "kubernetes:helm.sh/v3:Chart"])(
    "%s",
    (type) => expect(inside([[type]])).toBe(type),
  );
  test.each(["shop:index:Site", "Shop:web:Site", "acme:web:Site", "custom:Site", "aws:s3:BucketEventSubscription", "pulumi:pulumi:Stack"])(
    "is not %s",
    (type) => expect(inside([[type]])).toBeUndefined(),
  );
  test("is the outermost: what is inside it, the program cannot reach", () => {
    expect(inside([["pulumi:pulumi:Stack"], ["eks:index:Cluster"], ["eks:index:ServiceRole"]])).toBe("eks:index:Cluster");
    expect(inside([["acme:web:Site"], ["awsx:ec2:Vpc"]])).toBe("awsx:ec2:Vpc");
  });
  test("is not one whose code lies in the program, whatever its type", () => {
    expect(inside([["net:index:Spoke", "main.py:70"]], "spoke.py:25")).toBeUndefined();
    expect(
      inside(
        [
          ["net:index:Spoke", "main.py:70"],
          ["awsx:ec2:Vpc", "spoke.py:25"],
        ],
        "../awsx/vpc.ts:1",
      ),
    ).toBe("awsx:ec2:Vpc");
    expect(inside([["net:index:Spoke", "main.py:70"]], "main.py:70")).toBe("net:index:Spoke");
    expect(inside([["net:index:Spoke", "main.py:70"]], "../../vendor/net.ts:4")).toBe("net:index:Spoke");
    expect(inside([["net:index:Spoke", "main.py:70"]])).toBe("net:index:Spoke");
  });
  test("is none where parents go in a circle or are not in the stack", () => {
    const a = toResource({
      urn: "urn:pulumi:dev::p::awsx:ec2:Vpc::a",
      type: "awsx:ec2:Vpc",
      custom: false,
      parent: "urn:pulumi:dev::p::x:y:Z::b",
    });
    const b = toResource({ urn: "urn:pulumi:dev::p::x:y:Z::b", type: "x:y:Z", custom: false, parent: a.urn });
    expect(foreignComponent(b, toStack([a, b], { name: "dev", project: "p" }).byUrn)?.name).toBe("a");
    expect(foreignComponent(b, new Map())).toBeUndefined();
  });
});
