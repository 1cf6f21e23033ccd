import { Fragment } from 'react'
import { text } from '../text/text.ts'

/** The list of keyboard shortcuts. */
export function Shortcuts() {
  return (
    <div className="flex flex-col gap-5">
      {text.shortcuts.groups.map((group) => (
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
  )
}
