import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONTENTS, nativeContents } from '../build/contents.ts'
import packageJson from '../package.json' with { type: 'json' }
import { writeNotices } from './package-notices.ts'

const root = join(import.meta.dirname, '..')

/** Packages that only Electron uses. */
const DESKTOP_ONLY = new Set([...['index.js', 'desktop.js'].map((name) => join('out', 'main', name)), 'package.json'])

/** Copies the parts of the built program that run on plain Node into a directory. */
export function copyForNode(directory: string): void {
  mkdirSync(directory, { recursive: true })
  const patterns = [...CONTENTS, ...nativeContents(), 'bin/*', 'README.md', 'LICENSE*']
  for (const file of globSync(patterns, { cwd: root }))
    if (!DESKTOP_ONLY.has(file)) cpSync(join(root, file), join(directory, file))
  const { name, version, description, license, type, bin } = packageJson
  const content = { name, version, description, license, private: true, type, bin, engines: { node: '>=22' } }
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(content, null, 2)}\n`)
  writeNotices(directory)
}

function makeArchive() {
  const name = `patchbay-${packageJson.version}-node`
  const stage = join(root, 'dist', name)
  rmSync(stage, { recursive: true, force: true })
  copyForNode(stage)
  const archive = join('dist', `${name}.tar.gz`)
  const { status } = spawnSync('tar', ['-czf', archive, '-C', 'dist', name], { cwd: root, stdio: 'inherit' })
  rmSync(stage, { recursive: true, force: true })
  if (status !== 0) throw new Error('tar failed')
  const megabytes = (readFileSync(join(root, archive)).byteLength / 1024 / 1024).toFixed(1)
  console.log(`${archive} (${megabytes} MB). Unpack it and run: node ${name}/bin/patchbay.js open`)
}

if (import.meta.main) makeArchive()
