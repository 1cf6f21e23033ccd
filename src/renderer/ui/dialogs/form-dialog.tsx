import { useEffect, useId, useRef } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../button.tsx'
import { Dialog, DialogClose, type DialogProps } from './dialog.tsx'
import { Notice } from '../states/notice.tsx'

interface FormDialogProps extends Omit<DialogProps, 'footer'> {
  /** What the button says that submits the form. */
  submit: string
  /** What did not work, before the reason of an error. */
  failed: string
  /** Shown unless it stands at its fields. */
  error: AppError | null
  isBusy: boolean
  isReady?: boolean
  onSubmit: () => Promise<void>
}

/** A modal dialog with one form, which Enter submits, once at a time. After it failed, the first wrong field has the focus. */
export function FormDialog({ submit, failed, error, isBusy, isReady = true, onSubmit, ...props }: FormDialogProps) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!isBusy) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [isBusy])
  return (
    <Dialog
      {...props}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={id} variant="primary" busy={isBusy} aria-disabled={!isReady}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) void onSubmit()
        }}
      >
        {error && !error.fields && (
          <Notice kind={error.code === 'locked' ? 'warn' : 'bad'} isAlert>
            {failed}: {errorMessage(error)}
          </Notice>
        )}
        {props.children}
      </form>
    </Dialog>
  )
}
