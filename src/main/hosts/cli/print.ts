import { terminal } from './terminal.ts'

const clusters = new Intl.Segmenter()
/** Letters that a terminal draws two columns wide: East Asian ones and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** How many columns of a terminal a text takes. */
const widthOf = (text: string) =>
  [...clusters.segment(text)].reduce((width, { segment }) => width + (WIDE.test(segment) ? 2 : 1), 0)

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Prints rows in aligned columns under a header, or a sentence where there are none. */
export function printTable(header: string[], rows: string[][], empty: string): void {
  if (rows.length === 0) return terminal.log(empty)
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => widthOf(row[column] ?? ''))))
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  terminal.log(line(header.map((title) => title.toUpperCase())))
  for (const row of rows) terminal.log(line(row))
}

/** Prints names and values, one a line. */
export function printFacts(facts: Record<string, string>): void {
  const width = Math.max(...Object.keys(facts).map((name) => name.length))
  for (const [name, value] of Object.entries(facts)) terminal.log(`${name.padEnd(width)}  ${value}`)
}
