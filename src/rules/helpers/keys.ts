import { test } from "../../language/pattern.js";
import { text } from "./read.js";

/** A customer-managed KMS key: set, and not the alias of an AWS managed key. */
export const customerManagedKey = test<string>("be a customer managed key", (key) =>
  text(key) !== "" && !/(^|:)alias\/aws\//.test(text(key)));
