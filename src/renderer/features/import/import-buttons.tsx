import { IconFileImport, IconFilePlus } from '@tabler/icons-react'
import { useMayChangeCatalog, useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

/** The buttons that add entries to the catalog; hidden from people who may not change it. */
export function ImportButtons() {
  const { view } = useStores()
  const mayImport = useMayChangeCatalog()
  if (!mayImport) return null
  return (
    <div className="ms-auto flex gap-2">
      <Button
        variant="quiet"
        icon={<IconFilePlus size={16} aria-hidden />}
        onClick={() => view.open({ kind: 'edit-entry', key: null })}
      >
        {text.imports.newEntry}
      </Button>
      <Button icon={<IconFileImport size={16} aria-hidden />} onClick={() => view.open({ kind: 'import' })}>
        {text.imports.open}
      </Button>
    </div>
  )
}
