// A pack of its own rules on the library, as an organisation would write one.
import { servePack } from "../../../../dist/index.js";
import { probeRules } from "../probe-rules.js";

servePack(probeRules, "0.0.1");
