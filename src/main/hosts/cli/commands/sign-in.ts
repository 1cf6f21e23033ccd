import type { Command } from 'commander'
import type { SignIn } from '../../../../contract/groups/sign-ins.ts'
import { signInPlan } from '../../../../shared/services/oauth.ts'
import { defaultDataDir } from '../../../platform/data-directory.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { openPage, removeOpeningPage, writeOpeningPage } from '../browser.ts'
import {
  type CliSession,
  type CommonOptions,
  connectorCommand,
  findConnector,
  runCommand,
  withCommonOptions,
} from '../session.ts'
import { terminal } from '../terminal.ts'

interface SignInOptions extends CommonOptions {
  device?: boolean
  open: boolean
}

/** A sign-in that fails ends the command as invalid input does. */
const INVALID = 2

/** How long one call waits for the end, in seconds; another follows. */
const WAIT = 20

/** `connector sign-in`. */
export function signInCommand(program: Command, files: ProgramFiles): void {
  const connector = connectorCommand(program)
  withCommonOptions(
    connector
      .command('sign-in <connector>')
      .description('sign in to the service of a connector, in the browser; code 2 where that fails'),
  )
    .option('--device', 'show a code to enter on any device, where the service takes one')
    .option('--no-open', 'print the address, and open nothing')
    .action((name: string, options: SignInOptions) =>
      runCommand(options, files, (session) => signIn(session, name, options), printEnd),
    )
}

async function signIn({ api, workspace }: CliSession, name: string, options: SignInOptions): Promise<SignIn> {
  const { id: workspaceId } = await workspace()
  const { id } = await findConnector(api, workspaceId, name)
  const { catalogKey } = await api.connectors.get({ workspaceId, id })
  const addresses = signInPlan(await api.catalog.get({ key: catalogKey }))?.addresses ?? []
  let present = await api.signIns.start({ workspaceId, id, way: options.device ? 'device' : 'browser' })
  const dataDir = options.dataDir ?? defaultDataDir()
  try {
    if (present.state === 'waiting') {
      // On standard error, so --json prints the end alone.
      if (addresses.length > 0 && present.code === null)
        terminal.error(`The app must be registered with ${addresses.join(' or ')}`)
      const isOpen =
        options.open && (present.isOpened || openPage(writeOpeningPage(present.address, dataDir, 'service')))
      terminal.error(
        `${isOpen ? 'The browser opens. If nothing opened, sign in at' : 'Sign in at'}\n${present.address}`,
      )
      if (present.code !== null) terminal.error(`The code is ${present.code}`)
    }
    while (present.state === 'waiting')
      present = await api.signIns.progress({ workspaceId, id: present.id, wait: WAIT })
  } finally {
    removeOpeningPage(dataDir, 'service')
  }
  if (present.state !== 'done') terminal.exitCode = INVALID
  return present
}

function printEnd({ state, message, field, account, sameAccount }: SignIn): void {
  if (state !== 'done')
    return terminal.log(message === null ? 'Cancelled.' : `${field === null ? '' : `${field}: `}${message}.`)
  const same = sameAccount.length > 0 ? ` The same account as ${sameAccount.map(({ name }) => name).join(', ')}.` : ''
  return terminal.log(`Signed in${account ? ` as ${account.name}` : ''}.${same}`)
}
