import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import type { Configuration } from 'electron-builder'
import config from '../../../electron-builder.config.ts'
import { FUSES, setFusesOfPackage } from '../../../build/fuses.ts'
import { projectPath } from '../../helpers/paths.ts'

/** The fuses that an Electron has which knows nothing yet of the last one. */
const { [FuseV1Options.WasmTrapHandlers]: _, ...known } = FUSES
export const OLDER_FUSES = { ...known, strictlyRequireAllFuses: false } as const

/** The one file that such a package has more in its archive. */
export const OLDER_START = 'older-start.mjs'

/** Whether a distribution of Electron is that of scripts/real-electron, which is older than the one the program is for. */
export const isOlder = (electronDist: string): boolean =>
  existsSync(join(electronDist, 'resources', 'app', 'compat.cjs'))

/** What changes in the configuration of a package on an unpacked Electron, whose default app stays where it is. */
export const forElectron: Configuration = {
  afterPack: async ({ appOutDir, electronPlatformName }) => {
    rmSync(join(appOutDir, 'resources', 'default_app.asar'))
    await setFusesOfPackage({ appOutDir, platform: electronPlatformName })
  },
}

/** What changes in the configuration of a package on an older Electron: it starts with what the runtime brings. */
export const forOlderElectron: Configuration = {
  extraMetadata: { ...config.extraMetadata, main: OLDER_START },
  files: [...config.files, { from: 'tests/e2e/package', to: '.', filter: [OLDER_START] }],
  afterPack: async ({ appOutDir, electronPlatformName }) => {
    const resources = join(appOutDir, 'resources')
    // Beside the archive it is no program of its own any more.
    renameSync(join(resources, 'app'), join(resources, 'older'))
    // It looks beside the addon for its version, which the archive has.
    const manifest = join('node_modules', 'better-sqlite3', 'package.json')
    copyFileSync(projectPath(manifest), join(resources, 'app.asar.unpacked', manifest))
    await setFusesOfPackage({ appOutDir, platform: electronPlatformName }, OLDER_FUSES)
  },
}
