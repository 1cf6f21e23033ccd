import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONTENTS, nativeContents } from '../build/contents.ts'
import packageJson from '../package.json' with { type: 'json' }
import { writeNotices } from './package-notices.ts'

const root = join(import.meta.dirname, '..')
const name = `patchbay-${packageJson.version}-node`
const stage = join(root, 'dist', name)

/** What only Electron runs. */
const DESKTOP_ONLY = new Set([join('out', 'main', 'index.js'), 'package.json'])

rmSync(stage, { recursive: true, force: true })
mkdirSync(stage, { recursive: true })
for (const file of globSync([...CONTENTS, ...nativeContents(), 'bin/patchbay.js', 'README.md', 'LICENSE*'], {
  cwd: root,
}))
  if (!DESKTOP_ONLY.has(file)) cpSync(join(root, file), join(stage, file))
const { version, description, license, type, bin } = packageJson
writeFileSync(
  join(stage, 'package.json'),
  `${JSON.stringify({ name: packageJson.name, version, description, license, private: true, type, bin, engines: { node: '>=22' } }, null, 2)}\n`,
)
writeNotices(stage)

const archive = join('dist', `${name}.tar.gz`)
const { status } = spawnSync('tar', ['-czf', archive, '-C', 'dist', name], { cwd: root, stdio: 'inherit' })
rmSync(stage, { recursive: true, force: true })
if (status === 0 && existsSync(join(root, archive))) {
  const megabytes = (readFileSync(join(root, archive)).byteLength / 1024 / 1024).toFixed(1)
  console.log(`${archive} (${megabytes} MB): unpack it and run node ${name}/bin/patchbay.js open`)
} else {
  process.exitCode = 1
}
