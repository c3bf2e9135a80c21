import { test } from "../../language/pattern.js";
import { text } from "./read.js";

/** A customer-managed KMS key: set, and not the alias of an AWS managed key. */
export const customerManagedKey = test<string>("be a customer managed key", (key) =>
  text(key) !== "" && !/(^|:)alias\/aws\//.test(text(key)));

/** What rules on a customer managed key have in common: AWS encrypts without one too, so they are a matter of opinion. */
export const keyAbout = {
  severity: "low",
  preset: "all",
  why: "Without one, AWS encrypts with a key of its own, or not at all. The policy of your key decides who may decrypt, and you can disable it.",
} as const;
