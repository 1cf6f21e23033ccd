export type JsonObject = Record<string, unknown>

/** A JSON object: neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value where it is an object, an empty one otherwise. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The value of JSON text; null for text that is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** An own member of an object or item of an array, so a name such as "constructor" never reaches a prototype. */
export const own = (value: unknown, name: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string | number, unknown>)[name]
    : undefined

/** Sets an own property whatever its name is; a plain assignment to "__proto__" would not. */
export function setOwn(object: JsonObject, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

/** The same value with the names of its objects sorted. */
export const withSortedNames = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withSortedNames)
    : isObject(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((name) => [name, withSortedNames(value[name])]),
        )
      : value

/** Structural equality of plain JSON values; the order of members does not count. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => isEqual(item, b[at]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isEqual(a[name], b[name]))
  )
}

/** A number as it is written in decimal: `digits` times ten to the power of `exponent`, without zeros at the end. */
interface Decimal {
  digits: bigint
  exponent: number
}

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i

function decimalOf(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', power = '0'] = DECIMAL.exec(text) ?? []
  const written = `${whole}${fraction}`.replace(/^0+(?=\d)/, '')
  let end = written.length
  while (written[end - 1] === '0') end -= 1
  const digits = written.slice(0, end) || '0'
  const exponent = digits === '0' ? 0 : Number(power) - fraction.length + written.length - digits.length
  return { digits: BigInt(sign === '-' ? `-${digits}` : digits), exponent }
}

/**
 * Whether a number, as it is written in JSON, is the same one after it was read and written again. Those beyond 2^53 or
 * with more than 17 digits seldom are: 1285704473650888702 becomes 1285704473650888800.
 */
export function isKeptExactly(written: string): boolean {
  const number = Number(written)
  if (!Number.isFinite(number)) return false
  const [before, after] = [decimalOf(written), decimalOf(String(number))]
  return before.digits === after.digits && before.exponent === after.exponent
}

/** Whether a number is a multiple of another, by the decimals that both are written in: 1234567.89 is one of 0.01. */
export function isMultiple(value: number, step: number): boolean {
  const [a, b] = [decimalOf(String(value)), decimalOf(String(step))]
  const exponent = Math.min(a.exponent, b.exponent)
  const scale = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent)
  return b.digits !== 0n && scale(a) % scale(b) === 0n
}
