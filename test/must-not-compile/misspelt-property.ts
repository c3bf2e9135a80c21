import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("efs.FileSystem", {
  ...about,
  require: { encrypt: true }, // error: 'encrypt' does not exist
});
