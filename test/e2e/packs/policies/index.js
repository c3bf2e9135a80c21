// Every rule as policies of the SDK, with the settings that the test gives.
import { PolicyPack } from "@pulumi/policy";
import { policies } from "../../../../dist/policies.js";

new PolicyPack("policies", { policies: policies(JSON.parse(process.env.POLICIES_ARGUMENTS ?? "{}")) });
