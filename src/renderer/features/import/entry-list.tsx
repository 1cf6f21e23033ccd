import { useStore } from 'zustand'
import { isUsable } from '../../stores/import-store.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Checkbox } from '../../ui/fields/input.tsx'
import { EntryRow } from './entry-row.tsx'

/** The entries of all files with their lint results and a checkbox to import each. */
export function EntryList() {
  const { imports } = useStores()
  const { rows, step } = useStore(imports.store)
  const usable = rows.filter(({ entry }) => isUsable(entry))
  const areAllChosen = usable.every(({ isChosen }) => isChosen)
  const isPreview = step === 'preview'
  return (
    <div>
      {isPreview && usable.length > 1 && (
        <label className="flex items-center gap-3 px-3 pb-2 text-sm">
          <Checkbox
            checked={areAllChosen}
            ref={(box) => {
              if (box) box.indeterminate = !areAllChosen && usable.some(({ isChosen }) => isChosen)
            }}
            onChange={() =>
              imports.choose(
                usable.map(({ id }) => id),
                !areAllChosen,
              )
            }
          />
          {text.imports.selectAll(usable.length)}
        </label>
      )}
      <ul aria-label={text.imports.list} className="overflow-hidden rounded-card border border-line">
        {rows.map((row) => (
          <EntryRow key={row.id} row={row} isPreview={isPreview} isDone={step === 'done'} onChoose={imports.choose} />
        ))}
      </ul>
    </div>
  )
}
