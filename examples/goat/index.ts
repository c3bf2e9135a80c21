/** Deliberately vulnerable. Do not deploy it: see README.md. */
import "./access";
import "./data";
import "./escalation";
import "./exposure";
import "./network";
import { apiPassword } from "./secrets";

// A stack output in plaintext can be read by everyone who can read the stack.
export const databasePassword = apiPassword;
