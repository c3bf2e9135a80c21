import type { Format, FormatName } from "../format.js";
import { jsonReport } from "./json.js";
import { textReport } from "./text.js";

/** A format by name. All but the two smallest are loaded on demand. */
export async function formatOf(name: FormatName): Promise<Format> {
  switch (name) {
    case "text":
      return textReport;
    case "json":
      return jsonReport;
    case "unix":
      return (await import("./unix.js")).unixReport;
    case "sarif":
      return (await import("./sarif.js")).sarifReport;
    case "junit":
      return (await import("./junit.js")).junitReport;
    case "markdown":
      return (await import("./markdown.js")).markdownReport;
    case "comment":
      return (await import("./markdown.js")).commentReport;
    case "github":
      return (await import("./github.js")).githubReport;
    case "gitlab":
      return (await import("./gitlab.js")).gitlabReport;
    case "html":
      return (await import("./html.js")).htmlReport;
  }
}
