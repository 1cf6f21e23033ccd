import { randomBytes } from 'node:crypto'

/** A secret that can be recognised wherever it should not be. */
export interface Canary {
  secret: string
  /** The secret in every encoding in which it could get out. */
  needles: { encoding: string; bytes: Buffer }[]
}

/** Without the first and last characters of base64 that depend on what stands before and after. */
function base64At(secret: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), secret])
    .toString('base64')
    .replace(/=+$/, '')
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor(((offset + secret.length) * 8) / 6)
  return text.slice(first, last)
}

const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()
const escaped = (secret: string) => JSON.stringify(secret).slice(1, -1)
const asAscii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

function toCanary(secret: string): Canary {
  const utf8 = Buffer.from(secret)
  const utf16 = Buffer.from(secret, 'utf16le')
  const base64 = [0, 1, 2].map((offset) => base64At(utf8, offset))
  const texts: Record<string, string> = {
    ...Object.fromEntries(base64.map((text, offset) => [`base64 at ${offset}`, text])),
    ...Object.fromEntries(
      base64.map((text, offset) => [`base64url at ${offset}`, text.replaceAll('+', '-').replaceAll('/', '_')]),
    ),
    hex: utf8.toString('hex'),
    HEX: utf8.toString('hex').toUpperCase(),
    url: encodeURIComponent(secret),
    form: new URLSearchParams({ x: secret }).toString().slice(2),
    json: escaped(secret),
    'json as ascii': asAscii(escaped(secret)),
  }
  return {
    secret,
    needles: [
      { encoding: 'utf-8', bytes: utf8 },
      { encoding: 'utf-16le', bytes: utf16 },
      { encoding: 'utf-16be', bytes: swapped(utf16) },
      ...Object.entries(texts).map(([encoding, text]) => ({ encoding, bytes: Buffer.from(text) })),
    ],
  }
}

/** Canaries of which half hold characters that encodings treat in different ways; no two share a part. */
export function makeCanaries(count: number): Canary[] {
  return Array.from({ length: count }, (_, index) => {
    const plain = randomBytes(12).toString('hex')
    return toCanary(index % 2 === 0 ? plain : `${plain.slice(0, 8)}"\\/+é ${plain.slice(8)}&=%ü`)
  })
}

/** The encodings in which canaries are found in some bytes: `<number of the canary> as <encoding>`. */
export const findCanaries = (bytes: Buffer, canaries: Canary[]): string[] =>
  canaries.flatMap(({ needles }, index) =>
    needles.filter(({ bytes: needle }) => bytes.includes(needle)).map(({ encoding }) => `${index} as ${encoding}`),
  )
