import { oneOf, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { number, quoted, text } from "../helpers/read.js";

export const glueVersions = {
  "glue-connection-ssl": rule("glue.Connection", {
    title: "Glue JDBC connections must enforce SSL",
    severity: "medium",
    preset: "all",
    fix: 'Set `JDBC_ENFORCE_SSL: "true"` in `connectionProperties`.',
    docs: "https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html",
    when: { connectionType: unsetOr("JDBC") },
    check: ({ connectionProperties }, { at }) =>
      text(connectionProperties?.["JDBC_ENFORCE_SSL"]).toLowerCase() !== "true" &&
      at("connectionProperties", "does not set JDBC_ENFORCE_SSL to true"),
  }),
  "glue-job-supported-version": rule("glue.Job", {
    title: "Glue jobs must run on a supported version of Glue",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Glue.4" },
    fix: 'Set `glueVersion: "5.0"`.',
    docs: "https://docs.aws.amazon.com/glue/latest/dg/glue-version-support-policy.html",
    when: { command: { name: oneOf("glueetl", "gluestreaming") } },
    check: ({ glueVersion }, { at }) => number(glueVersion, 0) < 3 && at("glueVersion", `is ${quoted(glueVersion)}, expected at least 3.0`),
  }),
};
