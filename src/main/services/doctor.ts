import { statfsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { doctor, DoctorReport, Finding } from '../../contract/doctor.ts'
import type { GroupHandlers } from '../../contract/define.ts'
import { AppError, type ErrorBody } from '../../contract/errors.ts'
import type { KeyCondition } from '../../contract/keys.ts'
import type { StoreReason } from '../../contract/store-reasons.ts'
import { listBackups } from '../store/backup.ts'
import { sizeOf } from '../store/database-files.ts'
import { checkDirectory, checkFile } from '../store/parts.ts'
import { listSetAside, type StorePaths } from '../store/replace.ts'
import type { Context } from './context.ts'

const MB = 1024 * 1024
const DAY_MS = 24 * 60 * 60 * 1000
/** More than this many days without a backup is worth a word. */
const BACKUP_DAYS = 7
const LEAST_ROOM = 200 * MB

interface Deps {
  /** Null for a database in memory. */
  paths: StorePaths | null
  version: string
  /** Why the database is not open; null when it is. */
  problem: ErrorBody | null
  /** The version of the open data and the newest one that the program knows. */
  dataVersion: { stored: number | null; known: number }
  /** What is wrong with the database. Throws where it cannot be read. */
  findDamage: () => Promise<string[]>
  /** Why the last daily backup was not made. */
  backupProblem: () => string | null
  probeKeychain: () => Promise<{ usable: boolean; keychainName: string; message: string | null }>
  /** The state of the key of every workspace of the person who asks. */
  keyStates: (context: Context) => Promise<KeyCondition[]>
}

type Line = Omit<Finding, 'fix'> & { fix?: string }

const FIXES: Partial<Record<StoreReason, string>> = {
  in_use: 'Close the other Patchbay, or look there.',
  newer_database: 'Install the newer Patchbay, or restore a backup of this version: patchbay backup list',
  disk_full: 'Free some space; no restart is needed.',
  read_only: 'Make the disk writable; no restart is needed.',
  no_permission: 'Give this account access to the data directory.',
  in_the_way: 'Rename or remove what is in the way; no restart is needed.',
  missing_directory: 'Connect the disk, or name another directory with --data-dir.',
}

/** Looks at everything that the data depends on. No line names a workspace, a connector or an account. */
export function createDoctor(deps: Deps): { handlers: GroupHandlers<typeof doctor, Context> } {
  const looks = [program, directory, database, integrity, migrations, keychain, keys, backups, quarantine, log, room]
  return {
    handlers: {
      run: async (context): Promise<DoctorReport> => {
        const findings: Finding[] = []
        for (const look of looks) {
          const line = await look(deps, context)
          if (line) findings.push({ ...line, fix: line.fix ?? null })
        }
        const worst = (['problem', 'warning'] as const).find((state) => findings.some((one) => one.state === state))
        return { state: worst ?? 'ok', findings }
      },
    },
  }
}

function program({ version }: Deps): Line {
  const { node, electron } = process.versions
  const runtime = electron ? `Electron ${electron}, Node ${node}` : `Node ${node}`
  const detail = `Patchbay ${version}, ${runtime}, ${process.platform} ${process.arch}`
  return { id: 'program', title: 'Program', state: 'ok', detail }
}

function directory({ paths }: Deps): Line {
  const base = { id: 'directory', title: 'Data directory' }
  if (!paths) return { ...base, state: 'ok', detail: 'in memory' }
  const detail = withoutHome(paths.dataDir)
  const found = statSync(paths.dataDir, { throwIfNoEntry: false })
  if (!found)
    return { ...base, state: 'problem', detail: `${detail} does not exist`, fix: 'Name another with --data-dir.' }
  const open = process.platform !== 'win32' && (found.mode & 0o077) !== 0
  return open
    ? { ...base, state: 'warning', detail: `${detail} can be read by other accounts`, fix: 'chmod 700 the directory.' }
    : { ...base, state: 'ok', detail }
}

function database({ paths, problem }: Deps): Line {
  const base = { id: 'database', title: 'Database' }
  if (!problem) return { ...base, state: 'ok', detail: `open, ${megabytes(paths ? sizeOf(paths.database) : 0)}` }
  const fix = FIXES[problem.reason as StoreReason] ?? 'patchbay backup list, then patchbay backup restore NAME'
  return {
    ...base,
    state: 'problem',
    detail: withoutHome(`${problem.reason ?? problem.code}: ${problem.message}`),
    fix,
  }
}

async function integrity({ problem, findDamage }: Deps): Promise<Line | null> {
  const base = { id: 'integrity', title: 'Integrity' }
  if (problem) return null
  const damage = await findDamage()
  return damage.length === 0
    ? { ...base, state: 'ok', detail: 'every page, index and reference was read' }
    : {
        ...base,
        state: 'problem',
        detail: damage.join('; '),
        fix: 'patchbay backup list, then patchbay backup restore NAME',
      }
}

function migrations({ dataVersion: { stored, known } }: Deps): Line | null {
  return stored === null
    ? null
    : { id: 'migrations', title: 'Migrations', state: 'ok', detail: `version ${stored} of ${known}` }
}

async function keychain({ probeKeychain }: Deps): Promise<Line> {
  const { usable, keychainName, message } = await probeKeychain()
  const base = { id: 'keychain', title: 'Keychain' }
  return usable
    ? { ...base, state: 'ok', detail: `${keychainName} stores and returns entries` }
    : { ...base, state: 'warning', detail: `${keychainName} is not usable`, fix: message ?? 'Use a passphrase.' }
}

async function keys({ problem, keyStates }: Deps, context: Context): Promise<Line | null> {
  if (problem) return null
  const states = await keyStates(context)
  const base = { id: 'keys', title: 'Keys' }
  const needsPassphrase = ({ reason }: KeyCondition) => reason === 'passphrase_needed'
  const bad = states.find((status) => status.state !== 'READY' && !needsPassphrase(status))
  const detail =
    Object.entries(Object.groupBy(states, (status) => (needsPassphrase(status) ? 'by passphrase' : status.state)))
      .map(([state, same]) => `${same?.length ?? 0} ${state}`)
      .join(', ') || 'no workspace yet'
  return bad ? { ...base, state: 'warning', detail, fix: bad.message ?? 'Retry.' } : { ...base, state: 'ok', detail }
}

function backups({ paths, backupProblem }: Deps, { now }: Context): Line | null {
  if (!paths) return null
  const base = { id: 'backups', title: 'Backups' }
  const listed = attempt(() => listBackups(paths.backups))
  if (!Array.isArray(listed)) return { ...base, ...listed }
  const [newest, ...others] = listed
  const failed = backupProblem()
  if (failed)
    return {
      ...base,
      state: 'warning',
      detail: `the last one failed: ${withoutHome(failed)}`,
      fix: 'Free some space, or see Integrity.',
    }
  if (!newest) return { ...base, state: 'ok', detail: 'none yet; the first change of a day makes one' }
  const detail = `${others.length + 1}, the newest of ${newest.createdAt}`
  const days = (Date.parse(now) - Date.parse(newest.createdAt)) / DAY_MS
  return days > BACKUP_DAYS
    ? { ...base, state: 'warning', detail, fix: 'Keep Patchbay open for some seconds; it makes one then.' }
    : { ...base, state: 'ok', detail }
}

function quarantine({ paths }: Deps): Line | null {
  if (!paths) return null
  const base = { id: 'quarantine', title: 'Set aside' }
  const kept = attempt(() => listSetAside(paths))
  if (!Array.isArray(kept)) return { ...base, ...kept }
  if (kept.length === 0) return null
  return {
    ...base,
    state: 'warning',
    detail: `${kept.length} in ${withoutHome(paths.quarantine)}`,
    fix: 'Delete them once nothing in them is needed; they hold encrypted secrets.',
  }
}

function log({ paths }: Deps): Line | null {
  if (!paths) return null
  const directory = join(paths.dataDir, 'logs')
  const checked = attempt(() => {
    checkDirectory(directory)
    checkFile(join(directory, 'patchbay.log'))
    return []
  })
  return Array.isArray(checked) ? null : { id: 'log', title: 'Log', ...checked, state: 'warning' }
}

function room({ paths }: Deps): Line | null {
  if (!paths || !statSync(paths.dataDir, { throwIfNoEntry: false })) return null
  const { bavail, bsize } = statfsSync(paths.dataDir)
  const free = bavail * bsize
  const base = { id: 'room', title: 'Free space', detail: megabytes(free) }
  const needed = Math.max(LEAST_ROOM, 2 * sizeOf(paths.database))
  return free < needed
    ? { ...base, state: 'warning', fix: `Keep at least ${megabytes(needed)} free, so that backups can be made.` }
    : { ...base, state: 'ok' }
}

/** The list, or a problem in the words of the place that found it. */
function attempt<T>(look: () => T[]): T[] | Pick<Line, 'state' | 'detail' | 'fix'> {
  try {
    return look()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      state: 'problem',
      detail: withoutHome(error.message),
      fix: FIXES[error.reason as StoreReason] ?? 'Look at what is there.',
    }
  }
}

const megabytes = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`

/** A path in a report that is pasted elsewhere should not name the person. */
const withoutHome = (text: string) => text.replaceAll(homedir(), '~')
