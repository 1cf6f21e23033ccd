import type { Command } from 'commander'
import { Option } from 'commander'
import type { AppApi } from '../../../../contract/index.ts'
import { appError } from '../../../../contract/errors.ts'
import type { Exposure } from '../../../../contract/groups/access/sharing.ts'
import type { Member } from '../../../../contract/groups/members.ts'
import { MemberRole } from '../../../../contract/groups/workspaces.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readFirstLine, readText } from '../input.ts'
import { printTable } from '../print.ts'
import {
  type CliSession,
  type CommonOptions,
  givenPassphrase,
  runCommand,
  sameName,
  withCommonOptions,
} from '../session.ts'
import { printExposures } from '../sharing/sharing.ts'
import { terminal } from '../terminal.ts'

interface InviteOptions extends CommonOptions {
  role: MemberRole
  out: string
}

interface JoinOptions extends CommonOptions {
  invitationPassphraseFile?: string
}

interface KeyOptions extends CommonOptions {
  /** False for `--no-rotate`. */
  rotate: boolean
}

/** `member …`: the people of a workspace. */
export function memberCommands(program: Command, files: ProgramFiles): void {
  const member = program.command('member').description('the people of a workspace, and who may do what')
  const command = (usage: string, description: string) =>
    withCommonOptions(member.command(usage).description(description))
  const run = <T>(
    options: CommonOptions,
    work: (session: CliSession, workspaceId: string) => Promise<T>,
    print: (value: T) => void | Promise<void>,
  ) => runCommand(options, files, async (session) => work(session, (await session.workspace()).id), print)

  command('list', 'list the people of a workspace').action((options: CommonOptions) =>
    run(
      options,
      ({ api }, workspaceId) => api.members.list({ workspaceId }),
      (list) =>
        printTable(
          ['name', 'role', 'since', 'id'],
          list.map(({ name, role, since, isYou, personId }) => [isYou ? `${name} (you)` : name, role, since, personId]),
          'Nobody is in this workspace.',
        ),
    ),
  )

  command(
    'invite [identity]',
    'write an invitation for the person of an identity or, without one, under a new passphrase',
  )
    .addOption(roleOption('the role that the invitation gives').makeOptionMandatory())
    .requiredOption('--out <file>', 'the file to write')
    .action((identity: string | undefined, options: InviteOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const { id: workspaceId } = await session.workspace()
          const { api } = session
          const passphrase = identity === undefined ? (await api.keys.generatePassphrase({})).passphrase : null
          const { path, name, expiresAt } = await api.members.invite({
            ...{ workspaceId, role: options.role },
            ...(identity !== undefined && { identity }),
            ...(passphrase !== null && { invitationPassphrase: passphrase }),
            ...(await givenPassphrase(session)),
          })
          return { path, name, expiresAt, passphrase }
        },
        ({ path, name, expiresAt, passphrase }) => {
          terminal.log(
            `The invitation${name === null ? '' : ` for ${name}`} is in ${path}. It is valid until ${expiresAt}.`,
          )
          if (passphrase !== null)
            terminal.log(
              `It opens with this passphrase, which is shown only this once. Pass it on another way than the file:\n\n  ${passphrase}\n`,
            )
        },
        { ports: ({ unfinished }) => ({ openExport: () => terminal.openFile(options.out, unfinished) }) },
      ),
    )

  command(
    'join [file]',
    'join a workspace of this data directory with an invitation or, without a file, with its recovery passphrase',
  )
    .option('--invitation-passphrase-file <file>', 'a file with the passphrase that came with the invitation')
    .action((file: string | undefined, options: JoinOptions) =>
      runCommand(
        options,
        files,
        (session) => (file === undefined ? recover(session, options) : join(session, file, options)),
        (list) => {
          for (const { name, role } of list)
            terminal.log(`You are now ${role === 'member' ? 'a' : 'an'} ${role} of ${name}.`)
        },
      ),
    )

  command('role <person>', 'give somebody another role')
    .addOption(roleOption('the new role').makeOptionMandatory())
    .option('--no-rotate', 'keep the key of the workspace, which somebody who becomes a member may have kept')
    .action((person: string, options: KeyOptions & { role: MemberRole }) =>
      run(
        options,
        async (session, workspaceId) => {
          const { personId, role: before } = await findMember(session.api, workspaceId, person)
          const changed = await session.api.members.setRole({
            ...{ workspaceId, personId, role: options.role },
            ...(await givenPassphrase(session)),
          })
          const losesKey = options.role === 'member' && before !== 'member' && !changed.isYou
          return { ...changed, ...(await keyAfter(session, workspaceId, { losesKey, ...options })) }
        },
        ({ name, role, ...key }) => {
          terminal.log(`${name} is now ${role}.`)
          return printKey(key)
        },
      ),
    )

  command('remove <person>', 'take somebody out of a workspace and rotate its key')
    .option('--no-rotate', 'keep the key of the workspace, which the person may have kept')
    .action((person: string, options: KeyOptions) =>
      run(
        options,
        async (session, workspaceId) => {
          const { personId, name, role, isYou } = await findMember(session.api, workspaceId, person)
          await session.api.members.remove({ workspaceId, personId, ...(await givenPassphrase(session)) })
          const losesKey = role !== 'member' && !isYou
          return { name, ...(await keyAfter(session, workspaceId, { losesKey, ...options })) }
        },
        ({ name, ...key }) => {
          terminal.log(`${name} was removed.`)
          return printKey(key)
        },
      ),
    )

  command('leave', 'leave a workspace').action((options: CommonOptions) =>
    run(
      options,
      ({ api }, workspaceId) => api.members.leave({ workspaceId }),
      () => terminal.log('You have left the workspace.'),
    ),
  )
}

