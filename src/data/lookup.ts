/** A table that is asked for what a user wrote; without a prototype, so that a text such as "constructor" finds nothing. */
export const lookupTable = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.freeze(Object.assign(Object.create(null) as Record<string, T>, entries));
