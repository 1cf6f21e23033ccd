import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { projectPath } from '../helpers/paths.ts'
import { BUNDLE_VARIABLE } from './bundle-variable.ts'

/** Bundles the children and the program's workers, because a process starts twice as fast so and hundreds are started. */
export async function bundleChildren(): Promise<void> {
  const children = projectPath('tests/faults/children')
  // Two levels below the root, as the sources are, so paths which are relative to a module stay right.
  const outDir = projectPath('out/faults')
  const input = Object.fromEntries(readdirSync(children).map((file) => [basename(file, '.ts'), join(children, file)]))
  await build({
    configFile: false,
    logLevel: 'error',
    root: projectPath(''),
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          ...input,
          'schema-worker': projectPath('src/main/schemas/validate/worker.ts'),
          'store-worker': projectPath('src/main/store/backup/worker.ts'),
        },
        external: ['better-sqlite3', 'keytar'],
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  process.env[BUNDLE_VARIABLE] = outDir
}
