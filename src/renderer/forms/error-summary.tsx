import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/states/notice.tsx'
import { labelOf } from './data/errors.ts'
import type { FormNode } from './schema/form-node.ts'
import { parsePath, type Path } from '../../shared/path.ts'
import { formsText } from '../text/forms.ts'

interface ErrorSummaryProps {
  /** The paths of the fields with errors, in the order of the page. */
  paths: readonly string[]
  root: FormNode
  data: unknown
  onGo(path: Path): void
}

/** The number of fields with errors, with a link to each. */
export function ErrorSummary({ paths, root, data, onGo }: ErrorSummaryProps) {
  if (paths.length === 0) return null
  return (
    <div aria-live="polite">
      <Notice kind="bad">
        <p className="font-semibold text-bad">{formsText.summary(paths.length)}</p>
        <ul className="-mx-1 flex max-h-24 flex-wrap gap-x-4 overflow-auto px-1">
          {paths.map((key) => (
            <li key={key} className="min-w-0">
              <Button variant="link" className="underline" onClick={() => onGo(parsePath(key))}>
                {labelOf(root, data, parsePath(key))}
              </Button>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
