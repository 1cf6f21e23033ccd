import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { writeBuilt } from './build/built.ts'
import { helpPages } from './build/help-pages.ts'
import {
  fillInLicences,
  firstFiles,
  fromRoot,
  later,
  preloadScripts,
  stylesFirst,
  writeManifest,
  writePackages,
  writePageScript,
  writeProgram,
} from './build/vite-plugins.ts'

/** Native modules stay outside the bundles; everything else is inside, which starts eight times faster. */
const NATIVE = ['electron', 'better-sqlite3', 'keytar']

/** What the first script of the page loads. */
const SCREEN = resolve('src/renderer/main.tsx')

export default defineConfig({
  main: {
    plugins: [
      later(),
      writePageScript(resolve('src/answer-page/page.ts')),
      writeBuilt(resolve('.')),
      writeProgram(resolve('.')),
    ],
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          'schema-worker': resolve('src/main/schemas/validate/worker.ts'),
          'keychain-process': resolve('src/main/secrets/keychain/process.ts'),
          'store-worker': resolve('src/main/store/backup/worker.ts'),
        },
        external: NATIVE,
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        external: NATIVE,
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [
      helpPages(resolve('.')),
      react(),
      tailwindcss(),
      fromRoot(),
      stylesFirst(),
      preloadScripts(SCREEN),
      fillInLicences(resolve('.')),
      writeManifest(),
      writePackages(),
    ],
    build: {
      rollupOptions: {
        input: { index: resolve('src/renderer/index.html') },
        output: {
          codeSplitting: {
            groups: firstFiles(resolve('src/renderer/start.ts'), SCREEN, resolve('src/renderer/text/de/topics.ts')),
          },
        },
      },
      modulePreload: false,
      assetsInlineLimit: 0,
      minify: true,
      // The screens are read from the disk, where one file is faster than many.
      chunkSizeWarningLimit: 2000,
    },
  },
})
