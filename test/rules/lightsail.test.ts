import { lightsail } from "../../src/rules/aws/lightsail.js";
import { suite, unknown } from "../suite.js";

suite(lightsail, {
  "lightsail-database-not-public": {
    good: { relationalDatabaseName: "shop", publiclyAccessible: false },
    pass: [{ relationalDatabaseName: "shop" }],
    fail: [{ relationalDatabaseName: "shop", publiclyAccessible: true }],
    unknown: [{ publiclyAccessible: unknown }],
  },
});
