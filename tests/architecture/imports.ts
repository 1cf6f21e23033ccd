import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { projectPath } from '../helpers/paths.ts'

const root = projectPath('')

export interface Import {
  /** The importing file, from the project's root. */
  from: string
  /** A file from the project's root, or a package. */
  to: string
  typesOnly: boolean
  /** Loaded only once the code that asks for it runs. */
  isLazy: boolean
}

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s)?[^'"]*?from\s*['"]([^'"]+)['"]|(?:(?:^|\n)\s*import\s*|\bimport\s*\(\s*)['"]([^'"]+)['"]/g

/** Every static and dynamic import in a text. */
export const importsIn = (from: string, text: string): Import[] =>
  [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[3] ?? match[4] ?? ''
    const to = specifier.startsWith('.') ? relative(root, resolve(root, dirname(from), specifier)) : specifier
    return { from, to, typesOnly: match[2] !== undefined, isLazy: match[0].startsWith('import(') }
  })

/** Every import of the TypeScript files below a folder. */
export const importsOf = (folder: string): Import[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .flatMap((from) => importsIn(from, readFileSync(join(root, from), 'utf8')))

/** Whether a path is one of these files or lies in one of these folders, which end with a slash. */
export const inside = (path: string, ...folders: string[]) =>
  folders.some((folder) => path === folder || path.startsWith(folder))
