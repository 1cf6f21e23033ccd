import { closeSync, openSync, readSync } from 'node:fs'

interface Folder {
  files: Record<string, Folder | object>
}

const HEADER_SIZE_AT = 12
const HEADER_AT = 16

/** The paths of all files in an asar archive, which begins with its table of contents as JSON. */
export function listAsar(path: string): string[] {
  const file = openSync(path, 'r')
  try {
    const read = (length: number, position: number) => {
      const buffer = Buffer.alloc(length)
      readSync(file, buffer, 0, length, position)
      return buffer
    }
    const header = read(read(4, HEADER_SIZE_AT).readUInt32LE(), HEADER_AT).toString('utf8')
    return listFolder(JSON.parse(header) as Folder, '')
  } finally {
    closeSync(file)
  }
}

const listFolder = ({ files }: Folder, path: string): string[] =>
  Object.entries(files).flatMap(([name, entry]) =>
    'files' in entry ? listFolder(entry, `${path}${name}/`) : [`${path}${name}`],
  )
