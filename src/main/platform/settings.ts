import { readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Preferences as PreferencesSchema } from '../../contract/groups/installation/settings.ts'
import {
  BACKUP_WEEKS,
  type BackupWeeks,
  IDLE_MINUTES,
  type IdleMinutes,
  SYNC_MINUTES,
  type SyncMinutes,
  USUAL_SYNC_MINUTES,
} from '../../shared/limits.ts'
import { type Preferences, USUAL_PREFERENCES } from '../../shared/text/preferences.ts'
import { type ProxySetting, readProxySetting } from '../../shared/services/proxy.ts'
import { openAtomicFile } from './atomic-file.ts'
import { errnoOf, fileError } from './file-errors.ts'

const FILE = 'settings.json'

/** The version of the format; a file of a later one is not read. */
const VERSION = 1

/** What a person has set, which is not everything. */
type Own = { [N in keyof Preferences]?: Preferences[N] | undefined }

interface Settings {
  idleLockMinutes: IdleMinutes
  syncMinutes: SyncMinutes
  backupWeeks: BackupWeeks
  proxy: string
  caFile: string | null
  /** By the account of the operating system. */
  people: Record<string, Own>
}

const DEFAULTS: Settings = {
  ...{ idleLockMinutes: 0, syncMinutes: USUAL_SYNC_MINUTES, backupWeeks: BACKUP_WEEKS[0] },
  ...{ proxy: 'system', caFile: null, people: {} },
}

/** Somebody has written a file that cannot be used, so it counts as the shortest time rather than as none. */
const CAUTIOUS: Settings = { ...DEFAULTS, idleLockMinutes: 5 }

/** A file without the settings of a later version is whole. Made where there is a file, as most starts find none. */
const storedSettings = (): z.ZodType<Settings & { version: number }> =>
  z.object({
    version: z.literal(VERSION).default(VERSION),
    idleLockMinutes: z.literal(IDLE_MINUTES),
    syncMinutes: z.literal(SYNC_MINUTES).default(DEFAULTS.syncMinutes),
    backupWeeks: z.literal(BACKUP_WEEKS).default(DEFAULTS.backupWeeks),
    proxy: z
      .string()
      .refine((text) => readProxySetting(text) === text)
      .default(DEFAULTS.proxy),
    caFile: z.string().min(1).nullable().default(DEFAULTS.caFile),
    people: z.record(z.string(), PreferencesSchema.partial()).default({}),
  })

/** How services are reached. */
export interface NetworkSetting {
  proxy: ProxySetting
  /** The path of a PEM file; null for none. */
  caFile: string | null
}

/** A file of settings that could not be used, and where it is kept. */
interface UnusableSettings {
  why: 'damaged' | 'newer'
  path: string
}

/** What is set for a data directory. It is no part of the database, so restoring a backup does not change it. */
export interface SettingsFile {
  /** The minutes without use after which every workspace locks; 0 for never. */
  idleMinutes(): IdleMinutes
  /** Throws `unavailable` where the file cannot be written; the setting is then as it was. */
  setIdleMinutes(minutes: IdleMinutes): Promise<void>
  /** How often changes of others are looked for in shared workspaces. */
  syncMinutes(): SyncMinutes
  /** Throws as `setIdleMinutes` does. */
  setSyncMinutes(minutes: SyncMinutes): Promise<void>
  /** For how many weeks backups of the database are kept. */
  backupWeeks(): BackupWeeks
  /** Throws as `setIdleMinutes` does. */
  setBackupWeeks(weeks: BackupWeeks): Promise<void>
  network(): NetworkSetting
  /** Throws as `setIdleMinutes` does. */
  setNetwork(change: Partial<NetworkSetting>): Promise<void>
  /** What somebody has set for the screens, by their account. */
  preferences(account: string): Preferences
  /** Throws as `setIdleMinutes` does. */
  setPreferences(account: string, change: Settings['people'][string]): Promise<void>
  /** Why the usual settings count in place of those of the file; null where they do not, and from the next start on. */
  unusable(): UnusableSettings | null
}

