import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { projectPath } from '../../../helpers/paths.ts'

/** Builds the page as for production; returns its folder and a function that removes it. */
export async function buildHarness(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-forms-'))
  await build({
    root: projectPath('tests/e2e/forms/harness'),
    configFile: false,
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    build: { outDir: folder, emptyOutDir: true, modulePreload: false, chunkSizeWarningLimit: 5000 },
  })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
