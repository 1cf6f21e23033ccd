import { globSync } from 'node:fs'
import { wrongFuses } from '../build/fuses.ts'
import { foreignFiles } from '../build/inspect.ts'

/** Compares directory builds (`dist/*-unpacked`, `dist/mac*`) with the lists of files and fuses. */
const archives = globSync('dist/{*-unpacked,mac*}/**/app.asar')
const programs = globSync([
  'dist/linux*-unpacked/patchbay',
  'dist/win*-unpacked/Patchbay.exe',
  'dist/mac*/Patchbay.app',
])
const fuses = await Promise.all(
  programs.map(async (program) => (await wrongFuses(program)).map((fuse) => `${program} has another ${fuse}`)),
)
const problems = [
  ...(archives.length === 0 ? ['There is no directory build in dist'] : []),
  ...(programs.length === archives.length ? [] : [`${archives.length} archives, but ${programs.length} programs`]),
  ...archives.flatMap((archive) => foreignFiles(archive).map((file) => `${archive} has ${file}`)),
  ...fuses.flat(),
]
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? `ok  ${archives.length} package(s)` : `${problems.length} problem(s)`)
process.exitCode = problems.length === 0 ? 0 : 1
