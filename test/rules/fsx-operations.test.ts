import { fsxOperations } from "../../src/rules/aws/fsx-operations.js";
import { res, suite, unknown } from "../suite.js";

suite(fsxOperations, {
  "fsx-multi-az": {
    pass: [[res("fsx.OntapFileSystem", "f", { deploymentType: "MULTI_AZ_1" })]],
    fail: [[res("fsx.OntapFileSystem", "f", { deploymentType: "SINGLE_AZ_1" })], [res("fsx.WindowsFileSystem", "f", {})]],
    unknown: [[res("fsx.OntapFileSystem", "f", { deploymentType: unknown })]],
  },
});
