import { isUnknownOnWire, signatureKey, signatures, unknownString } from "../../model/value.js";
import { isRaw, type Raw } from "./wire.js";

/** What a side of the protocol understands. */
export interface Accepted {
  readonly secrets: boolean;
  readonly resources: boolean;
}

const signatureOf = (value: Raw): unknown => value[signatureKey];

export const secretOf = (value: unknown): Raw =>
  isRaw(value) && signatureOf(value) === signatures.secret ? value : { [signatureKey]: signatures.secret, value };

/** The value inside of a secret or of a known output value. */
export function unwrapped(value: unknown): unknown {
  if (!isRaw(value)) return value;
  const signature = signatureOf(value);
  if (signature === signatures.secret) return unwrapped(value["value"]);
  return signature === signatures.output ? ("value" in value ? unwrapped(value["value"]) : unknownString) : value;
}

/** Whether a value is secret by itself; `false` for what only contains a secret. */
export const isSecretValue = (value: unknown): boolean =>
  isRaw(value) && (signatureOf(value) === signatures.secret || (signatureOf(value) === signatures.output && value["secret"] === true));

/** Whether an unknown is anywhere inside of a value. */
export function hasUnknown(value: unknown): boolean {
  if (isUnknownOnWire(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (!isRaw(value)) return false;
  return (signatureOf(value) === signatures.output && !("value" in value)) || Object.values(value).some(hasUnknown);
}

/** Whether a secret is anywhere inside of a value. */
export function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  return isRaw(value) && (isSecretValue(value) || Object.values(value).some(hasSecret));
}

/** Replaces output values by what they contain, as the engine does for a custom resource: its value, secret or unknown. */
export function withoutOutputValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOutputValues);
  if (!isRaw(value)) return value;
  if (signatureOf(value) !== signatures.output) return mapped(value, withoutOutputValues);
  const inner = "value" in value ? withoutOutputValues(value["value"]) : unknownString;
  return value["secret"] === true ? secretOf(inner) : inner;
}

/** Replaces texts that contain a stand-in for a secret by an unknown secret: the value behind it is not known. */
export function withoutStandIns(value: unknown, standIns: ReadonlySet<string>): unknown {
  if (standIns.size === 0) return value;
  if (typeof value === "string") {
    for (const standIn of standIns) if (value.includes(standIn)) return secretOf(unknownString);
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => withoutStandIns(item, standIns));
  if (!isRaw(value)) return value;
  if (signatureOf(value) !== signatures.secret) return mapped(value, (item) => withoutStandIns(item, standIns));
  const inner = withoutStandIns(value["value"], standIns);
  return isSecretValue(inner) ? inner : secretOf(inner);
}

/** The URNs on which the output values inside of a value depend. */
export function dependenciesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(dependenciesIn);
  if (!isRaw(value)) return [];
  const own = signatureOf(value) === signatures.output && Array.isArray(value["dependencies"]) ? value["dependencies"].map(String) : [];
  return [...own, ...Object.values(value).flatMap(dependenciesIn)];
}

/** A value as a side of the protocol takes it that may understand neither secrets nor references to resources. */
export function acceptedBy(value: unknown, accepted: Accepted): unknown {
  if (accepted.secrets && accepted.resources) return value;
  if (Array.isArray(value)) return value.map((item) => acceptedBy(item, accepted));
  if (!isRaw(value)) return value;
  const signature = signatureOf(value);
  if (signature === signatures.secret && !accepted.secrets) return acceptedBy(value["value"], accepted);
  if (signature === signatures.resource && !accepted.resources) {
    const id = value["id"];
    return id === undefined ? value["urn"] : id === "" ? unknownString : id;
  }
  return mapped(value, (item) => acceptedBy(item, accepted));
}

/** The same object with each value replaced. */
export const mapped = (value: Raw, replace: (item: unknown) => unknown): Raw =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]));
