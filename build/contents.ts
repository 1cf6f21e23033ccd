/** What every package of the program is made of, as patterns from the project's root. Nothing else goes in. */
export const CONTENTS = [
  'package.json',
  'out/main/**/*.js',
  'out/renderer/index.html',
  'out/renderer/manifest.json',
  'out/renderer/assets/*',
  'migrations/*.sql',
  'seeds/**/*.json',
] as const

/** The modules that stay outside the bundles, because they hold compiled code. */
export const NATIVE_MODULES = ['better-sqlite3', 'keytar'] as const

/** What the program reads of them. */
export const NATIVE_CONTENTS = ['package.json', 'LICENSE*', 'lib/**/*.js', 'prebuilds/**/*.node'] as const
