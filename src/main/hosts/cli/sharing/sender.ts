import type { AppApi } from '../../../../contract/index.ts'
import { AppError } from '../../../../contract/errors.ts'
import { plural } from '../../../../shared/words.ts'
import type { App } from '../../../app/app.ts'
import type { ReadPassphrase } from '../passphrase.ts'
import { terminal } from '../terminal.ts'
import { openOwnKeys } from './own-keys.ts'

/** How long a command waits for repositories before its changes are left for later. */
const LIMIT_MS = 10_000

interface Sender {
  /** Sends what the command changed of shared workspaces, and says what waits where that does not work now. */
  send(api: AppApi, passphrase: ReadPassphrase): Promise<void>
  close(): void
}

/** Sends the changes of a command that is a program of its own, which nobody else does after its end. */
export function createSender({ changes }: Pick<App, 'changes'>): Sender {
  const workspaceIds = new Set<string>()
  const close = changes.on(({ workspaceId, topic }) => {
    if (workspaceId !== null && topic === 'connectors') workspaceIds.add(workspaceId)
  })

  const sendOne = async (api: AppApi, workspaceId: string, readPassphrase: ReadPassphrase): Promise<void> => {
    const before = await api.sharing.status({ workspaceId })
    if (!before || before.toSend === 0) return
    const timer = setTimeout(() => void api.sharing.cancel({ workspaceId }).catch(() => undefined), LIMIT_MS)
    try {
      const passphrase = await readPassphrase()
      if (passphrase !== undefined) await openOwnKeys(api, workspaceId, passphrase)
      await api.sharing.sync({ workspaceId })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const why = error.reason === 'cancelled' ? 'The repository does not answer' : error.message
      const hint = error.code === 'forbidden' ? '' : '\n  patchbay sync                    sends what waits'
      terminal.error(`${plural(before.toSend, 'change waits', 'changes wait')} on this computer. ${why}.${hint}`)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    send: async (api, passphrase) => {
      close()
      for (const workspaceId of workspaceIds) await sendOne(api, workspaceId, passphrase)
    },
    close,
  }
}
