import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { helpPages } from '../../build/help-pages.ts'
import { writeManifest } from '../../build/vite-plugins.ts'
import { PROJECT } from '../../scripts/run-step.ts'
import { projectPath } from '../helpers/paths.ts'
import { GALLERY } from './pictures.ts'

/** Builds the gallery as for production, so it looks like the screens of a build. */
export default async function buildGallery(): Promise<void> {
  await build({
    root: projectPath('tests/gallery'),
    configFile: false,
    logLevel: 'error',
    plugins: [helpPages(PROJECT), react(), tailwindcss(), writeManifest()],
    build: {
      outDir: GALLERY,
      emptyOutDir: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5000,
    },
  })
}
