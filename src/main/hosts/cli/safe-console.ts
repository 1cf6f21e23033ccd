import { showUnseen } from '../../../shared/names.ts'

/**
 * From here on, what the commands print shows control characters, escapes and marks of direction as their codes. Names
 * come from files and other people, and a terminal would act on what is in them.
 */
export function makeConsoleSafe(): void {
  for (const name of ['log', 'error'] as const) {
    const print = console[name].bind(console)
    console[name] = (text: unknown = '') => print(showUnseen(String(text), { keepLines: true }))
  }
}
