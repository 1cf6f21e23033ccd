import type { doctor, DoctorReport, Finding } from '../../../contract/groups/doctor.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { KeyCondition } from '../../../contract/groups/keys.ts'
import { findingReasons, findingTitles, type FindingWords, type WordCause } from '../../../shared/text/findings.ts'
import { fileError } from '../../platform/file-errors.ts'
import { sizeOf } from '../../store/files/database-files.ts'
import type { Context } from '../../core/context.ts'
import { backups, directory, log, quarantine, room } from './files.ts'
import { causeOf, type DoctorDeps, type Line, type Look, valuesWithoutHome } from './look.ts'

/** Looks at everything that the data depends on. No line names a workspace, a connector or an account. */
export function createDoctor(deps: DoctorDeps): GroupHandlers<typeof doctor, Context> {
  const looks: Look[] = [
    program,
    updates,
    directory,
    database,
    integrity,
    history,
    migrations,
    account,
    keychain,
    keys,
    backups,
    quarantine,
    log,
    room,
  ]
  return {
    run: async (context): Promise<DoctorReport> => {
      const findings: Finding[] = []
      for (const look of looks) {
        const line = await attemptLook(() => look(deps, context))
        if (line) findings.push(toFinding(line))
      }
      const worst = (['problem', 'warning'] as const).find((state) => findings.some((one) => one.state === state))
      return { state: worst ?? 'ok', findings }
    },
  }
}

/** A finding with its English words, and what others are made of. */
function toFinding({ id, state, reason, values }: Line): Finding {
  const shown = valuesWithoutHome(values)
  const words = findingReasons[reason] as (values: unknown, word: WordCause) => FindingWords
  const { detail, fix } = words(shown, ({ message }) => message)
  return { id, title: findingTitles[id], state, detail, fix: fix ?? null, reason, values: shown }
}

/** What one look meets, such as files of another account, keeps no other look from its line. */
async function attemptLook(look: () => ReturnType<Look>): Promise<Line | null> {
  try {
    return await look()
  } catch (error) {
    const cause = causeOf(fileError('look', '', error).toBody())
    return { id: 'access', state: 'problem', reason: 'no_access', values: { cause } }
  }
}

function program({ version }: DoctorDeps): Line {
  const { node, electron } = process.versions
  const runtime = electron ? `Electron ${electron}, Node ${node}` : `Node ${node}`
  const platform = `${process.platform} ${process.arch}`
  return { id: 'program', state: 'ok', reason: 'program', values: { version, runtime, platform } }
}

function updates({ warnings }: DoctorDeps): Line | null {
  const warning = warnings().find(({ kind }) => kind === 'updates')
  if (warning?.kind !== 'updates') return null
  const since = warning.since.slice(0, 10)
  return { id: 'updates', state: 'warning', reason: 'updates_unverified', values: { since } }
}

function database({ paths, problem }: DoctorDeps): Line {
  return problem
    ? { id: 'database', state: 'problem', reason: 'database_closed', values: { cause: causeOf(problem) } }
    : { id: 'database', state: 'ok', reason: 'database', values: { bytes: paths ? sizeOf(paths.database) : 0 } }
}

async function integrity({ problem, findDamage }: DoctorDeps): Promise<Line | null> {
  if (problem) return null
  const damage = await findDamage()
  return damage.length === 0
    ? { id: 'integrity', state: 'ok', reason: 'whole', values: undefined }
    : { id: 'integrity', state: 'problem', reason: 'damaged', values: { damage } }
}

async function history({ checkHistories }: DoctorDeps): Promise<Line | null> {
  if (!checkHistories) return null
  const { rows, broken, brokenCount, cut, wrongSignatures, formerKeys, unsigned } = await checkHistories()
  return brokenCount + cut + wrongSignatures > 0
    ? {
        ...{ id: 'activity', state: 'problem', reason: 'history_changed' },
        values: { brokenCount, broken, cut, wrongSignatures },
      }
    : { id: 'activity', state: 'ok', reason: 'history', values: { rows, unsigned, formerKeys } }
}

function migrations({ dataVersion: { stored, known } }: DoctorDeps): Line | null {
  return stored === null ? null : { id: 'migrations', state: 'ok', reason: 'migrations', values: { stored, known } }
}

function account({ problem, isStranger }: DoctorDeps, context: Context): Line | null {
  return problem || !isStranger(context)
    ? null
    : { id: 'account', state: 'problem', reason: 'stranger', values: undefined }
}

async function keychain({ probeKeychain, findKeychainProgram }: DoctorDeps): Promise<Line> {
  const { usable, keychainName, message, ...why } = await probeKeychain()
  const program = await findKeychainProgram()
  const name = program === null ? keychainName : `${keychainName} (${program})`
  if (usable) return { id: 'keychain', state: 'ok', reason: 'keychain', values: { keychain: name } }
  const cause = message === null ? null : causeOf({ ...why, message })
  return { id: 'keychain', state: 'warning', reason: 'keychain_unusable', values: { keychain: name, cause } }
}

async function keys({ problem, keyStates }: DoctorDeps, context: Context): Promise<Line | null> {
  if (problem) return null
  const all = await keyStates(context)
  const needsPassphrase = ({ reason }: KeyCondition) => reason === 'passphrase_needed'
  const bad = all.find((status) => status.state !== 'READY' && !needsPassphrase(status))
  const groups = Object.groupBy(all, (status) => (needsPassphrase(status) ? 'passphrase' : status.state))
  const states = Object.fromEntries(Object.entries(groups).map(([state, same]) => [state, same?.length ?? 0]))
  if (!bad) return { id: 'keys', state: 'ok', reason: 'keys', values: { states } }
  const cause = bad.message === null ? null : causeOf({ ...bad, message: bad.message })
  return { id: 'keys', state: 'warning', reason: 'keys_closed', values: { states, cause } }
}
