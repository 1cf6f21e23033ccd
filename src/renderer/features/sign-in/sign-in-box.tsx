import { IconCircleCheck, IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { SignIn } from '../../../contract/groups/sign-ins.ts'
import { labelFromName } from '../../../shared/label.ts'
import { signInPlan } from '../../../shared/services/oauth.ts'
import { parsePath } from '../../../shared/path.ts'
import { testsText } from '../../text/connection-tests.ts'
import { signInText as words } from '../../text/sign-in.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { type SignInTarget, useSignIn } from './use-sign-in.ts'

interface SignInBoxProps extends Omit<SignInTarget, 'catalogKey'> {
  entry: CatalogEntry
  /** Leads to a field of the connector. */
  onField: (path: string) => void
  /** What follows a sign-in that has ended well. */
  children?: (signIn: SignIn) => ReactNode
}

/** Signing in to the service of an entry; nothing where the entry does not say how. */
export function SignInBox({ entry, onField, children, ...target }: SignInBoxProps) {
  const plan = signInPlan(entry)
  const { signIn, isStarting, error, start, cancel } = useSignIn({ ...target, catalogKey: entry.key })
  if (!plan) return null
  const { addresses } = plan
  const isWaiting = signIn?.state === 'waiting'
  const isDone = signIn?.state === 'done'
  return (
    <section aria-label={words.title(entry.name)} className="flex flex-col gap-2 text-sm">
      <div className="flex flex-col gap-3 rounded-card bg-accent-soft p-4">
        <div className="flex flex-wrap items-center gap-4">
          <div className="min-w-0 flex-1 basis-56" role="status">
            {isWaiting ? (
              <Heading title={words.waiting} body={words.waitingBody} />
            ) : isDone ? (
              <Done signIn={signIn} isHeld={target.read !== undefined} />
            ) : (
              <Heading title={words.title(entry.name)} body={words.body} />
            )}
          </div>
          {isWaiting ? (
            <Button onClick={cancel}>{words.cancel}</Button>
          ) : (
            <Button
              variant={isDone ? 'secondary' : 'primary'}
              busy={isStarting}
              icon={<IconExternalLink size={16} aria-hidden />}
              onClick={() => start('browser')}
            >
              {isDone ? words.again : words.start}
            </Button>
          )}
        </div>
        {isWaiting && <Waiting signIn={signIn} />}
        {!isWaiting && !isDone && addresses.length > 0 && (
          <div>
            <p>{words.register}</p>
            <ul>
              {addresses.map((address) => (
                <Copied key={address} text={address} label={words.copyAddress} />
              ))}
            </ul>
          </div>
        )}
        {!isWaiting && !isDone && plan.hasDevice && (
          <div>
            <Button variant="link" onClick={() => start('device')}>
              {words.onDevice}
            </Button>
          </div>
        )}
      </div>
      {signIn?.state === 'failed' && signIn.reason !== null && (
        <Notice kind="bad" isAlert>
          <p className="font-medium">{words.failed}</p>
          <p className="text-text-muted wrap-anywhere">{words.reason(signIn.reason, signIn.values)}</p>
          {signIn.field !== null && <FieldButton path={signIn.field} onField={onField} />}
        </Notice>
      )}
      {error && (
        <Notice kind="bad" isAlert>
          {errorMessage(error)}
        </Notice>
      )}
      {isDone && children?.(signIn)}
      {target.read && !isDone && (
        <p className="text-text-muted">
          {words.noApp(entry.name)}{' '}
          <Button variant="link" className="text-sm" onClick={() => onField(plan.accessToken)}>
            {words.paste}
          </Button>
        </p>
      )}
    </section>
  )
}

const FieldButton = ({ path, onField }: { path: string; onField: (path: string) => void }) => (
  <Button variant="link" className="text-sm" onClick={() => onField(path)}>
    {words.goTo(labelFromName(parsePath(path).at(-1) ?? ''))}
  </Button>
)

const Heading = ({ title, body }: { title: string; body: string }) => (
  <>
    <h3 className="font-semibold">{title}</h3>
    <p className="text-text-muted">{body}</p>
  </>
)

/** What a person does while the program waits. */
const Waiting = ({ signIn: { address, code } }: { signIn: SignIn }) => (
  <>
    {code !== null && (
      <div>
        <p>{words.code}</p>
        <ul>
          <Copied text={code} label={words.copyCode} />
        </ul>
      </div>
    )}
    <p>
      <a href={address} target="_blank" rel="noreferrer" className="font-medium text-accent hover:underline">
        {words.openPage}
      </a>
    </p>
  </>
)

function Done({ signIn, isHeld }: { signIn: SignIn; isHeld: boolean }) {
  const { account, isRenewed, expiresAt, sameAccount } = signIn
  const parts = [
    isRenewed ? words.renewed : expiresAt === null ? null : words.until(expiresAt),
    isHeld ? words.onSave : null,
    sameAccount.length > 0 ? testsText.sameAs(sameAccount.map(({ name }) => name)) : null,
  ]
  return (
    <>
      <h3 className="flex items-center gap-1.5 font-semibold">
        <IconCircleCheck size={16} aria-hidden className="text-good" />
        {words.done(account?.name ?? null)}
      </h3>
      <p className="text-text-muted">{parts.filter(Boolean).join(' ')}</p>
    </>
  )
}

const Copied = ({ text, label }: { text: string; label: string }) => (
  <li className="flex items-center gap-1">
    <code className="font-mono wrap-anywhere">{text}</code>
    <CopyButton text={text} label={label} />
  </li>
)
