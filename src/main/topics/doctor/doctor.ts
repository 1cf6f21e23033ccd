import type { doctor, DoctorReport, Finding } from '../../../contract/groups/doctor.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { KeyCondition } from '../../../contract/groups/keys.ts'
import type { StoreReason } from '../../../contract/store-reasons.ts'
import { plural } from '../../../shared/words.ts'
import { fileError } from '../../platform/file-errors.ts'
import { sizeOf } from '../../store/files/database-files.ts'
import type { Context } from '../../core/context.ts'
import { backups, directory, log, quarantine, room } from './files.ts'
import { FIXES, type Line, type Look, readable, type DoctorDeps, withoutHome } from './look.ts'

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
        if (line) findings.push({ ...line, fix: line.fix ?? null })
      }
      const worst = (['problem', 'warning'] as const).find((state) => findings.some((one) => one.state === state))
      return { state: worst ?? 'ok', findings }
    },
  }
}

/** What one look meets, such as files of another account, keeps no other look from its line. */
async function attemptLook(look: () => ReturnType<Look>): Promise<Line | null> {
  try {
    return await look()
  } catch (error) {
    const { message } = fileError('look', '', error)
    const fix = 'Run doctor under the account that the data belong to.'
    return { id: 'access', title: 'Access', state: 'problem', detail: withoutHome(message), fix }
  }
}

function program({ version }: DoctorDeps): Line {
  const { node, electron } = process.versions
  const runtime = electron ? `Electron ${electron}, Node ${node}` : `Node ${node}`
  const detail = `Patchbay ${version}, ${runtime}, ${process.platform} ${process.arch}`
  return { id: 'program', title: 'Program', state: 'ok', detail }
}

function updates({ warnings }: DoctorDeps): Line | null {
  const warning = warnings().find(({ kind }) => kind === 'updates')
  if (warning?.kind !== 'updates') return null
  return {
    ...{ id: 'updates', title: 'Updates', state: 'warning' },
    detail: `could not be verified since ${warning.since.slice(0, 10)}; there may be a newer version`,
    fix: 'Choose Help > Check for updates, or look for a newer version where you got Patchbay.',
  }
}

function database({ paths, problem }: DoctorDeps): Line {
  const base = { id: 'database', title: 'Database' }
  if (!problem) return { ...base, state: 'ok', detail: `open, ${readable(paths ? sizeOf(paths.database) : 0)}` }
  const fix = FIXES[problem.reason as StoreReason] ?? 'patchbay backup list, then patchbay backup restore NAME'
  return {
    ...base,
    state: 'problem',
    detail: withoutHome(`${problem.reason ?? problem.code}: ${problem.message}`),
    fix,
  }
}

async function integrity({ problem, findDamage }: DoctorDeps): Promise<Line | null> {
  const base = { id: 'integrity', title: 'Integrity' }
  if (problem) return null
  const damage = await findDamage()
  return damage.length === 0
    ? { ...base, state: 'ok', detail: 'every page, index, reference and row was read' }
    : {
        ...base,
        state: 'problem',
        detail: damage.join('; '),
        fix: 'patchbay backup list, then patchbay backup restore NAME',
      }
}

async function history({ checkHistories }: DoctorDeps): Promise<Line | null> {
  if (!checkHistories) return null
  const base = { id: 'activity', title: 'Activity' }
  const { rows, broken, brokenCount, cut, wrongSignatures, formerKeys, unsigned } = await checkHistories()
  const wrong = [
    brokenCount > 0 &&
      `${plural(brokenCount, 'row', 'rows')} changed, or missing before them: ${broken.join(', ')}${brokenCount > broken.length ? ', …' : ''}`,
    cut > 0 && `${plural(cut, 'history', 'histories')} with rows missing or added at the end`,
    wrongSignatures > 0 && `${plural(wrongSignatures, 'signature', 'signatures')} that nobody of this data made`,
  ].filter((part) => part !== false)
  if (wrong.length > 0)
    return {
      ...{ ...base, state: 'problem', detail: wrong.join('; ') },
      fix: 'Something else than Patchbay has written to the database. Compare with a backup: patchbay backup list',
    }
  const signatures = unsigned > 0 ? `; ${plural(unsigned, 'row is', 'rows are')} not signed yet` : ''
  const former =
    formerKeys > 0 ? `; ${plural(formerKeys, 'signature', 'signatures')} of a key that its person has replaced` : ''
  return {
    ...base,
    state: 'ok',
    detail: `${plural(rows, 'row', 'rows')}, all as they were written${signatures}${former}`,
  }
}

function migrations({ dataVersion: { stored, known } }: DoctorDeps): Line | null {
  return stored === null
    ? null
    : { id: 'migrations', title: 'Migrations', state: 'ok', detail: `version ${stored} of ${known}` }
}

function account({ problem, isStranger }: DoctorDeps, context: Context): Line | null {
  if (problem || !isStranger(context)) return null
  return {
    ...{ id: 'account', title: 'Account', state: 'problem' },
    detail: 'the data belongs to other people; none of its workspaces is open to this account',
    fix: 'Join with an invitation or a recovery passphrase: patchbay member join. Or restore a backup: patchbay backup restore FILE',
  }
}

async function keychain({ probeKeychain, findKeychainProgram }: DoctorDeps): Promise<Line> {
  const { usable, keychainName: keychain, message } = await probeKeychain()
  const program = await findKeychainProgram()
  const keychainName = program === null ? keychain : `${keychain} (${program})`
  const base = { id: 'keychain', title: 'Keychain' }
  return usable
    ? { ...base, state: 'ok', detail: `${keychainName} stores and returns entries` }
    : { ...base, state: 'warning', detail: `${keychainName} is not usable`, fix: message ?? 'Use a passphrase.' }
}

async function keys({ problem, keyStates }: DoctorDeps, context: Context): Promise<Line | null> {
  if (problem) return null
  const states = await keyStates(context)
  const base = { id: 'keys', title: 'Keys' }
  const needsPassphrase = ({ reason }: KeyCondition) => reason === 'passphrase_needed'
  const bad = states.find((status) => status.state !== 'READY' && !needsPassphrase(status))
  const detail =
    Object.entries(Object.groupBy(states, (status) => (needsPassphrase(status) ? 'by passphrase' : status.state)))
      .map(([state, same]) => `${same?.length ?? 0} ${state}`)
      .join(', ') || 'no workspace of yours'
  return bad ? { ...base, state: 'warning', detail, fix: bad.message ?? 'Retry.' } : { ...base, state: 'ok', detail }
}
