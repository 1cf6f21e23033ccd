import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { toExecutable } from './windows-executable.ts'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** The fuses of an original Electron, before this program changes them. */
const ORIGINAL_FUSES = '101100011'

export type DistPlatform = 'linux' | 'darwin' | 'win32'

const SCRIPT = '#!/bin/sh\nfor argument; do echo "$argument"; done\nexit\n'

const LICENCES = ['LICENSE', 'LICENSES.chromium.html', 'version']
const LINUX = ['electron', 'icudtl.dat', 'chrome-sandbox', 'locales/en-US.pak']
const WINDOWS = ['electron.exe', 'icudtl.dat', 'ffmpeg.dll', 'locales/en-US.pak']
const HELPERS = ['Electron Helper', 'Electron Helper (Renderer)', 'Electron Helper (GPU)', 'Electron Helper (Plugin)']
const BUNDLE = 'Electron.app/Contents/Frameworks/Electron Framework.framework'
const FRAMEWORK = `${BUNDLE}/Versions/A/Electron Framework`
const MAC = [
  ...['Electron.app/Contents/MacOS/Electron', 'Electron.app/Contents/Info.plist', FRAMEWORK],
  ...['Electron.app/Contents/Resources/electron.icns'],
  ...HELPERS.flatMap((helper) => {
    const contents = `Electron.app/Contents/Frameworks/${helper}.app/Contents`
    return [`${contents}/Info.plist`, `${contents}/MacOS/${helper}`]
  }),
]

const PLIST = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleVersion</key><string>1</string></dict></plist>
`

/** The path of the file with the fuses. */
const FUSE_FILE = { linux: 'electron', darwin: FRAMEWORK, win32: 'electron.exe' }

const FILES = { linux: LINUX, darwin: MAC, win32: WINDOWS }

/** Writes stand-ins for the files of an unpacked Electron; the binary prints its arguments and has the fuses. */
export function writeElectronDist(directory: string, platform: DistPlatform): void {
  const version = Buffer.from([1, ORIGINAL_FUSES.length])
  const wire = Buffer.concat([Buffer.from(SENTINEL), version, Buffer.from(ORIGINAL_FUSES)])
  const data = Buffer.concat([Buffer.from(SCRIPT), Buffer.alloc(1024), wire, Buffer.alloc(1024)])
  // electron-builder edits the Windows binary, so it must be a real one.
  const binary = platform === 'win32' ? toExecutable(data) : data
  for (const file of [...LICENCES, ...FILES[platform]]) {
    const path = join(directory, file)
    mkdirSync(dirname(path), { recursive: true })
    const content = file.endsWith('.plist') ? PLIST : `${file} of Electron\n`
    writeFileSync(path, file === FUSE_FILE[platform] ? binary : content)
    chmodSync(path, 0o755)
  }
  if (platform === 'darwin') {
    symlinkSync('A', join(directory, BUNDLE, 'Versions', 'Current'))
    symlinkSync('Versions/Current/Electron Framework', join(directory, BUNDLE, 'Electron Framework'))
  }
}
