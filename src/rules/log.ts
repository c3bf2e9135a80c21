import { rule } from "../language/rule.js";
import { logSinks } from "../views/log-sinks.js";
import { text } from "./helpers/read.js";

export const log = {
  "log-destination-integrity": rule(logSinks, {
    title: "S3 buckets that receive logs must keep them intact",
    severity: "medium",
    preset: "all",
    controls: { nist: ["AU-9", "AU-11"], pci: ["10.3.2", "10.3.4"], iso27001: "A.8.15" },
    fix: "Remove `forceDestroy`, enable versioning or Object Lock, and log the accesses to this bucket into another one.",
    why: "Whoever breaks in deletes the logs first. A bucket that logs into itself grows without end.",
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
    check: (sink, { at }) => {
      const [first, ...others] = sink.from;
      const receives = `receives the logs of ${first}${others.length > 0 ? ` and ${others.length} more` : ""}`;
      return [
        ...(text(sink.forceDestroy) === "true" ? [at("forceDestroy", `is true, and the bucket ${receives}`)] : []),
        ...(sink.logsItself ? [at("", "logs its own accesses into itself")] : []),
        ...(sink.keepsVersions ? [] : [at("", `${receives}, and neither versioning nor Object Lock keeps them`)]),
      ];
    },
  }),
};