/** The settings in a data directory; null keeps them in memory, for a database in memory. */
export function openSettings(dataDir: string | null, clock = () => new Date()): SettingsFile {
  const path = dataDir === null ? null : join(dataDir, FILE)
  const stored = read(path)
  let settings = stored.settings
  let unusable: UnusableSettings | null = null
  let isInPlace = stored.why !== null
  let last = Promise.resolve()

  /** Keeps a file that cannot be used aside, once. */
  const keepAside = () => {
    if (!isInPlace || stored.why === null || dataDir === null || path === null) return
    const stamp = clock()
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '')
    const aside = join(dataDir, `settings-${stored.why}-${stamp}.json`)
    renameSync(path, aside)
    isInPlace = false
    unusable = { why: stored.why, path: aside }
  }
  /** One change after the other, so none writes what another has replaced. */
  const change = (part: (before: Settings) => Partial<Settings>): Promise<void> => {
    const run = async () => {
      const next = { ...settings, ...part(settings) }
      try {
        keepAside()
      } catch (error) {
        throw fileError('write', path ?? FILE, error)
      }
      if (path !== null) await write(path, next)
      settings = next
    }
    const done = last.then(run)
    last = done.catch(() => undefined)
    return done
  }
  // The cautious settings stay after the warning, which is shown until the program ends.
  try {
    keepAside()
    if (unusable) void change(() => ({})).catch(() => undefined)
  } catch {
    // It stays where it is until something can be written.
  }
  return {
    idleMinutes: () => settings.idleLockMinutes,
    setIdleMinutes: (idleLockMinutes) => change(() => ({ idleLockMinutes })),
    syncMinutes: () => settings.syncMinutes,
    setSyncMinutes: (syncMinutes) => change(() => ({ syncMinutes })),
    backupWeeks: () => settings.backupWeeks,
    setBackupWeeks: (backupWeeks) => change(() => ({ backupWeeks })),
    network: () => ({ proxy: settings.proxy, caFile: settings.caFile }),
    setNetwork: (part) => change(() => part),
    preferences: (account) => preferencesIn(settings, account),
    setPreferences: (account, part) =>
      change(({ people }) => ({ people: { ...people, [account]: { ...ownOf(people, account), ...part } } })),
    unusable: () => unusable,
  }
}

/** What somebody has set for the screens, as the file of a data directory has it; nothing is changed there. */
export const readPreferences = (dataDir: string, account: string): Preferences =>
  preferencesIn(read(join(dataDir, FILE)).settings, account)

function preferencesIn({ people }: Settings, account: string): Preferences {
  const { theme, language, density, startPage } = ownOf(people, account) ?? {}
  const usual = USUAL_PREFERENCES
  return {
    theme: theme ?? usual.theme,
    language: language ?? usual.language,
    density: density ?? usual.density,
    startPage: startPage ?? usual.startPage,
  }
}

const ownOf = (people: Settings['people'], account: string) => (Object.hasOwn(people, account) ? people[account] : {})

async function write(path: string, settings: Settings) {
  const file = await openAtomicFile(path)
  try {
    await file.write(JSON.stringify({ version: VERSION, ...settings }))
    await file.commit()
  } catch (error) {
    await file.abort().catch(() => undefined)
    throw error
  }
}

function read(path: string | null): { settings: Settings; why: UnusableSettings['why'] | null } {
  if (path === null) return { settings: DEFAULTS, why: null }
  let value: unknown
  try {
    value = JSON.parse(readText(path))
    const { version: _version, ...settings } = storedSettings().parse(value)
    return { settings, why: null }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return { settings: DEFAULTS, why: null }
    return { settings: CAUTIOUS, why: isNewer(value) ? 'newer' : 'damaged' }
  }
}

/** Far more than settings of hundreds of people take. */
const MAX_BYTES = 1024 * 1024

/** Throws for what is no file of settings: reading a pipe would wait for ever, and a huge file takes all memory. */
function readText(path: string): string {
  const stats = statSync(path)
  if (!stats.isFile() || stats.size > MAX_BYTES) throw new RangeError('No file of settings')
  return readFileSync(path, 'utf8')
}

const isNewer = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'version' in value && Number(value.version) > VERSION
