import { escapeUnseen } from '../../../shared/names.ts'
import { once } from '../../core/once.ts'
import { createTurns } from '../../core/turns.ts'
import { terminal } from './terminal.ts'

const clusters = once(() => new Intl.Segmenter())
/** Letters that a terminal draws two columns wide: East Asian ones and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
/** What needs no look at every letter. */
const PLAIN = /^[ -~]*$/

/** How many columns of a terminal a text takes. */
const widthOf = (text: string) =>
  PLAIN.test(text)
    ? text.length
    : [...clusters().segment(text)].reduce((width, { segment }) => width + (WIDE.test(segment) ? 2 : 1), 0)

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Rows that are printed together. */
const PART = 100

/** Does something with a long list, part by part: a command may run in the program that others are using. */
async function inParts<T>(list: readonly T[], run: (part: readonly T[], start: number) => void): Promise<void> {
  const turn = createTurns()
  for (let start = 0; start < list.length; start += PART) {
    await turn()
    await terminal.room()
    run(list.slice(start, start + PART), start)
  }
}

/** Prints rows in aligned columns under a header, or a sentence where there are none. */
export async function printTable(header: string[], rows: string[][], empty: string): Promise<void> {
  if (rows.length === 0) return terminal.log(empty)
  const widths = header.map((title) => title.length)
  await inParts(rows, (part) => {
    for (const row of part)
      for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
  })
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  terminal.log(line(header.map((title) => title.toUpperCase())))
  await inParts(rows, (part) => terminal.log(part.map(line).join('\n')))
}

/** Prints a value as JSON, a list part by part as if it were printed at once. */
export async function printJson(value: unknown): Promise<void> {
  if (!Array.isArray(value) || value.length === 0) return terminal.log(escapeUnseen(JSON.stringify(value, null, 2)))
  terminal.log('[')
  await inParts(value, (part, start) => {
    const isLast = start + part.length === value.length
    // Without the brackets of the part.
    terminal.log(escapeUnseen(JSON.stringify(part, null, 2).slice(2, -2)) + (isLast ? '' : ','))
  })
  terminal.log(']')
}

/** Prints names and values, one a line. */
export function printFacts(facts: Record<string, string>): void {
  const width = Math.max(...Object.keys(facts).map((name) => name.length))
  for (const [name, value] of Object.entries(facts)) terminal.log(`${name.padEnd(width)}  ${value}`)
}
