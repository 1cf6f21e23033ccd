import { MAX_ICON } from '../../../shared/limits.ts'
import { sanitizeSvg } from './svg.ts'

const DATA_URI = /^data:image\/(svg\+xml|png)((?:;[\w-]+(?:=[\w-]+)?)*),(.*)$/is
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MAX_SIDE = 2048
/** Names of icons that the program has itself. */
const NAME = /^[a-z0-9-]{1,50}$/

/**
 * The icon of an entry as it is stored: the name of one that the program has, or a data URI of an SVG, rebuilt without
 * what does not draw, or of a PNG. Null for anything else, and for more than 64 KiB.
 */
export function readIcon(given: string): string | null {
  const text = given.trim()
  if (NAME.test(text)) return text
  if (text.startsWith('<')) return svgIcon(text)
  const [, kind = '', parameters = '', data = ''] = DATA_URI.exec(text) ?? []
  if (kind === '') return null
  const bytes = decode(data, /;base64$/i.test(parameters))
  if (bytes === null || bytes.length > MAX_ICON) return null
  return kind.toLowerCase() === 'png' ? pngIcon(bytes) : svgIcon(bytes.toString('utf8'))
}

function decode(data: string, isBase64: boolean): Buffer | null {
  if (isBase64) {
    const packed = data.replace(/\s+/g, '')
    return /^[A-Za-z0-9+/]*={0,2}$/.test(packed) ? Buffer.from(packed, 'base64') : null
  }
  try {
    return Buffer.from(decodeURIComponent(data), 'utf8')
  } catch {
    return null
  }
}

function svgIcon(text: string): string | null {
  if (Buffer.byteLength(text) > MAX_ICON) return null
  const drawing = sanitizeSvg(text)
  return drawing === null ? null : `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`
}

/** Begins as a PNG does, with a header that says a size which an icon may have. */
function pngIcon(bytes: Buffer): string | null {
  const isPng = bytes.length > 33 && bytes.subarray(0, 8).equals(PNG) && bytes.toString('latin1', 12, 16) === 'IHDR'
  if (!isPng) return null
  const sides = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  return sides.every((side) => side > 0 && side <= MAX_SIDE)
    ? `data:image/png;base64,${bytes.toString('base64')}`
    : null
}
