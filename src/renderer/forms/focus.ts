import { formatPath, type Path } from '../../shared/path.ts'

const INPUT = 'input:not([type=file], [hidden]), select, textarea'

/** Puts the focus on the field at a path or, where there is none, on what is nearest around it. */
export function focusPath(form: HTMLElement, path: Path) {
  for (let length = path.length; length > 0; length--) {
    const row = form.querySelector(`[data-path="${CSS.escape(formatPath(path.slice(0, length)))}"]`)
    const control = row?.querySelector<HTMLElement>(INPUT) ?? row?.querySelector('button')
    if (control) {
      control.focus({ preventScroll: true })
      control.closest('[data-path]')?.scrollIntoView({ block: 'nearest' })
      return
    }
  }
}
