import type { Configuration } from 'electron-builder'
import { CONTENTS, NATIVE_CONTENTS, NATIVE_MODULES } from './build/contents.ts'
import { FUSES } from './build/fuses.ts'

/** Where the program looks for a newer version; without it, updates are off. */
const updateUrl = process.env['PATCHBAY_UPDATE_URL']

export default {
  appId: 'dev.patchbay.Patchbay',
  productName: 'Patchbay',
  directories: { output: 'dist', buildResources: 'build' },
  files: [
    ...CONTENTS,
    'out/preload/index.cjs',
    // electron-builder adds whole modules, of which only these files are read.
    '!node_modules/**',
    ...NATIVE_MODULES.flatMap((name) => NATIVE_CONTENTS.map((pattern) => `node_modules/${name}/${pattern}`)),
  ],
  extraResources: [
    { from: 'dist/THIRD-PARTY-LICENCES.txt', to: 'THIRD-PARTY-LICENCES.txt' },
    { from: 'dist/sbom.cdx.json', to: 'sbom.cdx.json' },
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  // Both native modules bring binaries that serve every version of Node and Electron.
  npmRebuild: false,
  electronFuses: FUSES,
  fileAssociations: [
    { ext: 'patchbay-backup', name: 'Patchbay backup', mimeType: 'application/x-patchbay-backup', role: 'Editor' },
  ],
  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'patchbay',
    icon: 'build/icons',
    category: 'Office',
    synopsis: 'Admin application for service connectors',
    maintainer: 'Patchbay',
  },
  deb: { depends: ['libgtk-3-0', 'libnss3', 'libsecret-1-0', 'libnotify4', 'libatspi2.0-0', 'libuuid1', 'xdg-utils'] },
  win: { target: ['nsis'], icon: 'build/icons/1024x1024.png' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: [{ target: 'dmg', arch: ['universal'] }],
    icon: 'build/icons/1024x1024.png',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    // The modules bring one binary per processor, the same ones in both halves.
    x64ArchFiles: '**/prebuilds/**',
  },
  publish: updateUrl ? [{ provider: 'generic' as const, url: updateUrl }] : null,
} as const satisfies Configuration
