import type { Configuration } from 'electron-builder'
import { CONTENTS, DESKTOP_CONTENTS, nativeContents } from './build/contents.ts'
import { setFusesOfPackage } from './build/fuses.ts'

/** Where the program looks for a newer version; without it, updates are off. */
const updateUrl = process.env['PATCHBAY_UPDATE_URL'] || null
if (updateUrl !== null && URL.parse(updateUrl)?.protocol !== 'https:')
  throw new Error('PATCHBAY_UPDATE_URL must be an https address')

/** A .deb names the page of its project: the repository that builds it, where there is one. */
const repository = process.env['GITHUB_REPOSITORY']
const homepage = repository ? `https://github.com/${repository}` : 'https://patchbay.example'

/** The native modules with the binaries of one platform; patterns alone would be read against the whole project. */
const nativeModules = (platform: string) => ({
  from: 'node_modules',
  to: 'node_modules',
  filter: nativeContents(platform).map((pattern) => pattern.replace('node_modules/', '')),
})

export default {
  appId: 'dev.patchbay.Patchbay',
  productName: 'Patchbay',
  // A Linux desktop knows by the second which windows belong to the program.
  extraMetadata: { homepage, desktopName: 'patchbay.desktop' },
  directories: { output: 'dist', buildResources: 'build' },
  files: [
    ...CONTENTS,
    ...DESKTOP_CONTENTS,
    // electron-builder adds whole modules, of which only the files are read that each platform names below.
    '!node_modules/**',
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
    files: [nativeModules('linux')],
    target: ['AppImage', 'deb'],
    executableName: 'patchbay',
    syncDesktopName: true,
    icon: 'build/icons',
    category: 'Office',
    synopsis: 'Admin application for service connectors',
    maintainer: 'Patchbay <maintainers@patchbay.example>',
  },
  deb: { depends: ['libgtk-3-0', 'libnss3', 'libsecret-1-0', 'libnotify4', 'libatspi2.0-0', 'libuuid1', 'xdg-utils'] },
  win: { files: [nativeModules('win32')], target: ['nsis'], icon: 'build/icons/1024x1024.png' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    files: [nativeModules('darwin')],
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
