import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { formsText } from '../../text/forms.ts'

const MAX_BYTES = 1024 * 1024

/** Fills a text field from a text file of at most 1 MiB. */
export function LoadFile({
  label,
  disabled,
  onLoad,
}: {
  label: string
  disabled: boolean
  onLoad(text: string): void
}) {
  const file = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState('')
  const load = async (textFile: File | undefined) => {
    if (!textFile) return
    if (textFile.size > MAX_BYTES) return setProblem(formsText.file.tooLarge)
    const text = await textFile.text()
    if (text.includes('\0') || text.includes('\ufffd')) return setProblem(formsText.file.notText)
    setProblem('')
    onLoad(text)
  }
  return (
    <div className="flex items-center gap-3">
      <Button
        variant="link"
        icon={<IconFileUpload size={16} aria-hidden />}
        disabled={disabled}
        onClick={() => file.current?.click()}
      >
        <span>
          {formsText.file.load}
          <span className="sr-only">{formsText.file.loadInto(label)}</span>
        </span>
      </Button>
      <output className="text-xs text-bad">{problem}</output>
      <input
        ref={file}
        type="file"
        hidden
        disabled={disabled}
        aria-label={formsText.file.input(label)}
        onChange={(event) => {
          void load(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
