import { IconCopyPlus, IconInfoCircle, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import type { CatalogCard } from '../../../contract/groups/catalog.ts'
import { mayChange, useMayChangeCatalog, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { MenuAt, MenuItem } from '../../ui/menu.tsx'

interface CatalogMenuProps {
  entry: CatalogCard
  anchor: { x: number; y: number }
  onClose: () => void
}

/** What can be done with a catalog entry, where a right click has opened it. */
export function CatalogMenu({ entry, anchor, onClose }: CatalogMenuProps) {
  const { view } = useStores()
  const workspace = useWorkspace()
  const mayChangeCatalog = useMayChangeCatalog()
  const { key, name } = entry
  return (
    <MenuAt label={text.catalog.menu(name)} anchor={anchor} onClose={onClose}>
      {mayChange(workspace) && (
        <MenuItem
          icon={<IconPlus size={16} aria-hidden />}
          onSelect={() => view.open({ kind: 'add', key, workspaceId: workspace.id })}
        >
          {text.catalog.addNamed(name)}
        </MenuItem>
      )}
      <MenuItem icon={<IconInfoCircle size={16} aria-hidden />} onSelect={() => view.open({ kind: 'details', key })}>
        {text.catalog.details}
      </MenuItem>
      {mayChangeCatalog && (
        <MenuItem
          icon={<IconCopyPlus size={16} aria-hidden />}
          onSelect={() => view.open({ kind: 'edit-entry', key: null, from: key })}
        >
          {text.imports.duplicate}
        </MenuItem>
      )}
      {mayChangeCatalog && entry.source === 'imported' && (
        <>
          <MenuItem icon={<IconPencil size={16} aria-hidden />} onSelect={() => view.open({ kind: 'edit-entry', key })}>
            {text.imports.edit}
          </MenuItem>
          <MenuItem
            icon={<IconTrash size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'remove-entry', key, name })}
          >
            {text.imports.remove}
          </MenuItem>
        </>
      )}
    </MenuAt>
  )
}
