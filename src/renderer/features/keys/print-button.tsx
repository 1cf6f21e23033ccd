import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { DesktopStore } from '../../stores/desktop-store.ts'
import { useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const words = secretsText.kit

/** Prints the page. Without a printer, the desktop program saves it as a PDF. */
export function PrintButton() {
  const { desktop } = useStores()
  return desktop ? <DesktopPrint desktop={desktop} /> : <Print onClick={() => window.print()} />
}

const Print = ({ onClick, busy = false }: { onClick: () => void; busy?: boolean }) => (
  <Button icon={<IconPrinter size={16} aria-hidden />} busy={busy} onClick={onClick}>
    {words.print}
  </Button>
)

function DesktopPrint({ desktop }: { desktop: DesktopStore }) {
  const { toasts } = useStores()
  const [hasPrinter, setHasPrinter] = useState(true)
  const [isBusy, setBusy] = useState(false)
  const run = async (work: () => Promise<void>, failure: string) => {
    if (isBusy) return
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toasts.failure(failure, error)
    } finally {
      setBusy(false)
    }
  }
  const print = async () => {
    const outcome = await desktop.print()
    if (outcome === 'no_printer') setHasPrinter(false)
    if (outcome === 'failed') toasts.notice(words.printFailed)
  }
  const save = async () => {
    if (await desktop.savePage()) toasts.success(words.pageSaved)
  }
  if (hasPrinter) return <Print busy={isBusy} onClick={() => void run(print, words.printFailed)} />
  return <NoPrinter busy={isBusy} onSave={() => void run(save, words.pageFailed)} />
}

function NoPrinter({ busy, onSave }: { busy: boolean; onSave: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  // The button that had the focus was replaced by this one.
  useEffect(() => button.current?.focus(), [])
  return (
    <>
      <div className="basis-full">
        <Notice kind="warn" isAlert>
          {words.noPrinter}
        </Notice>
      </div>
      <Button ref={button} icon={<IconFileTypePdf size={16} aria-hidden />} busy={busy} onClick={onSave}>
        {words.savePage}
      </Button>
    </>
  )
}
