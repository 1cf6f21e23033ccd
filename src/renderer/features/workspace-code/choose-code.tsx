import { useRef } from 'react'
import { codeText as words } from '../../text/workspace-code.ts'
import { Button } from '../../ui/button.tsx'

interface ChooseCodeProps {
  onChoose: (files: readonly File[]) => Promise<void>
}

/** Two buttons that open the dialog of the system: for a folder, and for files. */
export function ChooseCode({ onChoose }: ChooseCodeProps) {
  return (
    <>
      <Choose label={words.folderInput} isFolder onChoose={onChoose} />
      <Choose label={words.filesInput} isFolder={false} onChoose={onChoose} />
    </>
  )
}

function Choose({ label, isFolder, onChoose }: ChooseCodeProps & { label: string; isFolder: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={(element) => {
          input.current = element
          if (element) element.webkitdirectory = isFolder
        }}
        type="file"
        multiple
        accept={isFolder ? undefined : '.yaml,.yml'}
        aria-label={label}
        className="hidden"
        onChange={({ target }) => {
          void onChoose([...(target.files ?? [])])
          // Cleared because a browser reports no change when the same files are chosen again, for example after a correction.
          target.value = ''
        }}
      />
      <Button variant={isFolder ? 'primary' : 'secondary'} onClick={() => input.current?.click()}>
        {isFolder ? words.folder : words.files}
      </Button>
    </>
  )
}
