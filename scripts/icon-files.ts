import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const build = join(import.meta.dirname, '..', 'build')
const image = (size: number) => readFileSync(join(build, 'icons', `${size}x${size}.png`))

/** The types of images in a macOS icon with their pixels; some are for half that size on a dense screen. */
const ICNS = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }

const ICO_SIZES = [16, 32, 48, 64, 128, 256]

/** Writes the icons for Windows and macOS, each with several images of `build/icons`. */
export function writeIconFiles(): void {
  writeFileSync(
    join(build, 'icon.icns'),
    toIcns(Object.entries(ICNS).map(([kind, size]) => ({ kind, png: image(size) }))),
  )
  writeFileSync(join(build, 'icon.ico'), toIco(ICO_SIZES.map((size) => ({ size, png: image(size) }))))
}

/** The macOS format: images, each after its type and length, within an entry of the same form. */
function toIcns(images: { kind: string; png: Buffer }[]): Buffer {
  const entry = (kind: string, content: Buffer) => {
    const head = Buffer.alloc(8, kind)
    head.writeUInt32BE(head.length + content.length, 4)
    return Buffer.concat([head, content])
  }
  return entry('icns', Buffer.concat(images.map(({ kind, png }) => entry(kind, png))))
}

/** The Windows format: a table of images, then the images; the largest size, 256 pixels, is written as 0. */
function toIco(images: { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.from([0, 0, 1, 0, images.length, 0])
  let offset = head.length + 16 * images.length
  const table = images.map(({ size, png }) => {
    const entry = Buffer.from([size % 256, size % 256, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([head, ...table, ...images.map(({ png }) => png)])
}

if (import.meta.main) writeIconFiles()
