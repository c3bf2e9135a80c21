import { unknownString } from "../../src/model/value.js";
import { batch } from "../../src/rules/batch.js";
import { res, suite, unknown } from "../suite.js";

const job = (more: object) => [res("batch.JobDefinition", "job", { type: "container", ...more })];
const text = (value: object) => JSON.stringify(value);

suite(batch, {
  "batch-job-not-privileged": {
    pass: [
      job({ containerProperties: text({ image: "busybox" }) }),
      job({ eksProperties: { podProperties: { containers: [{ image: "busybox", securityContext: { privileged: false } }] } } }),
    ],
    fail: [
      job({ containerProperties: text({ image: "busybox", privileged: true }) }),
      job({ ecsProperties: text({ taskProperties: [{ containers: [{ privileged: false }, { privileged: true }] }] }) }),
      job({ nodeProperties: text({ nodeRangeProperties: [{ container: { privileged: true } }] }) }),
      job({ eksProperties: { podProperties: { containers: [{ image: "busybox", securityContext: { privileged: true } }] } } }),
    ],
    unknown: [
      job({ containerProperties: unknown }),
      job({ containerProperties: text({ privileged: unknownString }) }),
      job({ nodeProperties: text({ nodeRangeProperties: unknownString }) }),
      job({ eksProperties: { podProperties: unknown } }),
    ],
  },
});
