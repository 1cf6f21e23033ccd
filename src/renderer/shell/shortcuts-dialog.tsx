import { Fragment } from 'react'
import { useStores } from '../stores/context.ts'
import { text } from '../text/text.ts'
import { Dialog, DialogClose } from '../ui/dialog.tsx'

/** The list of keyboard shortcuts. */
export function ShortcutsDialog() {
  const { view } = useStores()
  const { title, groups } = text.shortcuts
  return (
    <Dialog title={title} onClose={view.close} footer={<DialogClose>{text.common.close}</DialogClose>}>
      <div className="flex flex-col gap-5">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1.5 text-sm font-semibold">{group.title}</h3>
            <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1.5 text-sm">
              {group.keys.map(({ keys, does }) => (
                <Fragment key={does}>
                  <dt className="text-text-muted">{does}</dt>
                  <dd className="flex justify-end gap-1">
                    {keys.map((key) => (
                      <kbd key={key} className="rounded border border-line bg-surface-sunken px-1.5 text-xs">
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
