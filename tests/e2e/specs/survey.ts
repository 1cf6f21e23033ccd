import type { Page } from '@playwright/test'

type ControlKind =
  | 'text'
  | 'number'
  | 'checkbox'
  | 'select'
  | 'combobox'
  | 'date'
  | 'datetime'
  | 'json'
  | 'tags'
  | 'check'
  | 'stored'
  | 'card'
  | 'branches'
  | 'map name'
  | 'add'

/** One control of the form on screen. */
export interface Control {
  kind: ControlKind
  /** The dotted path of its row. */
  path: string
  /** Its index among all controls of the form. */
  at: number
  /** Its DOM id, if it has one. */
  id: string
  /** The number of controls of the same row and kind before it. */
  within: number
  /** Its name, with those of its groups. */
  name: string
  value: string
  options: string[]
  isSecret: boolean
  isRequired: boolean
  isInvalid: boolean
}

/** A stored secret is a group of buttons. */
const STORED = '[data-kind=secret] fieldset[aria-labelledby]'

/** An Add button stands for its field and has the field's id; buttons of filled-in items do not count. */
const ADD = 'button[id]:not([aria-label])'

const CONTROLS = `input, select, textarea, ${ADD}, ${STORED}`

/** All controls of the form in the open dialog. Opens folded groups. */
export async function survey(page: Page): Promise<Control[]> {
  const folds = page.locator('#connector-form').getByRole('button', { name: /^Optional settings/, expanded: false })
  while ((await folds.count()) > 0) await folds.first().click()
  return page.locator('#connector-form').evaluate(
    (form, { controls, stored }) => {
      const counts = new Map<string, number>()
      const plainText = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim()
      const textOf = (element: Element | null | undefined) => plainText(element?.textContent)
      const own = (element: HTMLElement): string => {
        const labelIds = element.getAttribute('aria-labelledby')
        if (labelIds !== null)
          return plainText(
            labelIds
              .split(/\s+/)
              .map((id) => textOf(document.getElementById(id)))
              .join(' '),
          )
        const ariaLabel = element.getAttribute('aria-label')
        if (ariaLabel !== null) return plainText(ariaLabel)
        const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []
        return labels.length > 0 ? labels.map(textOf).join(' ') : textOf(element)
      }
      const groupsOf = (element: Element): string[] => {
        const group = element.parentElement?.closest('fieldset, section[aria-label], [role=group]')
        if (!group || !form.contains(group)) return []
        const legend = group.querySelector(':scope > legend')
        return [
          ...groupsOf(group),
          own(group as HTMLElement) && group.matches('[aria-label], [aria-labelledby]')
            ? own(group as HTMLElement)
            : textOf(legend),
        ]
      }
      const rowKindOf = (element: Element) => element.closest('[data-path]')?.getAttribute('data-kind') ?? ''
      const kindOf = (element: Element): string | null => {
        const row = rowKindOf(element)
        if (element.matches(stored)) return 'stored'
        if (element.matches('button')) return textOf(element).startsWith('Add ') ? 'add' : null
        if (element.matches('[type=file], [type=search], [aria-hidden=true], [hidden]')) return null
        if (element.matches('[type=radio]')) return 'card'
        if (element.matches('[aria-label^="Name of entry"]')) return 'map name'
        if (row === 'tags' && element.matches('input')) return 'tags'
        if (row === 'checkboxes') return 'check'
        if (element.matches('[role=combobox]')) return 'combobox'
        if (element.matches('[type=checkbox]')) return 'checkbox'
        if (element.matches('[type=date]')) return 'date'
        if (element.matches('[type=datetime-local]')) return 'datetime'
        if (element.matches('select')) return element.id.endsWith('-choice') ? 'branches' : 'select'
        if (row === 'number') return 'number'
        // A secret text has a Show button; a secret of another type is JSON.
        const isJson = row === 'secret' ? !element.parentElement?.querySelector('[aria-pressed]') : row !== 'multiline'
        if (element.matches('textarea') && isJson) return 'json'
        return 'text'
      }
      const valueOf = (kind: string, element: HTMLElement): string => {
        if (kind === 'stored') return textOf(element)
        if (kind === 'tags')
          return JSON.stringify([...(element.parentElement?.querySelectorAll(':scope > span') ?? [])].map(textOf))
        if (kind === 'checkbox' || kind === 'check' || kind === 'card')
          return String((element as HTMLInputElement).checked)
        if (!(element instanceof HTMLSelectElement)) return (element as HTMLInputElement).value
        const text = element.selectedOptions[0]?.text ?? ''
        return text === 'None' || text === 'Choose…' ? '' : text
      }
      return [...form.querySelectorAll<HTMLElement>(controls)].flatMap((element, at) => {
        const kind = kindOf(element)
        const path = element.closest('[data-path]')?.getAttribute('data-path') ?? ''
        if (kind === null || !/^(config|auth)(\.|$)/.test(path)) return []
        if (element.closest(stored) && kind !== 'stored') return []
        const count = counts.get(`${path} ${kind}`) ?? 0
        counts.set(`${path} ${kind}`, count + 1)
        return {
          kind: kind as never,
          path,
          at,
          id: element.id,
          within: count,
          name: [...groupsOf(element), own(element)].join(' › '),
          value: valueOf(kind, element),
          options: element instanceof HTMLSelectElement ? [...element.options].map((option) => option.text) : [],
          isSecret: kind !== 'stored' && rowKindOf(element) === 'secret',
          isRequired: element.getAttribute('aria-required') === 'true',
          isInvalid: element.getAttribute('aria-invalid') === 'true',
        }
      })
    },
    { controls: CONTROLS, stored: STORED },
  )
}

/** The element of a control; valid until the page changes. */
export const elementOf = (page: Page, { at, id }: Control) =>
  id === '' ? page.locator('#connector-form').locator(CONTROLS).nth(at) : page.locator(`[id="${id}"]`)
