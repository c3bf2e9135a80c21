import { quicksight } from "../../src/rules/aws/quicksight.js";
import { suite, unknown } from "../suite.js";

const source = (more: object) => ({ dataSourceId: "d", name: "d", type: "POSTGRESQL", parameters: {}, ...more });

suite(quicksight, {
  "quicksight-data-source-ssl": {
    pass: [source({}), source({ sslProperties: { disableSsl: false } })],
    fail: [source({ sslProperties: { disableSsl: true } })],
    unknown: [source({ sslProperties: { disableSsl: unknown } })],
  },
});
