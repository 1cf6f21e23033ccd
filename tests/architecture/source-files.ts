import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../helpers/paths.ts'

export interface SourceFile {
  /** From the project's root, with slashes. */
  path: string
  text: string
}

const root = projectPath('')

const read = (path: string): SourceFile => ({
  path: path.replaceAll('\\', '/'),
  text: readFileSync(join(root, path), 'utf8'),
})

/** The files that match a pattern from the project's root. */
export const sourceFiles = (pattern: string): SourceFile[] => globSync(pattern, { cwd: root }).map(read)

/** Every file that belongs to the project, whether git knows it already or not. */
export function projectFiles(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  return list
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .map(read)
}
