import { useRef } from 'react'
import type { AppApi } from '../../../contract/index.ts'
import { appError } from '../../../contract/errors.ts'
import { readUses } from '../../../shared/text/uses-file.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

const words = text.targets.uses

type Report = Parameters<AppApi['targets']['reportUses']>[0]

/** Takes the file in which a broadcaster says what it uses targets for. */
export function ReportUses({ workspaceId }: { workspaceId: string }) {
  const { api, toasts } = useStores()
  const input = useRef<HTMLInputElement>(null)
  const about = { subjects: ['uses'], workspaceId }
  const take = async (file: File) => {
    try {
      const report = readUses(await file.text())
      if (!report) throw appError('bad_uses_file', { file: file.name })
      // The contract looks at what the file has.
      const { source = file.name, targets } = report
      const { count, unknown } = await api.targets.reportUses({ workspaceId, source, targets } as Report)
      toasts.success(words.done(count), {
        ...about,
        ...(unknown.length > 0 && { description: words.unknown(unknown.length) }),
      })
    } catch (cause) {
      toasts.failure(words.failed, cause, about)
    }
  }
  return (
    <section aria-label={words.title} className="flex items-center gap-2 border-t border-line pt-4">
      <div className="min-w-0 flex-1">
        <h3 className="text-sm font-semibold">{words.title}</h3>
        <p className="text-xs text-text-muted">{words.hint}</p>
      </div>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={words.input}
        className="hidden"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void take(file)
          // Cleared because a browser reports no change when the same file is chosen again, for example after a correction.
          target.value = ''
        }}
      />
      <Button size="s" onClick={() => input.current?.click()}>
        {words.choose}
      </Button>
    </section>
  )
}
