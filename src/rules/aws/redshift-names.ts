import { both, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const redshiftNames = {
  "redshift-cluster-non-default-database": rule("redshift.Cluster", {
    title: "Redshift clusters must not use the default database name",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Redshift.9" },
    equivalents: ["CKV_AWS_320"],
    fix: 'Set `databaseName` to another name than "dev". This replaces the cluster.',
    docs: "https://docs.aws.amazon.com/redshift/latest/gsg/t_creating_database.html",
    require: { databaseName: both(present, noneOf("dev")) },
  }),
};
