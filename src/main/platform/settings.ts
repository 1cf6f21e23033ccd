import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { IDLE_MINUTES, type IdleMinutes } from '../../shared/limits.ts'
import { openAtomicFile } from './atomic-file.ts'
import { errnoOf } from './file-errors.ts'

const FILE = 'settings.json'

const Settings = z.object({ idleLockMinutes: z.literal(IDLE_MINUTES) })
type Settings = z.infer<typeof Settings>

/** What a person has set for a data directory. It is no part of the database, so restoring a backup does not change it. */
export interface SettingsFile {
  /** The minutes without use after which every workspace locks; 0 for never. */
  idleMinutes(): IdleMinutes
  /** Throws `unavailable` where the file cannot be written; the setting is then as it was. */
  setIdleMinutes(minutes: IdleMinutes): Promise<void>
}

/** The settings in a data directory; null keeps them in memory, for a database in memory. */
export function openSettings(dataDir: string | null): SettingsFile {
  const path = dataDir === null ? null : join(dataDir, FILE)
  let settings = read(path)
  return {
    idleMinutes: () => settings.idleLockMinutes,
    setIdleMinutes: async (idleLockMinutes) => {
      if (path !== null) {
        await write(path, { idleLockMinutes })
      }
      settings = { idleLockMinutes }
    },
  }
}

async function write(path: string, settings: Settings) {
  const file = await openAtomicFile(path)
  try {
    await file.write(JSON.stringify(settings))
    await file.commit()
  } catch (error) {
    await file.abort().catch(() => undefined)
    throw error
  }
}

/** Somebody has written a file that cannot be read, so it counts as the shortest time rather than as none. */
function read(path: string | null): Settings {
  if (path === null) return { idleLockMinutes: 0 }
  try {
    return Settings.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return { idleLockMinutes: errnoOf(error) === 'ENOENT' ? 0 : 5 }
  }
}
