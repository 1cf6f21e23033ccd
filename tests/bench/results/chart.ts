/** One figure of a table, as a share of its target: 1 is the target, less is better. */
interface Bar {
  what: string
  measured: string
  target: string
  share: number
}

const [WIDTH, LABEL, TRACK, ROW] = [1060, 470, 340, 30]
/** So many targets fill the track. */
const MOST = 2

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The last number of a text such as `2 ms / 1 ms = 2.00x`, `<= 16 ms` or `12 ms at most, in 700 ms`, which is how long it took. */
const numberOf = (text: string) =>
  Number(/([\d.]+)[^\d]*$/.exec(text.replace(/ at most, in .*/, '').replaceAll(',', ''))?.[1] ?? Number.NaN)

/** The rows of the tables in a text whose columns begin with what, measured and target, where both are numbers. */
export function barsOf(text: string): Bar[] {
  return text.split('\n').flatMap((line) => {
    const [, what = '', measured = '', target = ''] = line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'))
    const [got, wanted] = [numberOf(measured), numberOf(target)]
    if (!/^[<>]=/.test(target) || Number.isNaN(got) || Number.isNaN(wanted)) return []
    return [{ what, measured, target, share: target.startsWith('>=') ? wanted / got : got / wanted }]
  })
}

/** The paragraph that says where and when the figures of a text were measured. */
const captionOf = (text: string) =>
  (text.split('\n\n').find((paragraph) => !paragraph.includes('|') && /Node \d/.test(paragraph)) ?? '')
    .replaceAll('\n', ' ')
    .replaceAll('`', '')

/** Words in lines of so many letters at most. */
function lines(text: string, most: number): string[] {
  const all: string[] = []
  for (const word of text.split(' ')) {
    const last = all.at(-1)
    if (last !== undefined && last.length + word.length < most) all[all.length - 1] = `${last} ${word}`
    else all.push(word)
  }
  return all
}

/** A picture of a file of results: how far each figure is from its target. */
export function chart(results: string): string {
  const bars = barsOf(results)
  const caption = lines(captionOf(results), 130)
  const top = 54 + caption.length * 18
  const height = top + bars.length * ROW + 34
  const x = (share: number) => LABEL + (Math.min(share, MOST) / MOST) * TRACK
  const text = (left: number, y: number, content: string, more = '') =>
    `<text x="${left}" y="${y}"${more}>${escape(content)}</text>`
  const rows = bars.map(({ what, measured, target, share }, at) => {
    const y = top + at * ROW
    const colour = share <= 1 ? '#1f8a4c' : '#b45309'
    return [
      text(LABEL - 12, y + 18, what, ' text-anchor="end"'),
      `<rect x="${LABEL}" y="${y + 6}" width="${Math.max(2, Math.round(x(share) - LABEL))}" height="16" rx="3" fill="${colour}"/>`,
      text(LABEL + TRACK + 14, y + 18, `${/[^=]*$/.exec(measured)?.[0].trim()} (${target})`),
    ].join('\n')
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2733">`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>`,
    text(
      20,
      28,
      'Each figure as a share of its target: a bar that ends before the line is within it',
      ' font-size="15" font-weight="600"',
    ),
    ...caption.map((line, at) => text(20, 48 + at * 18, line, ' fill="#5b6472"')),
    ...rows,
    `<line x1="${x(1)}" x2="${x(1)}" y1="${top}" y2="${top + bars.length * ROW}" stroke="#1f2733" stroke-dasharray="3 3"/>`,
    text(x(1), top + bars.length * ROW + 18, 'target', ' text-anchor="middle"'),
    '</svg>',
    '',
  ].join('\n')
}
