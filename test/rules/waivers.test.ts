import { waivers } from "../../src/rules/waivers.js";
import { res, suite } from "../suite.js";

const bucket = res("s3.Bucket", "thumbnails", {});
const good = {
  rule: "s3-bucket-versioned",
  resource: "thumbnails",
  reason: "can be made again from the originals",
  until: "2026-12-31",
};
/** A stack whose own configuration has a waiver, judged on 2026-07-01. */
const having = (...given: readonly unknown[]) => ({
  of: [bucket],
  config: { values: { "stackwarden:waivers": JSON.stringify(given) } },
});
const { reason, ...unexplained } = good;
const elsewhere = { ...good, resource: "urn:pulumi:prod::*::*::thumbnails" };

suite(waivers, {
  "waivers-well-formed": {
    pass: [
      having(good),
      having({ ...good, path: "versioning", owner: "web", ticket: "WEB-1" }),
      having({ ...good, until: "2026-12-31T00:00:00Z" }),
    ],
    fail: [
      having(unexplained),
      having({ ...good, until: "soon" }),
      having({ ...good, until: "2026-02-30" }),
      having({ ...good, rule: "s3-bucket-versionned" }),
      having({ ...unexplained, comment: reason, expires: "never" }),
      having("s3-bucket-versioned"),
      having({ ...good, resource: "urn:pulumi:dev::thumbnails" }),
      { of: [bucket], config: { values: { "stackwarden:waivers": "s3-bucket-versioned" } } },
      { of: [bucket], config: { values: { "stackwarden:waivers": '{"rule":"s3-bucket-versioned"}' } } },
    ],
    skip: [[bucket]],
  },
  "waivers-narrow": {
    pass: [having(good), having({ ...good, resource: "thumbnails-*" }), having({ ...good, resource: "urn:pulumi:*::*::*::thumbnails" })],
    fail: [
      having({ ...good, resource: "*" }),
      having({ ...good, rule: "s3-*" }),
      having({ ...good, resource: "urn:pulumi:dev::test::aws:s3/bucket:Bucket::*" }),
      having({ ...good, resource: "*-a" }),
    ],
  },
  "waivers-allowed": {
    pass: [having(good)],
    fail: [having({ ...good, rule: "waivers-used" })],
  },
  "waivers-not-expired": {
    pass: [having(good), having({ ...good, until: "2026-07-01" }), having({ ...elsewhere, until: "2026-06-30" })],
    fail: [{ ...having({ ...good, until: "2026-06-30" }), message: "expired: its last day was" }],
  },
  "waivers-not-ending-soon": {
    pass: [having(good), having({ ...good, until: "2026-07-15" }), having({ ...good, until: "2026-06-30" })],
    fail: [
      { ...having({ ...good, until: "2026-07-14" }), message: "ends soon: its last day is" },
      having({ ...good, until: "2026-07-01" }),
      { ...having(good), options: { days: 365 } },
    ],
  },
  "waivers-used": {
    pass: [having(elsewhere), having({ ...good, until: "2026-06-30" }), { ...having(good), of: [] }],
    fail: [{ ...having(good), message: "waives nothing: the rule finds nothing there" }],
  },
});
