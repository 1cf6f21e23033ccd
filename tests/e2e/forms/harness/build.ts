import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { projectPath } from '../../../helpers/paths.ts'

/** Builds the page as for production into a folder. */
export async function buildHarness(folder: string): Promise<void> {
  await build({
    root: projectPath('tests/e2e/forms/harness'),
    configFile: false,
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    build: { outDir: folder, emptyOutDir: true, modulePreload: false, chunkSizeWarningLimit: 5000 },
  })
}
