// Rules on the library that do what shipped rules do not: crash, mend, wait.
import { absent, matches, register, rule } from "../../../dist/index.js";

const about = { fix: "Mend it.", docs: "https://www.pulumi.com/docs/" };
const probe = {
  "probe-crash": rule("s3.Bucket", {
    ...about,
    title: "Crashes",
    severity: "high",
    check: () => {
      throw new Error("Winter-Sale-2024!");
    },
  }),
  "probe-acl-private": rule("s3.Bucket", {
    ...about,
    title: "Buckets are private",
    severity: "high",
    require: { acl: "private" },
    remediate: true,
  }),
  "probe-acl-advice": rule("s3.Bucket", { ...about, title: "Buckets are private, please", severity: "low", require: { acl: "private" } }),
  "probe-owner-tag": rule("s3.Bucket", {
    ...about,
    title: "Buckets have an owner",
    severity: "low",
    require: { tags: { Owner: matches(/./) } },
    remediate: () => ({ tags: { Owner: "platform" } }),
  }),
  "probe-password-secret": rule("rds.Instance", {
    ...about,
    title: "Passwords are secret",
    severity: "critical",
    check: (db, { isSecret }) => db.password !== undefined && !isSecret("password") && "has a plaintext password",
  }),
  "probe-description": rule("ec2.SecurityGroup", {
    ...about,
    title: "Groups have no ARN as description",
    severity: "high",
    require: { description: absent },
  }),
};

export const probeRules = register({ probe });
