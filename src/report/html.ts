import type { Report } from "../check/check.js";
import type { Context } from "./formats.js";
export const htmlReport = (report: Report, _context: Context): string => JSON.stringify(report);
