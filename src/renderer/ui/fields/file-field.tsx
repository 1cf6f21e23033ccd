import { type ComponentProps, useState } from 'react'
import { text } from '../../text/text.ts'
import { classNames } from '../class-names.ts'
import { Field, FieldFrame } from './field.tsx'
import { CONTROL_CLASS } from './input.tsx'

interface FileFieldProps extends Pick<ComponentProps<typeof Field>, 'label' | 'errors'> {
  /** The endings of the files. */
  accept: string
  onFile: (file: File | null) => void
}

/** A field for one file. The browser's own would be in the language of the browser, so it lies unseen over ours. */
export function FileField({ label, errors, accept, onFile }: FileFieldProps) {
  const [name, setName] = useState<string | null>(null)
  const shown = name ?? text.common.noFile
  return (
    <FieldFrame label={label} errors={errors}>
      {(control) => (
        <div
          className={classNames(
            CONTROL_CLASS,
            'relative flex h-9 items-center text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            {...control}
            type="file"
            title={shown}
            accept={accept}
            className="absolute inset-0 cursor-pointer opacity-0"
            onChange={({ target }) => {
              const file = target.files?.[0] ?? null
              setName(file?.name ?? null)
              onFile(file)
            }}
          />
          <span aria-hidden className="flex h-full shrink-0 items-center border-e border-line px-3 font-medium">
            {text.common.chooseFile}
          </span>
          <span aria-hidden className="truncate px-3 text-text-muted">
            {shown}
          </span>
        </div>
      )}
    </FieldFrame>
  )
}
