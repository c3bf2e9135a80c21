import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const candidates = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Where a Chromium is, if there is one. Tests skip without. */
export const chromiumPath: string | undefined = candidates.find((path) => path !== undefined && existsSync(path));
if (chromiumPath === undefined)
  console.warn(
    "No Chromium found, so the tests of the HTML report are skipped: install it (apt-get install chromium) or set CHROMIUM to its path.",
  );

export const launch = (): Promise<Browser> =>
  // Containers run as root, where Chromium's own sandbox does not start.
  chromium.launch({ executablePath: chromiumPath ?? "", args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
