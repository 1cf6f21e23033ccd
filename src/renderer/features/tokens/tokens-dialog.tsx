import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import type { Token } from '../../../contract/groups/access/tokens.ts'
import { useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { tokensText as words } from '../../text/tokens.ts'
import { text } from '../../text/text.ts'
import { dayText } from '../../text/formats.ts'
import { Button } from '../../ui/button.tsx'
import { CommandText } from '../../ui/command-text.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Instant } from '../../ui/instant.tsx'
import { ReadList } from '../../ui/states/read-list.tsx'
import { type OneTimeToken, NewToken } from './new-token.tsx'
import { TokenOnce } from './token-once.tsx'

/** The tokens of a person are of no workspace. */
const NO_WORKSPACE = ''

/** Lists the tokens with which other programs ask, makes new ones, of which each is shown once, and revokes them. */
export function TokensDialog() {
  const { api, toasts, view } = useStores()
  const read = useCallback(() => api.tokens.list({}), [api])
  const { value: list, error, refresh } = useReading(NO_WORKSPACE, read)
  const [step, setStep] = useState<'list' | 'new' | OneTimeToken>('list')
  const [question, ask] = useState<Token | null>(null)

  if (step === 'new') return <NewToken onCancel={() => setStep('list')} onMake={setStep} />
  if (step !== 'list') return <TokenOnce token={step} onDone={() => setStep('list')} />

  const revoke = async ({ id, name }: Token) => {
    ask(null)
    const about = { subjects: [`token:${id}`] }
    try {
      await api.tokens.revoke({ id })
      toasts.success(words.revoked(name), about)
    } catch (cause) {
      toasts.failure(words.notRevoked(name), cause, about)
    }
    await refresh()
  }
  return (
    <Dialog
      title={words.title}
      description={<CommandText>{words.hint}</CommandText>}
      onClose={view.close}
      footer={
        <>
          <DialogClose>{text.common.close}</DialogClose>
          <Button variant="primary" onClick={() => setStep('new')}>
            {words.make}
          </Button>
        </>
      }
    >
      <ReadList
        label={words.list}
        items={list}
        error={error}
        failed={words.loadFailed}
        empty={words.empty}
        onRetry={() => void refresh()}
      >
        {(token) => <TokenRow key={token.id} token={token} onRevoke={() => ask(token)} />}
      </ReadList>
      {question && (
        <Confirm
          title={words.revokeTitle(question.name)}
          body={words.revokeBody}
          confirmLabel={words.revoke}
          onConfirm={() => void revoke(question)}
          onClose={() => ask(null)}
        />
      )}
    </Dialog>
  )
}

function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const { name, scope, workspaceIds, expiresOn, lastUsedAt } = token
  const { workspaces } = useStores()
  const all = useStore(workspaces.store, (state) => state.list) ?? []
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? words.goneWorkspace
  const where = workspaceIds === null ? words.allWorkspaces : workspaceIds.map(nameOf).join(', ')
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 pe-2 ps-3">
      <div className="min-w-40 flex-1">
        <p className="text-sm font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </p>
        <p className="text-xs wrap-anywhere text-text-muted">
          {words.scopes[scope]} · {where} · {expiresOn === null ? words.noEnd : words.until(dayText(expiresOn))} ·{' '}
          {lastUsedAt === null ? (
            words.neverUsed
          ) : (
            <>
              {words.used} <Instant at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      <Button size="s" variant="quiet" aria-label={words.revokeNamed(name)} onClick={onRevoke}>
        {words.revoke}
      </Button>
    </li>
  )
}
