import type { WatchedTrail } from "../../views/trail-alarms.js";

/** What a rule that an alarm watches a trail for some events consists of; the filter's pattern has to name each event. */
export const monitored = (what: string, cis: string, equivalent: string, ...events: readonly string[]) =>
  ({
    title: `CloudWatch must raise an alarm on ${what}`,
    severity: "low",
    preset: "all",
    controls: { cis },
    equivalents: [equivalent],
    fix:
      "Add a `cloudwatch.LogMetricFilter` on the log group of the trail whose `pattern` names " +
      `${events.join(", ")}, and a \`cloudwatch.MetricAlarm\` on its metric.`,
    docs: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html",
    check: ({ patterns }: WatchedTrail) =>
      !patterns.some((pattern) => events.every((event) => pattern.includes(event))) && `has no alarm on ${what} among its events`,
  }) as const;
