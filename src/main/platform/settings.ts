import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { IDLE_MINUTES, type IdleMinutes } from '../../shared/limits.ts'
import { type ProxySetting, readProxySetting } from '../../shared/services/proxy.ts'
import { openAtomicFile } from './atomic-file.ts'
import { errnoOf } from './file-errors.ts'

const FILE = 'settings.json'

const Settings = z.object({
  idleLockMinutes: z.literal(IDLE_MINUTES),
  proxy: z.string().refine((text) => readProxySetting(text) === text),
  caFile: z.string().min(1).nullable(),
})
type Settings = z.infer<typeof Settings>

const DEFAULTS: Settings = { idleLockMinutes: 0, proxy: 'system', caFile: null }

/** A file without the settings of a later version is whole. */
const StoredSettings = Settings.extend({
  proxy: Settings.shape.proxy.default(DEFAULTS.proxy),
  caFile: Settings.shape.caFile.default(DEFAULTS.caFile),
})

/** How services are reached. */
export interface NetworkSetting {
  proxy: ProxySetting
  /** The path of a PEM file; null for none. */
  caFile: string | null
}

/** What a person has set for a data directory. It is no part of the database, so restoring a backup does not change it. */
export interface SettingsFile {
  /** The minutes without use after which every workspace locks; 0 for never. */
  idleMinutes(): IdleMinutes
  /** Throws `unavailable` where the file cannot be written; the setting is then as it was. */
  setIdleMinutes(minutes: IdleMinutes): Promise<void>
  network(): NetworkSetting
  /** Throws as `setIdleMinutes` does. */
  setNetwork(change: Partial<NetworkSetting>): Promise<void>
}

/** The settings in a data directory; null keeps them in memory, for a database in memory. */
export function openSettings(dataDir: string | null): SettingsFile {
  const path = dataDir === null ? null : join(dataDir, FILE)
  let settings = read(path)
  let last = Promise.resolve()
  /** One change after the other, so none writes what another has replaced. */
  const change = (part: Partial<Settings>): Promise<void> => {
    const run = async () => {
      const next = { ...settings, ...part }
      if (path !== null) await write(path, next)
      settings = next
    }
    const done = last.then(run)
    last = done.catch(() => undefined)
    return done
  }
  return {
    idleMinutes: () => settings.idleLockMinutes,
    setIdleMinutes: (idleLockMinutes) => change({ idleLockMinutes }),
    network: () => ({ proxy: settings.proxy, caFile: settings.caFile }),
    setNetwork: change,
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
  if (path === null) return DEFAULTS
  try {
    return StoredSettings.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return { ...DEFAULTS, idleLockMinutes: errnoOf(error) === 'ENOENT' ? 0 : 5 }
  }
}
