import { every, json, noneOf, unless } from "../../language/pattern.js";

interface Settings {
  readonly Logging: { readonly LogComponents?: readonly { readonly Id: string; readonly Severity: string }[] };
}
const below = noneOf("LOGGER_SEVERITY_ERROR", "LOGGER_SEVERITY_WARNING", "LOGGER_SEVERITY_INFO");

/** The components are logged at LOGGER_SEVERITY_DEFAULT at least, which is what DMS takes for one that the settings leave out. */
export const logged = (...components: readonly string[]) =>
  json<Settings>({ Logging: { LogComponents: every(unless({ Id: noneOf(...components) }, { Severity: below })) } });
