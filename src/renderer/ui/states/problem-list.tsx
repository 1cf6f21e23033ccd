import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { EntryProblem } from '../../../contract/groups/catalog.ts'
import { problemMessage } from '../../text/problem-wording.ts'
import { Button } from '../button.tsx'

const LEVELS = {
  refused: { icon: IconAlertCircle, colour: 'text-bad' },
  warning: { icon: IconAlertTriangle, colour: 'text-warn' },
  ok: { icon: IconInfoCircle, colour: 'text-text-muted' },
}

interface ProblemListProps {
  label: string
  problems: readonly EntryProblem[]
  /** Goes to a problem; makes its path a button. */
  onGo?: ((problem: EntryProblem) => void) | undefined
}

/** Removes duplicates: the same message for the same path. */
const byKey = (problems: readonly EntryProblem[]) =>
  new Map(problems.map((problem) => [`${problem.path} ${problem.code} ${problem.message}`, problem]))

/** The lint results of an entry, each with its path. */
export function ProblemList({ label, problems, onGo }: ProblemListProps) {
  return (
    <ul aria-label={label} className="flex flex-col gap-1.5 text-xs">
      {[...byKey(problems)].map(([key, problem]) => {
        const { icon: Icon, colour } = LEVELS[problem.level]
        return (
          <li key={key} className="flex gap-2">
            <Icon size={15} aria-hidden className={`mt-px shrink-0 ${colour}`} />
            <div className="min-w-0 flex-1">
              <p>{problemMessage(problem)}</p>
              {problem.path !== '' &&
                (onGo ? (
                  <Button
                    variant="quiet"
                    size="s"
                    className="-ms-2.5 h-6 max-w-full font-mono text-xs font-normal"
                    onClick={() => onGo(problem)}
                  >
                    <span className="truncate">{problem.path}</span>
                  </Button>
                ) : (
                  <p className="font-mono break-all text-text-muted">{problem.path}</p>
                ))}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
