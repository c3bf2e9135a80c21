import { test } from "../../language/pattern.js";
import { text } from "./read.js";

/** A KMS key that the account made: set, and no alias of a key that AWS manages. */
export const customerManagedKey = test<string>("be a customer managed key", (key) =>
  text(key) !== "" && !/(^|:)alias\/aws\//.test(text(key)));
