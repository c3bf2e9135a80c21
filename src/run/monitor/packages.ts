import { createHash } from "node:crypto";
import resource from "@pulumi/pulumi/proto/resource_pb.js";

/** A package that the program registered, perhaps one that parameterizes another. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly downloadUrl: string;
}

/** The packages that a program registered, by reference. */
export class Packages {
  readonly #byRef = new Map<string, Package>();

  get(ref: string): Package | undefined {
    return this.#byRef.get(ref);
  }

  register(request: resource.RegisterPackageRequest): resource.RegisterPackageResponse {
    const parameters = request.getParameterization();
    const found: Package = {
      name: parameters?.getName() ?? request.getName(),
      version: parameters?.getVersion() ?? request.getVersion(),
      downloadUrl: request.getDownloadUrl(),
    };
    // One reference for one package: the engine answers a second registration with the first one's.
    const ref = createHash("sha256").update(Buffer.from(request.serializeBinary())).digest("hex").slice(0, 32);
    this.#byRef.set(ref, found);
    const response = new resource.RegisterPackageResponse();
    response.setRef(ref);
    return response;
  }
}
