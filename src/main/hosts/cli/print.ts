/** Prints rows in aligned columns under a header, or a sentence where there are none. */
export function printTable(header: string[], rows: string[][], empty: string): void {
  if (rows.length === 0) return console.log(empty)
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  console.log(line(header.map((title) => title.toUpperCase())))
  for (const row of rows) console.log(line(row))
}

/** Prints names and values, one a line. */
export function printFacts(facts: Record<string, string>): void {
  const width = Math.max(...Object.keys(facts).map((name) => name.length))
  for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(width)}  ${value}`)
}
