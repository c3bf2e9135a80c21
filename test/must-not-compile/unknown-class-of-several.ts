import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule(["s3.Bucket", "s3.BuketAcl"], { ...about, require: {} }); // error: not assignable