/** What is so of the key once somebody has lost it. */
interface KeyAfter {
  rotated: boolean
  /** What they could read, in a workspace that is shared through git. */
  exposures: Exposure[]
}

/** A shared workspace has its new key already; another one gets it here. */
async function keyAfter(
  session: CliSession,
  workspaceId: string,
  { losesKey, rotate: mayRotate }: { losesKey: boolean; rotate: boolean },
): Promise<KeyAfter> {
  if (!losesKey) return { rotated: false, exposures: [] }
  const isShared = (await session.api.sharing.status({ workspaceId })) !== null
  if (isShared) return { rotated: true, exposures: await session.api.sharing.exposures({ workspaceId }) }
  return { rotated: mayRotate && (await rotate(session, workspaceId)), exposures: [] }
}

async function printKey({ rotated, exposures }: KeyAfter): Promise<void> {
  if (rotated) terminal.log('Its key was rotated.')
  if (exposures.length === 0) return
  terminal.log('\nGive these secrets new values at their services (patchbay exposure list shows what is left):\n')
  await printExposures(exposures)
}

const roleOption = (description: string) => new Option('--role <role>', description).choices(MemberRole.options)

async function join(session: CliSession, file: string, options: JoinOptions) {
  const invitationPassphrase = await readFirstLine(
    options.invitationPassphraseFile,
    'PATCHBAY_INVITATION_PASSPHRASE_FILE',
  )
  return [
    await session.api.members.join({
      invitation: await readText(file),
      ...(invitationPassphrase !== undefined && { invitationPassphrase }),
      ...(await givenPassphrase(session)),
    }),
  ]
}

async function recover(session: CliSession, { workspace }: CommonOptions) {
  const passphrase = await session.passphrase()
  if (passphrase === undefined) throw appError('passphrase_file_needed')
  return session.api.members.recover({ passphrase, ...(workspace !== undefined && { name: workspace }) })
}

/** The person is removed already, so a key that cannot be rotated now is something to do next and no failure. */
async function rotate(session: CliSession, workspaceId: string): Promise<boolean> {
  try {
    await session.api.keys.rotate({ workspaceId, ...(await givenPassphrase(session)) })
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    terminal.error(`Warning: the key was not rotated. ${why}\n  patchbay key rotate              rotates it`)
    return false
  }
}

/** Somebody in a workspace by name or id. Throws `not_found`, and `invalid` where two have the name. */
async function findMember(api: AppApi, workspaceId: string, nameOrId: string): Promise<Member> {
  const list = await api.members.list({ workspaceId })
  const matches = list.filter(({ personId, name }) => personId === nameOrId || sameName(name, nameOrId))
  const [only, other] = matches
  if (!only) throw appError('unknown_member')
  if (other) throw appError('name_of_several', { name: nameOrId, ids: matches.map(({ personId }) => personId) })
  return only
}
