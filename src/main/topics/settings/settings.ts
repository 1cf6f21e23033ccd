import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { CaFile, DataSettings, NetworkSettings, settings } from '../../../contract/groups/installation/settings.ts'
import type { Context } from '../../core/context.ts'
import { readCaFile } from '../../platform/ca-file.ts'
import type { SettingsFile } from '../../platform/settings.ts'
import type { StorePaths } from '../../store/files/paths.ts'
import type { Core } from '../core.ts'

interface Deps {
  file: Pick<
    SettingsFile,
    'network' | 'setNetwork' | 'preferences' | 'setPreferences' | 'backupWeeks' | 'setBackupWeeks'
  >
  /** Null for a database in memory. */
  paths: Pick<StorePaths, 'dataDir' | 'backups'> | null
  /** The account of the operating system that works here. */
  account: string
  environment: Readonly<Record<string, string | undefined>>
}

const VARIABLES = ['PATCHBAY_PROXY', 'PATCHBAY_CA_FILE'] as const

/** So many certificates are named. */
const SHOWN = 20

/** What is set for the whole installation. */
export function createSettings(
  { changes, commit, record }: Pick<Core, 'changes' | 'commit' | 'record'>,
  { file, paths, environment, account }: Deps,
): GroupHandlers<typeof settings, Context> {
  const network = (): NetworkSettings => {
    const { proxy, caFile } = file.network()
    const path = environment['PATCHBAY_CA_FILE'] || caFile
    return {
      proxy,
      caFile: path === null ? null : describeCaFile(path),
      variables: VARIABLES.filter((name) => Boolean(environment[name])),
    }
  }

  const change = async (context: Context, part: Parameters<SettingsFile['setNetwork']>[0]) => {
    await file.setNetwork(part)
    await commit(() => record(context, { workspaceId: null, action: 'settings.network_set', detail: { ...part } }))
    return network()
  }

  const data = (): DataSettings => ({
    ...{ directory: paths?.dataDir ?? null, backups: paths?.backups ?? null },
    backupWeeks: file.backupWeeks(),
  })

  const assertHere = ({ isHere }: Context) => {
    if (!isHere) throw appError('settings_elsewhere')
  }

  return {
    mine: () => file.preferences(account),

    setMine: async (_context, change) => {
      await file.setPreferences(account, change)
      changes.emit({ workspaceId: null, topic: 'preferences' })
      return file.preferences(account)
    },

    data,

    setBackupWeeks: async (context, { weeks }) => {
      await file.setBackupWeeks(weeks)
      await commit(() => record(context, { workspaceId: null, action: 'settings.backups_set', detail: { weeks } }))
      return data()
    },

    network,

    setProxy: (context, { proxy }) => {
      assertHere(context)
      return change(context, { proxy })
    },

    chooseCaFile: async (context) => {
      assertHere(context)
      const path = await context.chooseFile('certificates')
      if (path === null) return { cancelled: true, network: network() }
      const { problem } = describeCaFile(path)
      if (problem) throw appError('ca_file_refused', { file: path, problem })
      return { cancelled: false, network: await change(context, { caFile: path }) }
    },

    removeCaFile: (context) => {
      assertHere(context)
      return change(context, { caFile: null })
    },
  }
}

function describeCaFile(path: string): CaFile {
  const read = readCaFile(path)
  if (typeof read === 'string') return { path, certificates: [], count: 0, problem: read }
  const certificates = read.slice(0, SHOWN).map(({ subject, validTo }) => ({
    name: nameIn(subject),
    expiresAt: new Date(validTo).toISOString(),
  }))
  return { path, certificates, count: read.length, problem: null }
}

/** Whom a certificate is for: its common name, else all that it says of it. */
const nameIn = (subject: string | undefined): string =>
  /^CN=(.+)$/m.exec(subject ?? '')?.[1] ?? (subject ?? '').replaceAll('\n', ', ')
