import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

/** The sources of the program and its scripts; the packages are shared with the project. */
const PARTS = ['src', 'scripts', 'build', 'seeds', 'migrations', 'package.json', 'electron.vite.config.ts']
const SETTINGS = ['tsconfig.base.json', 'tsconfig.json', 'tests/tsconfig.json']

/** A copy of the project's sources that a test may change; removed with `using`. */
export interface ProjectCopy {
  path: string
  /** Replaces a text in the one file of a folder that contains it and returns the file's path. Throws without a match. */
  replace(folder: string, from: string, to: string): string
  [Symbol.dispose](): void
}

export function copyProject(): ProjectCopy {
  const directory = temporaryDirectory()
  const path = join(directory.path, 'project')
  for (const part of [...PARTS, ...SETTINGS]) cpSync(projectPath(part), join(path, part), { recursive: true })
  symlinkSync(projectPath('node_modules'), join(path, 'node_modules'), 'junction')

  const replace = (folder: string, from: string, to: string) => {
    const names = readdirSync(join(path, folder), { recursive: true, encoding: 'utf8' })
    const files = names.filter((name) => /\.(?:tsx?|css)$/.test(name)).map((name) => join(path, folder, name))
    const file = files.find((each) => readFileSync(each, 'utf8').includes(from))
    if (file === undefined) throw new Error(`No file in ${folder} holds ${from}`)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to))
    return file
  }
  return { path, replace, [Symbol.dispose]: () => directory[Symbol.dispose]() }
}
