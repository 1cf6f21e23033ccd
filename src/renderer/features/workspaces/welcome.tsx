import { IconDeviceDesktop, IconFileExport, IconLayoutGrid, IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { text } from '../../text/text.ts'

const ICONS = [IconLayoutGrid, IconPlugConnected, IconFileExport]

/** The page of the first start: what Patchbay is for, what comes next, and the form for the first workspace. */
export function Welcome({ notice, children }: { notice?: ReactNode; children: ReactNode }) {
  return (
    <main className="flex h-full scroll-pb-32 overflow-y-auto px-6 py-6 max-lg:px-4">
      <div className="m-auto grid w-full max-w-5xl gap-x-14 gap-y-6 lg:grid-cols-[1fr_30rem]">
        <div className="my-auto flex flex-col gap-5">
          <h1 className="flex items-center gap-3 text-lg font-semibold">
            <span className="flex size-7 items-center justify-center rounded-lg bg-accent text-on-accent">
              <IconPlugConnected size={18} aria-hidden />
            </span>
            {text.welcome.title}
          </h1>
          <div>
            <p className="text-[1.75rem] leading-9 font-semibold tracking-tight text-balance max-lg:text-xl">
              {text.welcome.purpose}
            </p>
            {/* In a small window the form needs the room. */}
            <p className="mt-2 text-base text-pretty text-text-muted max-lg:[@media(max-height:44rem)]:hidden">
              {text.welcome.body}
            </p>
          </div>
          <ol className="flex flex-col gap-4 max-lg:hidden">
            {text.welcome.steps.map(({ title, body }, at) => {
              const Icon = ICONS[at] ?? IconPlugConnected
              return (
                <li key={title} className="flex items-center gap-3.5">
                  <span
                    aria-hidden
                    className="flex size-10 shrink-0 items-center justify-center rounded-card bg-surface-sunken text-accent"
                  >
                    <Icon size={18} />
                  </span>
                  <div>
                    <p className="font-semibold">{title}</p>
                    <p className="text-text-muted">{body}</p>
                  </div>
                </li>
              )
            })}
          </ol>
          <p className="flex items-center gap-2 text-sm text-text-muted max-lg:hidden">
            <IconDeviceDesktop size={16} aria-hidden />
            {text.welcome.local}
          </p>
          {notice}
        </div>
        <section className="my-auto rounded-xl border border-line bg-surface p-6 pb-0 shadow-card">
          <h2 className="text-lg font-semibold">{text.welcome.formTitle}</h2>
          <p className="mb-4 text-sm text-text-muted">{text.welcome.formHint}</p>
          {children}
        </section>
      </div>
    </main>
  )
}
