import { IconAlertCircle } from '@tabler/icons-react'
import type { FieldErrors } from '../../contract/errors.ts'
import { labelOf } from './errors.ts'
import type { FormNode } from './form-node.ts'
import { parsePath, type Path } from '../../shared/path.ts'

interface ErrorSummaryProps {
  errors: FieldErrors
  root: FormNode
  data: unknown
  onGo(path: Path): void
}

/** How many fields need attention, each with a way to it. */
export function ErrorSummary({ errors, root, data, onGo }: ErrorSummaryProps) {
  const paths = Object.keys(errors)
  if (paths.length === 0) return null
  return (
    <div className="form-summary" aria-live="polite">
      <p className="form-summary-title">
        <IconAlertCircle size={16} aria-hidden />
        {paths.length === 1 ? '1 field needs attention' : `${paths.length} fields need attention`}
      </p>
      <ul>
        {paths.map((key) => (
          <li key={key}>
            <button type="button" className="form-link" onClick={() => onGo(parsePath(key))}>
              {labelOf(root, data, parsePath(key))}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
