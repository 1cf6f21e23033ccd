import { globSync, readFileSync } from 'node:fs'
import { readFuses } from '../build/fuses.ts'
import { foreignFiles, wrongFuses } from '../build/inspect.ts'

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
  ...archives.flatMap((archive) => foreignFiles(archive).map((file) => `${archive} has ${file}`)),
  ...binaries.flatMap((binary) =>
    wrongFuses(readFuses(readFileSync(binary))).map((fuse) => `${binary} has another ${fuse}`),
  ),
]
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? `ok  ${archives.length} package(s)` : `${problems.length} problem(s)`)
process.exitCode = problems.length === 0 ? 0 : 1
