/** Makes a value when it is first asked for, such as a statement: preparing takes time, and most are never used. */
export function once<T>(make: () => T): () => T {
  let value: { made: T } | null = null
  return () => (value ??= { made: make() }).made
}
