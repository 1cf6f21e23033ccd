import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import type { Configuration } from 'electron-builder'
import config from '../../../electron-builder.config.ts'
import { FUSES, setFusesOfPackage } from '../../../build/fuses.ts'
import { projectPath } from '../../helpers/paths.ts'

/** The fuses of an older Electron, which lacks the last one. */
const { [FuseV1Options.WasmTrapHandlers]: _, ...known } = FUSES
export const OLDER_FUSES = { ...known, strictlyRequireAllFuses: false } as const

/** The additional file in the archive of such a package. */
export const OLDER_START = 'older-start.mjs'

/** Whether this Electron is the one of scripts/real-electron, which is older than the program's own. */
export const isOlder = (electronDist: string): boolean =>
  existsSync(join(electronDist, 'resources', 'app', 'compat.cjs'))

/** The configuration for a package on an unpacked Electron; electron-builder leaves its default app in the package. */
export const forElectron: Configuration = {
  afterPack: async ({ appOutDir, electronPlatformName }) => {
    rmSync(join(appOutDir, 'resources', 'default_app.asar'))
    await setFusesOfPackage({ appOutDir, platform: electronPlatformName })
  },
}

/** The configuration for a package on an older Electron; its start script loads the modules of the prepared runtime. */
export const forOlderElectron: Configuration = {
  extraMetadata: { ...config.extraMetadata, main: OLDER_START },
  files: [...config.files, { from: 'tests/e2e/package', to: '.', filter: [OLDER_START] }],
  afterPack: async ({ appOutDir, electronPlatformName }) => {
    const resources = join(appOutDir, 'resources')
    // Renamed, because here it only provides modules and is not the program.
    renameSync(join(resources, 'app'), join(resources, 'older'))
    // It reads its version from beside the addon, but that file is in the archive.
    const manifest = join('node_modules', 'better-sqlite3', 'package.json')
    copyFileSync(projectPath(manifest), join(resources, 'app.asar.unpacked', manifest))
    await setFusesOfPackage({ appOutDir, platform: electronPlatformName }, OLDER_FUSES)
  },
}
