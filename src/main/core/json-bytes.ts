import { type Place, placesBelow } from '../../shared/path.ts'

/** JSON that was parsed. */
interface Parsed {
  value: unknown
  /** The bytes in the value, for the caller to overwrite. */
  passphrases: Uint8Array[]
  /** The JSON without them. */
  text: string
}

/**
 * Parses JSON in UTF-8 as JSON.parse does, but texts at these places become bytes without ever being a string, which nothing
 * could overwrite. Throws a SyntaxError for what is not JSON.
 */
export function parseJsonBytes(json: Uint8Array, places: readonly Place[]): Parsed {
  const cuts = places.length > 0 ? textsAt(json, places) : []
  const decoder = new TextDecoder()
  const parts: string[] = []
  let from = 0
  for (const [index, { start, end }] of cuts.entries()) {
    parts.push(decoder.decode(json.subarray(from, start)), `"${index}"`)
    from = end
  }
  parts.push(decoder.decode(json.subarray(from)))
  const text = parts.join('')
  const passphrases = cuts.map(({ bytes }) => bytes)
  try {
    const value: unknown = JSON.parse(text)
    return { value: cuts.length > 0 ? withBytes(value, places, cuts) : value, passphrases, text }
  } catch (error) {
    for (const bytes of passphrases) bytes.fill(0)
    throw error
  }
}

interface Cut {
  /** From its opening quote to after the closing one. */
  start: number
  end: number
  bytes: Uint8Array
}

/** An object or list that is being read. */
interface Level {
  places: readonly Place[]
  isObject: boolean
  /** Of an object: the name whose value comes next; null where a name comes next. */
  name: string | null
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}')

/** The texts at these places. What is no JSON is left for the parser to refuse. */
function textsAt(json: Uint8Array, places: readonly Place[]): Cut[] {
  const cuts: Cut[] = []
  const levels: Level[] = []
  const placesHere = (): readonly Place[] => {
    const level = levels.at(-1)
    return level ? placesBelow(level.places, level.name ?? '') : places
  }
  for (let at = 0; at < json.length; at += 1) {
    const level = levels.at(-1)
    switch (json[at]) {
      case QUOTE: {
        const end = endOfText(json, at)
        const isName = level?.isObject === true && level.name === null
        // Most names lead to no passphrase, so they need not be read.
        if (isName) level.name = level.places.length > 0 ? nameIn(json.subarray(at, end)) : ''
        else if (placesHere().some(({ length }) => length === 0)) {
          const bytes = unescaped(json.subarray(at + 1, end - 1))
          if (bytes) cuts.push({ start: at, end, bytes })
        }
        at = end - 1
        break
      }
      case OPEN_OBJECT:
      case OPEN_LIST:
        levels.push({ places: placesHere(), isObject: json[at] === OPEN_OBJECT, name: null })
        break
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        levels.pop()
        break
      case COMMA:
        if (level) level.name = null
    }
  }
  return cuts
}

/** The place after the closing quote of a text, or the end. */
function endOfText(json: Uint8Array, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json[at] === BACKSLASH) at += 1
    else if (json[at] === QUOTE) return at + 1
  }
  return json.length
}

/** The name in a text that is one; a name that is none leads nowhere. */
function nameIn(text: Uint8Array): string {
  try {
    return String(JSON.parse(new TextDecoder().decode(text)))
  } catch {
    return ''
  }
}

const ESCAPES = new Map(
  [...'"\\/bfnrt'].map((letter, index) => [letter.charCodeAt(0), '"\\/\b\f\n\r\t'.charCodeAt(index)]),
)
const LETTER_U = 'u'.charCodeAt(0)

/** What stands between the quotes of a text; null where JSON does not allow it. */
function unescaped(text: Uint8Array): Uint8Array | null {
  // An escape is never shorter than what it stands for.
  const bytes = new Uint8Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0
    if (byte < 0x20) return null
    if (byte !== BACKSLASH) {
      bytes[length++] = byte
      continue
    }
    const letter = text[(at += 1)] ?? 0
    if (letter !== LETTER_U) {
      const unit = ESCAPES.get(letter)
      if (unit === undefined) return null
      bytes[length++] = unit
      continue
    }
    const first = hexAt(text, at + 1)
    if (first === null) return null
    at += 4
    const isPair = (first & 0xfc00) === 0xd800 && text[at + 1] === BACKSLASH && text[at + 2] === LETTER_U
    const second = isPair ? hexAt(text, at + 3) : null
    const isWhole = second !== null && (second & 0xfc00) === 0xdc00
    if (isWhole) at += 6
    const point = isWhole ? 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff) : first
    length += writePoint(bytes.subarray(length), (point & 0xfff800) === 0xd800 ? 0xfffd : point)
  }
  const whole = bytes.slice(0, length)
  bytes.fill(0)
  return whole
}

/** The number that four digits from here on write; null where they are none. */
function hexAt(text: Uint8Array, start: number): number | null {
  let number = 0
  for (let at = start; at < start + 4; at += 1) {
    const digit = '0123456789abcdef'.indexOf(String.fromCharCode(text[at] ?? 0).toLowerCase())
    if (digit < 0) return null
    number = number * 16 + digit
  }
  return number
}

/** Writes a character in UTF-8; answers how many bytes it has. */
function writePoint(bytes: Uint8Array, point: number): number {
  if (point < 0x80) {
    bytes[0] = point
    return 1
  }
  const length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  for (let at = length - 1, rest = point; at >= 0; at -= 1, rest >>= 6)
    bytes[at] = at > 0 ? 0x80 | (rest & 0x3f) : ((0xf00 >> length) & 0xff) | rest
  return length
}

/** A value with the bytes in place of the numbers of their cuts. */
function withBytes(value: unknown, places: readonly Place[], cuts: readonly Cut[]): unknown {
  if (places.length === 0) return value
  if (typeof value === 'string' && places.some(({ length }) => length === 0)) return cuts[Number(value)]?.bytes
  if (Array.isArray(value)) return value.map((item) => withBytes(item, placesBelow(places, ''), cuts))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, item]) => [name, withBytes(item, placesBelow(places, name), cuts)])
  return Object.fromEntries(entries) as unknown
}
