/**
 * Compiles the pattern of a schema. JSON Schema asks for Unicode patterns, but published ones often hold escapes that
 * only the older syntax allows; those are read the older way.
 */
export function compilePattern(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return new RegExp(pattern)
  }
}
