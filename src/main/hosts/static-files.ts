import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { appError } from '../../contract/errors.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Written beside the screens when they are built: the URL path of every file that may be served. */
const MANIFEST = 'manifest.json'

export interface StaticFile {
  type: string
  /** Named by its content, so a browser may keep it for good. */
  immutable: boolean
  read(): Buffer<ArrayBuffer>
}

/**
 * The screens' files by URL path, as the build's manifest names them. A path that is not in this list is not served,
 * whatever it looks like and whatever else lies in the directory. Throws `unavailable` where the screens are not built.
 */
export function listStaticFiles(dir: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  for (const path of readManifest(dir)) {
    const type = TYPES[extname(path)]
    if (!type) continue
    const file = join(dir, path)
    files.set(path, { type, immutable: path.startsWith('/assets/'), read: () => readFileSync(file) })
  }
  return files
}

function readManifest(dir: string): string[] {
  try {
    return JSON.parse(readFileSync(join(dir, MANIFEST), 'utf8')) as string[]
  } catch {
    throw appError('not_built')
  }
}
