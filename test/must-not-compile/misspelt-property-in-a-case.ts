import { suite } from "../suite.js";
import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

const group = { "a-rule": rule("efs.FileSystem", { ...about, require: { encrypted: true } }) };

suite(group, {
  "a-rule": {
    pass: [{ encrypted: true }],
    fail: [{ encrypt: false }], // error: 'encrypt'
  },
});
