/** What every package of the program is made of, as patterns from the project's root. Nothing else goes in. */
export const CONTENTS = [
  'package.json',
  'out/main/**/*.{cjs,js}',
  'out/renderer/index.html',
  'out/renderer/manifest.json',
  'out/renderer/assets/*',
  'migrations/*.sql',
  'seeds/**/*.json',
] as const

/** The preload script, which only Electron runs. */
export const DESKTOP_CONTENTS = ['out/preload/index.cjs'] as const

/** The modules that stay outside the bundles, because they hold compiled code. */
export const NATIVE_MODULES = ['better-sqlite3', 'keytar'] as const

/** What the program reads of them, besides the binaries. */
const NATIVE_CONTENTS = ['package.json', 'LICENSE*', 'lib/**/*.js'] as const

/** The files of the native modules, with the binaries of one system (in Node's words, as `linux-x64`) or of several. */
export const nativeContents = (system = '*'): string[] =>
  NATIVE_MODULES.flatMap((module) =>
    [...NATIVE_CONTENTS, `prebuilds/${system}.node`, `prebuilds/${system}/*.node`].map(
      (pattern) => `node_modules/${module}/${pattern}`,
    ),
  )
