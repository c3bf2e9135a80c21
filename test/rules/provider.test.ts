import { provider } from "../../src/rules/provider.js";
import { anyRes, res, suite, unknown } from "../suite.js";

const config = (more: object, name = "main") => [anyRes("pulumi:providers:aws", name, { region: "eu-west-1", ...more })];
const pinned = { allowedAccountIds: JSON.stringify(["123456789012"]) };
const emulator = {
  skipCredentialsValidation: "true",
  endpoints: JSON.stringify([{ s3: "http://localhost:4566", sqs: "http://localhost:4566" }]),
};
const only = (...of: readonly ReturnType<typeof res>[]) => ({ of, options: { regions: ["eu-west-1"] } });

suite(provider, {
  "provider-explicit-and-pinned": {
    pass: [config(pinned), config({ allowedAccountIds: ["123456789012"] }), config(pinned, "default_7_20_0")],
    fail: [
      { of: config({}, "default_7_20_0"), message: "is unset: the default provider deploys to any account" },
      config({}),
      config({ ...pinned, region: "" }),
      config({ allowedAccountIds: "[]" }),
    ],
    unknown: [config({ allowedAccountIds: unknown })],
  },
  "provider-allowed-regions-per-resource": {
    pass: [
      [res("s3.Bucket", "logs", { region: "us-east-1" })],
      only(res("s3.Bucket", "logs", { region: "eu-west-1" }), res("s3.Bucket", "data", {}), ...config({})),
      only(anyRes("random:index/randomId:RandomId", "suffix", { region: "us-east-1" })),
    ],
    fail: [
      { ...only(res("s3.Bucket", "logs", { region: "us-east-1" })), message: 'is "us-east-1", which the configuration does not allow' },
      only(...config({ region: "us-west-2" })),
    ],
    unknown: [only(res("s3.Bucket", "logs", { region: unknown }))],
  },
  "provider-safe-endpoints": {
    good: config({}),
    pass: [
      config({}),
      config(emulator),
      config({ insecure: "false" }),
      config({ endpoints: JSON.stringify([{ s3: "https://s3.eu-west-1.amazonaws.com" }]) }),
    ],
    fail: [
      { of: config({ insecure: "true" }), message: "is true: the certificate of AWS is not checked" },
      config({ skipCredentialsValidation: true }),
      config({ ...pinned, skipRequestingAccountId: "true" }),
      config({ endpoints: JSON.stringify([{ sts: "http://proxy.example.com" }]) }),
      config({ endpoints: JSON.stringify([{ sts: "https://proxy.example.com" }]) }),
      // Not every endpoint is on this machine.
      config({ endpoints: JSON.stringify([{ s3: "http://localhost:4566", sts: "http://10.0.0.8" }]) }),
    ],
    unknown: [config({ insecure: unknown })],
  },
});
