/** A resource of a Windows program. */
export interface Resource {
  type: string | number
  id: string | number
  content: Buffer
}

const HEADERS_END = 0x200
const PAGE = 0x1000
/** The numbers of resource types. */
export const ICON = 3
export const VERSION_INFO = 16
const ENGLISH = 0x409

const align = (length: number, to: number) => Math.ceil(length / to) * to

/** Numbers as little-endian bytes: one, two or four bytes each. */
const words = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer)
const longs = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer)

/** The smallest Windows program with a data section and version information. */
export function toExecutable(data: Buffer): Buffer {
  const resources = toResources(versionInfo(), 2 * PAGE)
  const sections = [
    { name: '.data', at: PAGE, content: data },
    { name: '.rsrc', at: 2 * PAGE, content: resources },
  ]
  if (data.length > PAGE) throw new Error('The data must fit into one page')
  let file = HEADERS_END
  const table = sections.map(({ name, at, content }) => {
    const size = align(content.length, HEADERS_END)
    const entry = [
      Buffer.alloc(8).fill(name, 0, name.length),
      longs(content.length, at, size, file, 0, 0, 0, 0x40000040),
    ]
    file += size
    return Buffer.concat(entry)
  })
  const directories = Buffer.alloc(16 * 8)
  directories.writeUInt32LE(2 * PAGE, 16)
  directories.writeUInt32LE(resources.length, 20)
  const optional = Buffer.concat([
    words(0x20b, 0),
    ...[longs(0, 0, 0, 0, PAGE), longs(0x40000000, 1), longs(PAGE, HEADERS_END)],
    ...[words(6, 0, 0, 0, 6, 0), longs(0, 4 * PAGE, HEADERS_END, 0), words(2, 0)],
    ...[longs(0x100000, 0, PAGE, 0, 0x100000, 0, PAGE, 0, 0, 16), directories],
  ])
  const dos = Buffer.alloc(64)
  dos.write('MZ')
  dos.writeUInt32LE(dos.length, 60)
  const coff = Buffer.concat([words(0x8664, sections.length), longs(0, 0, 0), words(optional.length, 0x22)])
  const headers = Buffer.concat([dos, Buffer.from('PE\0\0'), coff, optional, ...table])
  const padded = [headers, data, resources].map((part) =>
    Buffer.concat([part, Buffer.alloc(align(part.length, HEADERS_END) - part.length)]),
  )
  return Buffer.concat(padded)
}

/** A tree of resources by type, id and language that holds only the version. */
function toResources(content: Buffer, at: number): Buffer {
  const directory = (id: number, to: number) => Buffer.concat([longs(0, 0, 0), words(0, 1), longs(id, to)])
  const branch = 0x80000000
  return Buffer.concat([
    ...[directory(VERSION_INFO, branch + 24), directory(1, branch + 48), directory(ENGLISH, 72)],
    ...[longs(at + 88, content.length, 0, 0), content],
  ])
}

/** The version information of Electron's own program. */
function versionInfo(): Buffer {
  const node = (name: string, isText: boolean, value: Buffer, ...children: Buffer[]) => {
    const head = pad(Buffer.concat([words(0, 0, Number(isText)), Buffer.from(`${name}\0`, 'utf16le')]))
    const whole = Buffer.concat([pad(Buffer.concat([head, value])), ...children])
    whole.writeUInt16LE(whole.length, 0)
    whole.writeUInt16LE(isText ? value.length / 2 : value.length, 2)
    return whole
  }
  const pad = (part: Buffer) => Buffer.concat([part, Buffer.alloc(align(part.length, 4) - part.length)])
  const none = Buffer.alloc(0)
  const fixed = Buffer.concat([longs(0xfeef04bd, 0x10000), Buffer.alloc(44)])
  const product = node('ProductName', true, Buffer.from('Electron\0', 'utf16le'))
  const strings = node('StringFileInfo', true, none, node('040904b0', true, none, product))
  return node('VS_VERSION_INFO', false, fixed, strings)
}

/** Reads every resource of a program. */
export function readResources(program: Buffer): Resource[] {
  const header = program.readUInt32LE(60) + 4
  const optional = header + 20
  const address = program.readUInt32LE(optional + 112 + 16)
  const table = optional + program.readUInt16LE(header + 16)
  const sections = Array.from({ length: program.readUInt16LE(header + 2) }, (_, index) => table + 40 * index)
  const section = sections.find((entry) => program.readUInt32LE(entry + 12) === address)
  if (section === undefined) throw new Error('This program has no resources')
  const start = program.readUInt32LE(section + 20)
  const nameOf = (value: number) => {
    if (value < 0x80000000) return value
    const at = start + value - 0x80000000
    return program.toString('utf16le', at + 2, at + 2 + 2 * program.readUInt16LE(at))
  }
  const children = (offset: number) => {
    const at = start + (offset % 0x80000000)
    const count = program.readUInt16LE(at + 12) + program.readUInt16LE(at + 14)
    return Array.from({ length: count }, (_, index) => ({
      name: nameOf(program.readUInt32LE(at + 16 + 8 * index)),
      to: program.readUInt32LE(at + 20 + 8 * index),
    }))
  }
  const contentAt = (offset: number) => {
    const at = program.readUInt32LE(start + offset) - address + start
    return program.subarray(at, at + program.readUInt32LE(start + offset + 4))
  }
  return children(0).flatMap((type) =>
    children(type.to).flatMap((id) =>
      children(id.to).map(({ to }) => ({ type: type.name, id: id.name, content: contentAt(to) })),
    ),
  )
}
