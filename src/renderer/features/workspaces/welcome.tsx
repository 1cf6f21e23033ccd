import { IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { text } from '../../text/text.ts'

/** The page of the first start: what Patchbay is, and the form for the first workspace. */
export function Welcome({ notice, children }: { notice?: ReactNode; children: ReactNode }) {
  return (
    <main className="flex h-full overflow-y-auto p-6">
      <div className="m-auto w-full max-w-md">
        <h1 className="flex items-center gap-3 text-xl font-semibold">
          <span className="flex size-10 items-center justify-center rounded-xl bg-accent text-on-accent">
            <IconPlugConnected size={22} aria-hidden />
          </span>
          {text.welcome.title}
        </h1>
        <p className="mt-3 text-base text-pretty text-text-muted">{text.welcome.body}</p>
        {notice && <div className="mt-5">{notice}</div>}
        <section className="mt-5 rounded-xl border border-line bg-surface-raised p-5 shadow-card">
          <h2 className="mb-4 text-lg font-semibold">{text.welcome.formTitle}</h2>
          {children}
        </section>
      </div>
    </main>
  )
}
