type Raw = Readonly<Record<string, unknown>>;

/** An answer to an invoke; `unknown` where nothing is known of the function, `failure` where its provider refuses the arguments. */
export type InvokeAnswer =
  | { readonly kind: "answer"; readonly value: Raw; readonly isStandIn?: true }
  | { readonly kind: "unknown" }
  | { readonly kind: "failure"; readonly reason: string };
