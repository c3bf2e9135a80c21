import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("s3.Bucket", {
  ...about,
  with: { block: "s3.BucketPublicAccessBlok#bucket" }, // error: not assignable
  require: {},
});
