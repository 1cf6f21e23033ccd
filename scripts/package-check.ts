import { globSync, readFileSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { listAsar } from '../build/asar.ts'
import { CONTENTS, NATIVE_CONTENTS, NATIVE_MODULES } from '../build/contents.ts'
import { FUSES, readFuses } from '../build/fuses.ts'

/** What electron-builder adds to our own list: the preload script is ours and runs in Electron alone. */
const ALLOWED = [
  ...CONTENTS,
  'out/preload/index.cjs',
  ...NATIVE_MODULES.flatMap((module) => NATIVE_CONTENTS.map((pattern) => `node_modules/${module}/${pattern}`)),
]

/** Compares directory builds (`dist/*-unpacked`, `dist/mac*`) with the lists of files and fuses. */
const archives = globSync('dist/{*-unpacked,mac*}/**/app.asar')
const binaries = globSync([
  'dist/linux*-unpacked/patchbay',
  'dist/win*-unpacked/Patchbay.exe',
  'dist/mac*/Patchbay.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework',
])
const problems = [
  ...(archives.length === 0 ? ['There is no directory build in dist'] : []),
  ...(binaries.length === archives.length ? [] : [`${archives.length} archives, but ${binaries.length} binaries`]),
  ...archives.flatMap((archive) =>
    listAsar(archive)
      .filter((file) => !ALLOWED.some((pattern) => matchesGlob(file, pattern)))
      .map((file) => `${archive} has ${file}`),
  ),
  ...binaries.flatMap((binary) =>
    readFuses(readFileSync(binary))
      .filter((fuses) => JSON.stringify(fuses) !== JSON.stringify(FUSES))
      .map((fuses) => `${binary} has the fuses ${JSON.stringify(fuses)}`),
  ),
]
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? `ok  ${archives.length} package(s)` : `${problems.length} problem(s)`)
process.exitCode = problems.length === 0 ? 0 : 1
