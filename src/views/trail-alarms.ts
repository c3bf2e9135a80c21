import type { View } from "../language/view.js";
import { type ResourceClass, typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isUnknown, lookup } from "../model/value.js";

/** A trail of all regions that sends its events to a log group of the stack, with the filter patterns that an alarm of the stack watches. */
export interface WatchedTrail {
  readonly patterns: readonly string[];
}

const link = (direction: Link["direction"], name: ResourceClass, property: string): Link => ({
  direction,
  types: [typeOfClass(name)],
  property,
  label: name,
});
const groupOfTrail = link("outbound", "cloudwatch.LogGroup", "cloudWatchLogsGroupArn");
const filtersOfGroup = link("inbound", "cloudwatch.LogMetricFilter", "logGroupName");
const alarmType = typeOfClass("cloudwatch.MetricAlarm");

/** A view over such trails. */
export const watchedTrails: View<WatchedTrail> = {
  view: "trails with alarms on their events",
  scope: "stack",
  atEnd: "the filters and alarms come after the trail",
  types: [typeOfClass("cloudtrail.Trail")],
  *of(resource, { stack }) {
    const isWide = resource.inputs.value["isMultiRegionTrail"];
    if (stack === undefined || (!isUnknown(isWide) && isWide !== true)) return;
    const groups = partners(stack, resource, groupOfTrail);
    if (groups.sure.length === 0) return;
    const filters = groups.sure.flatMap((group) => partners(stack, group, filtersOfGroup).sure);
    const floating = groups.sure.some((group) => partners(stack, group, filtersOfGroup).open.length > 0);
    const watched = filters.map((filter) => [filter, isWatched(filter, stack)] as const);
    const patterns = watched.flatMap(([filter, is]) => (is === false ? [] : [filter.inputs.value["pattern"]]));
    const open = [
      ...(isUnknown(isWide) ? ["isMultiRegionTrail"] : []),
      ...(floating || watched.some(([, is]) => is === undefined) || patterns.some(isUnknown) ? [""] : []),
    ];
    const value = { patterns: patterns.filter((pattern) => typeof pattern === "string") };
    yield open.length > 0 ? { resource, path: "", value, unreadable: open } : { resource, path: "", value };
  },
};

/** Whether an alarm is on the metric of a filter; `undefined` where a name is not known yet. */
function isWatched(filter: Resource, stack: Stack): boolean | undefined {
  const metric = lookup(filter.inputs.value, "metricTransformation.name");
  const names = (stack.byType.get(alarmType) ?? []).map((alarm) => {
    const isOwn = alarm.propertyDependencies["metricName"]?.includes(filter.urn) === true;
    return isOwn ? metric : alarm.inputs.value["metricName"];
  });
  if (!isUnknown(metric) && names.includes(metric)) return true;
  return isUnknown(metric) || names.some(isUnknown) ? undefined : false;
}
