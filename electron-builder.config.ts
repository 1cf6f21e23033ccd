import type { Configuration } from 'electron-builder'
import { CONTENTS, DESKTOP_CONTENTS, nativeContents } from './build/contents.ts'
import { setFusesOfPackage } from './build/fuses.ts'

/** Where the program looks for a newer version; without it, updates are off. */
const updateUrl = process.env['PATCHBAY_UPDATE_URL'] || null
if (updateUrl !== null && URL.parse(updateUrl)?.protocol !== 'https:')
  throw new Error('PATCHBAY_UPDATE_URL must be an https address')

export default {
  appId: 'dev.patchbay.Patchbay',
  productName: 'Patchbay',
  directories: { output: 'dist', buildResources: 'build' },
  files: [
    ...CONTENTS,
    ...DESKTOP_CONTENTS,
    // electron-builder adds whole modules, of which only these files are read.
    '!node_modules/**',
    ...nativeContents('${platform}'),
  ],
  extraResources: [
    { from: 'dist/THIRD-PARTY-LICENCES.txt', to: 'THIRD-PARTY-LICENCES.txt' },
    { from: 'dist/sbom.cdx.json', to: 'sbom.cdx.json' },
  ],
  // Scripts stay in the archive, whose content is checked when it is read; only what the system itself loads cannot.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // Both native modules bring binaries that serve every version of Node and Electron.
  npmRebuild: false,
  // electron-builder itself does not know every fuse.
  afterPack: ({ appOutDir, electronPlatformName }) => setFusesOfPackage({ appOutDir, platform: electronPlatformName }),
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
    target: [
      { target: 'dmg', arch: ['universal'] },
      // What an update is made of on macOS.
      ...(updateUrl === null ? [] : [{ target: 'zip', arch: ['universal' as const] }]),
    ],
    icon: 'build/icons/1024x1024.png',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    // The modules bring one binary per processor, the same ones in both halves.
    x64ArchFiles: '**/prebuilds/**',
  },
  // macOS and Windows install an update only under the signature of the program that looks for it.
  forceCodeSigning: updateUrl !== null,
  publish: updateUrl === null ? null : [{ provider: 'generic' as const, url: updateUrl }],
} as const satisfies Configuration
