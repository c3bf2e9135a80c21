import { lightsail } from "../../src/rules/aws/lightsail.js";
import { secret, suite, unknown } from "../suite.js";

suite(lightsail, {
  "lightsail-database-not-public": {
    good: { relationalDatabaseName: "shop", masterPassword: secret("wQ8rT2mZ6kXc"), publiclyAccessible: false },
    pass: [{ relationalDatabaseName: "shop" }],
    fail: [{ relationalDatabaseName: "shop", publiclyAccessible: true }],
    unknown: [{ publiclyAccessible: unknown }],
  },
});
