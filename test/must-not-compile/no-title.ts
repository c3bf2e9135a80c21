import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("efs.FileSystem", { severity: about.severity, fix: about.fix, docs: about.docs, require: {} }); // error: title
