import type { Configuration } from 'electron-builder'
import { CONTENTS, DESKTOP_CONTENTS, nativeContents } from './build/contents.ts'
import { setFusesOfPackage } from './build/fuses.ts'
import { readRelease } from './build/release.ts'
import { validUntil } from './src/main/hosts/electron/updates/update-signature.ts'

const { updateUrl, updateKey, homepage, author } = readRelease(process.env)

/** The native modules with the binaries of one system; patterns alone would be read against the whole project. */
const nativeModules = (system: string) => ({
  from: 'node_modules',
  to: 'node_modules',
  filter: nativeContents(system).map((pattern) => pattern.replace('node_modules/', '')),
})

export default {
  appId: 'dev.patchbay.Patchbay',
  productName: 'Patchbay',
  // A Linux desktop knows by the second which windows belong to the program.
  extraMetadata: {
    author,
    homepage,
    desktopName: 'patchbay.desktop',
    ...(updateKey && { updateKey, updatesValidUntil: validUntil(new Date()) }),
  },
  directories: { output: 'dist', buildResources: 'build' },
  files: [
    ...CONTENTS,
    ...DESKTOP_CONTENTS,
    // electron-builder adds whole modules, of which only the files are read that each platform names below.
    '!node_modules/**',
  ],
  extraResources: [
    { from: 'LICENSE', to: 'LICENSE.txt' },
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
    {
      ext: 'patchbay-backup',
      name: 'Patchbay backup',
      description: 'Patchbay backup',
      mimeType: 'application/x-patchbay-backup',
      role: 'Editor',
    },
  ],
  linux: {
    files: [nativeModules('linux-${arch}')],
    target: ['AppImage', 'deb'],
    executableName: 'patchbay',
    syncDesktopName: true,
    icon: 'build/icons',
    category: 'Office',
    synopsis: 'Admin application for service connectors',
  },
  // The older tools start the program without its sandbox and need a library that current systems do not bring.
  toolsets: { appimage: '1.0.3' },
  deb: {
    packageCategory: 'utils',
    fpm: ['LICENSE=/usr/share/doc/patchbay/copyright'],
    // Where a library was renamed with 64-bit times, its old name is provided by the new package.
    depends: [
      ...['libgtk-3-0', 'libnss3', 'libsecret-1-0', 'libnotify4', 'libatspi2.0-0', 'libgbm1', 'libuuid1', 'xdg-utils'],
      // Only this old name is also provided by a package that has something else in it.
      'libasound2t64 | libasound2',
    ],
    // Something that keeps keys.
    recommends: ['gnome-keyring | libkf5wallet-bin | libkf6wallet-bin | keepassxc'],
  },
  win: { files: [nativeModules('win32-${arch}')], target: ['nsis'], icon: 'build/icon.ico' },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    // Where packages are published, a blank in their name becomes something else.
    artifactName: '${productName}-Setup-${version}.${ext}',
  },
  mac: {
    files: [nativeModules('darwin-*')],
    target: [
      { target: 'dmg', arch: ['universal'] },
      // What an update is made of on macOS.
      ...(updateUrl === null ? [] : [{ target: 'zip', arch: ['universal' as const] }]),
    ],
    icon: 'build/icon.icns',
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
