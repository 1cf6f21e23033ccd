import { IconAlertTriangle, IconCircleCheck, IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { TryOut } from '../../stores/tests/use-try-out.ts'
import { testsText } from '../../text/connection-tests.ts'
import { testMessage } from '../../text/test-wording.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'

const words = testsText.form

interface TryOutBarProps {
  tryOut: TryOut
  onTest: () => void
  /** Puts an address that a service leads on to into its field; absent where nothing can be changed. */
  onUse?: (address: string, field: string) => void
}

/** Tests what is typed in a form, and says how that ended; what is wrong with a field stands there. */
export function TryOutBar({ tryOut, onTest, onUse }: TryOutBarProps) {
  const { isBusy, result, error } = tryOut
  const isFirst = result === null && error === null
  return (
    <div className="me-auto flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <Button icon={<IconPlugConnected size={16} aria-hidden />} busy={isBusy} onClick={onTest}>
        {isFirst ? words.test : words.again}
      </Button>
      {isBusy && (
        <Button variant="quiet" onClick={tryOut.cancel}>
          {text.common.cancel}
        </Button>
      )}
      <div role="status" className="flex min-w-0 flex-col text-sm">
        {isBusy && <span className="sr-only">{words.running}</span>}
        {error && <Bad>{error.fields ? words.fields : errorMessage(error)}</Bad>}
        {result?.ok && (
          <p className="flex items-center gap-1 text-good">
            <IconCircleCheck size={16} aria-hidden className="shrink-0" />
            <span className="wrap-anywhere">{words.works(result.account?.name ?? null, result.milliseconds)}</span>
          </p>
        )}
        {result && result.sameAccount.length > 0 && (
          <p className="wrap-anywhere text-warn">{testsText.sameAs(result.sameAccount.map(({ name }) => name))}</p>
        )}
        {result && !result.ok && (
          <>
            <Bad>{words.failed(result.milliseconds)}</Bad>
            {result.field === null && <p className="wrap-anywhere">{testMessage(result)}</p>}
            {onUse && result.reason === 'redirect' && result.field !== null && (
              <UseAddress address={String(result.values['address'])} field={result.field} onUse={onUse} />
            )}
          </>
        )}
      </div>
    </div>
  )
}

const Bad = ({ children }: { children: ReactNode }) => (
  <p className="flex items-center gap-1 text-bad">
    <IconAlertTriangle size={16} aria-hidden className="shrink-0" />
    <span className="wrap-anywhere">{children}</span>
  </p>
)

function UseAddress({
  address,
  field,
  onUse,
}: { address: string; field: string } & Required<Pick<TryOutBarProps, 'onUse'>>) {
  // Some lead to an app or to nothing.
  if (!/^https?:/.test(address)) return null
  return (
    <Button variant="link" className="self-start underline" onClick={() => onUse(address, field)}>
      {words.use(address)}
    </Button>
  )
}
