import { IconCircleCheck } from '@tabler/icons-react'
import type { EntryProblem } from '../../../contract/groups/catalog.ts'
import { text } from '../../text/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ProblemList } from '../../ui/states/problem-list.tsx'
import type { Preview } from './use-preview.ts'

/** The lint results of the draft; a click on a problem goes to its line. */
export function LintPanel({ preview, onGo }: { preview: Preview; onGo: (problem: EntryProblem) => void }) {
  const { linted, problem, isChecking } = preview
  return (
    <section aria-label={text.editor.lint} aria-busy={isChecking} className="flex max-h-56 shrink-0 flex-col gap-2">
      <h3 className="flex flex-wrap items-center gap-2 text-sm font-semibold">
        {text.editor.lint}
        {linted && linted.verdict !== 'refused' && (
          <>
            <Badge>{text.imports.fields(linted.fields)}</Badge>
            <Badge>{text.imports.secrets(linted.secrets.length)}</Badge>
          </>
        )}
        {isChecking && <span className="text-xs font-normal text-text-muted">{text.editor.checking}</span>}
      </h3>
      <div role="status" className="min-h-0 overflow-y-auto">
        {problem !== null && <Notice kind="bad">{problem}</Notice>}
        {linted?.problems.length === 0 && (
          <p className="flex items-center gap-2 text-sm text-text-muted">
            <IconCircleCheck size={16} aria-hidden className="text-good" />
            {text.editor.clean}
          </p>
        )}
        {linted && <ProblemList label={text.editor.lint} problems={linted.problems} onGo={onGo} />}
      </div>
    </section>
  )
}
