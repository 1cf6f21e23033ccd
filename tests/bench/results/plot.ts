/** One line of a plot: where it goes through, and its name at its end. */
export interface Curve {
  name: string
  points: [x: number, y: number][]
}

export interface Plot {
  title: string
  /** What the axes measure, with their units. */
  x: string
  y: string
  /** Where and when it was measured. */
  caption: string
  curves: Curve[]
}

const [WIDTH, HEIGHT] = [860, 470]
const FRAME = { left: 84, right: 620, top: 72, bottom: 404 }
const LABEL_HEIGHT = 17

/** Curves differ in colour and dashes, and each has its name at its end. */
const COLOURS = ['#2563eb', '#b45309', '#0f766e', '#be185d', '#6d28d9', '#4d7c0f']
const DARK_COLOURS = ['#7aa7ff', '#f0a35e', '#4fd1c0', '#f78fc0', '#b9a1ff', '#a8d06a']
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '5 5', '12 4']

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const decadeBelow = (value: number) => 10 ** Math.floor(Math.log10(value) + 1e-9)
const decadeAbove = (value: number) => 10 ** Math.ceil(Math.log10(value) - 1e-9)

function decades(least: number, most: number): number[] {
  const all: number[] = []
  for (let value = least; value <= most * 1.001; value *= 10) all.push(value)
  return all
}

const format = (value: number) => Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 3 })

/** Names at the ends of lines that do not lie on each other, by moving the lower ones down. */
function spread(heights: number[]): number[] {
  const order = heights.map((_, at) => at).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const placed = [...heights]
  let last = Number.NEGATIVE_INFINITY
  for (const at of order) last = placed[at] = Math.max(placed[at] ?? 0, last + LABEL_HEIGHT)
  const over = Math.max(0, last - FRAME.bottom)
  return placed.map((height) => height - over)
}

/** A picture of curves whose axes both go by powers of ten; light or dark as the page that it is in. */
export function plot({ title, x, y, caption, curves }: Plot): string {
  const xs = curves.flatMap(({ points }) => points.map(([value]) => value))
  const ys = curves.flatMap(({ points }) => points.map(([, value]) => value))
  const horizontal = decades(decadeBelow(Math.min(...xs)), decadeAbove(Math.max(...xs)))
  const vertical = decades(decadeBelow(Math.min(...ys)), decadeAbove(Math.max(...ys)))
  const scale = (values: number[], from: number, to: number) => {
    const [least, most] = [Math.log10(values[0] ?? 1), Math.log10(values.at(-1) ?? 10)]
    return (value: number) => Number((from + ((Math.log10(value) - least) / (most - least)) * (to - from)).toFixed(1))
  }
  const toX = scale(horizontal, FRAME.left, FRAME.right)
  const toY = scale(vertical, FRAME.bottom, FRAME.top)
  const ends = spread(curves.map(({ points }) => toY(points.at(-1)?.[1] ?? 1)))
  const line = (x1: number, x2: number, y1: number, y2: number) =>
    `<line class="grid" x1="${x1}" x2="${x2}" y1="${y1}" y2="${y2}"/>`
  const text = (left: number, top: number, content: string, more = '') =>
    `<text x="${left}" y="${top}"${more}>${escape(content)}</text>`
  const middle = (FRAME.top + FRAME.bottom) / 2
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${style(curves.length)}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    text(20, 30, title, ' font-size="15" font-weight="600"'),
    text(20, 50, caption, ' class="quiet"'),
    ...horizontal.flatMap((value) => [
      line(toX(value), toX(value), FRAME.top, FRAME.bottom),
      text(toX(value), FRAME.bottom + 18, format(value), ' text-anchor="middle"'),
    ]),
    ...vertical.flatMap((value) => [
      line(FRAME.left, FRAME.right, toY(value), toY(value)),
      text(FRAME.left - 8, toY(value) + 4, format(value), ' text-anchor="end"'),
    ]),
    text((FRAME.left + FRAME.right) / 2, FRAME.bottom + 42, x, ' text-anchor="middle" class="quiet"'),
    text(22, middle, y, ` text-anchor="middle" class="quiet" transform="rotate(-90 22 ${middle})"`),
    ...curves.flatMap(({ name, points }, at) => {
      const path = points.map((point) => `${toX(point[0])},${toY(point[1])}`).join(' ')
      const end = points.at(-1) ?? [1, 1]
      const height = ends[at] ?? 0
      return [
        `<polyline class="curve c${at}" points="${path}"/>`,
        ...points.map(
          (point) =>
            `<circle class="dot c${at}" cx="${toX(point[0])}" cy="${toY(point[1])}" r="3"><title>${escape(`${name}: ${format(point[1])} at ${format(point[0])}`)}</title></circle>`,
        ),
        `<polyline class="guide" points="${toX(end[0])},${toY(end[1])} ${FRAME.right + 10},${height}"/>`,
        text(FRAME.right + 14, height + 4, `${name}: ${format(end[1])}`, ` class="name c${at}"`),
      ]
    }),
    '</svg>',
    '',
  ].join('\n')
}

function style(count: number): string {
  const colours = (all: string[]) =>
    Array.from({ length: count }, (_, at) => {
      const colour = all[at % all.length]
      return `.curve.c${at}{stroke:${colour}}.dot.c${at},.name.c${at}{fill:${colour}}`
    }).join('')
  const dashes = Array.from(
    { length: count },
    (_, at) => `.curve.c${at}{stroke-dasharray:${DASHES[at % DASHES.length]}}`,
  )
  return [
    'text{fill:#1f2733}.quiet{fill:#5b6472}.paper{fill:#ffffff}.grid{stroke:#e2e6ec}.guide{stroke:#b6bec9;fill:none}',
    `.curve{fill:none;stroke-width:2}.name{font-weight:600}${dashes.join('')}${colours(COLOURS)}`,
    '@media (prefers-color-scheme:dark){text{fill:#e6eaf0}.quiet{fill:#a3adbb}.paper{fill:#14181f}.grid{stroke:#2b323d}',
    `.guide{stroke:#57606e}${colours(DARK_COLOURS)}}`,
  ].join('')
}
