import { readFileSync } from 'node:fs'

/**
 * Prints the rules of styles/icons.css for icons of Tabler: `node build/icon-rule.ts plug-connected …`. A clip path has no
 * strokes, so each line and arc of an icon becomes the outline of its stroke.
 */
const STROKE = 1.75
const HALF = STROKE / 2

type Point = [x: number, y: number]

const number = (value: number): string =>
  String(Math.round(value * 100) / 100)
    .replace(/^(-?)0\./, '$1.')
    .replace(/^-0$/, '0')

/** Numbers as a path has them: a minus separates, too. */
const list = (...values: number[]): string => values.map(number).join(' ').replaceAll(' -', '-')

const between = ([x1, y1]: Point, [x2, y2]: Point): Point => [x2 - x1, y2 - y1]

/** An arc to a point, relative to where it begins. */
const arc = (radius: number, isLarge: boolean, isClockwise: boolean, from: Point, to: Point): string =>
  `a${list(radius, radius, 0, Number(isLarge), Number(isClockwise), ...between(from, to))}`

/** A line with round ends. All outlines run clockwise, so those that overlap fill the same. */
function line(from: Point, to: Point): string {
  const [dx, dy] = between(from, to)
  const length = Math.hypot(dx, dy)
  const [nx, ny] = [(dy / length) * HALF, (-dx / length) * HALF]
  const at = ([x, y]: Point, sign: number): Point => [x + sign * nx, y + sign * ny]
  const [a, b, c, d] = [at(from, 1), at(to, 1), at(to, -1), at(from, -1)]
  return `M${list(...a)}l${list(dx, dy)}${arc(HALF, false, true, b, c)}l${list(-dx, -dy)}${arc(HALF, false, true, d, a)}z`
}

/** An arc of a circle with round ends. */
function bow(from: Point, to: Point, given: number, isLarge: boolean, isClockwise: boolean): string {
  const [dx, dy] = between(to, from).map((value) => value / 2) as Point
  const squared = dx * dx + dy * dy
  const radius = Math.max(given, Math.sqrt(squared))
  const side = (isLarge === isClockwise ? -1 : 1) * Math.sqrt(Math.max(0, radius * radius - squared) / squared)
  const centre: Point = [side * dy + (from[0] + to[0]) / 2, -side * dx + (from[1] + to[1]) / 2]
  if (radius - HALF < 0.2 && isLarge) {
    const [left, right]: [Point, Point] = [
      [centre[0] - radius - HALF, centre[1]],
      [centre[0] + radius + HALF, centre[1]],
    ]
    return `M${list(...left)}${arc(radius + HALF, true, true, left, right)}${arc(radius + HALF, true, true, right, left)}z`
  }
  const at = ([x, y]: Point, distance: number): Point => [
    centre[0] + ((x - centre[0]) / radius) * distance,
    centre[1] + ((y - centre[1]) / radius) * distance,
  ]
  const [first, last] = isClockwise ? [from, to] : [to, from]
  const [a, b] = [at(first, radius + HALF), at(last, radius + HALF)]
  const [c, d] = [at(last, radius - HALF), at(first, radius - HALF)]
  return [
    `M${list(...a)}${arc(radius + HALF, isLarge, true, a, b)}${arc(HALF, false, true, b, c)}`,
    `${arc(radius - HALF, isLarge, false, c, d)}${arc(HALF, false, true, d, a)}z`,
  ].join('')
}

/** A curve as lines. */
function curve(from: Point, first: Point, second: Point, to: Point): string {
  const parts = Math.hypot(...between(from, to)) < 0.7 ? 1 : 4
  const at = (share: number): Point => {
    const rest = 1 - share
    const weighed = (axis: 0 | 1) =>
      rest ** 3 * from[axis] +
      3 * rest ** 2 * share * first[axis] +
      3 * rest * share ** 2 * second[axis] +
      share ** 3 * to[axis]
    return [weighed(0), weighed(1)]
  }
  return Array.from({ length: parts }, (_, part) => line(at(part / parts), at((part + 1) / parts))).join('')
}

/** The outline of the stroke of a path. */
function outline(path: string): string {
  const tokens = path.match(/[a-z]|-?\d*\.?\d+/gi) ?? []
  const outlines = new Set<string>()
  let command = ''
  let here: Point = [0, 0]
  let start: Point = here
  const next = () => Number(tokens.shift())
  const point = (): Point => {
    const isRelative = command === command.toLowerCase()
    return isRelative ? [here[0] + next(), here[1] + next()] : [next(), next()]
  }
  const to = (end: Point, shape: string) => {
    outlines.add(shape)
    here = end
  }
  while (tokens.length > 0) {
    if (/[a-z]/i.test(tokens[0] as string)) command = tokens.shift() as string
    const kind = command.toLowerCase()
    if (kind === 'm') {
      here = start = point()
      command = command === 'm' ? 'l' : 'L'
    } else if (kind === 'z') {
      if (Math.hypot(...between(here, start)) > 0.01) outlines.add(line(here, start))
      here = start
    } else if (kind === 'a') {
      const [radius] = [next(), next(), next()] as [number, number, number]
      const [isLarge, isClockwise] = [next() === 1, next() === 1]
      const end = point()
      to(end, bow(here, end, radius, isLarge, isClockwise))
    } else if (kind === 'c') {
      const [first, second, end] = [point(), point(), point()]
      to(end, curve(here, first, second, end))
    } else {
      const isRelative = command === kind
      const end: Point =
        kind === 'h'
          ? [next() + (isRelative ? here[0] : 0), here[1]]
          : kind === 'v'
            ? [here[0], next() + (isRelative ? here[1] : 0)]
            : point()
      to(end, line(here, end))
    }
  }
  return [...outlines].join('')
}

for (const name of process.argv.slice(2)) {
  const exported = `Icon${name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`
  const module = new URL(import.meta.resolve(`@tabler/icons-react/dist/esm/icons/${exported}.mjs`))
  const isFilled = name.endsWith('-filled')
  const paths = [...readFileSync(module, 'utf8').matchAll(/"d": "([^"]+)"/g)].map(([, path = '']) => path)
  const shape = paths.map((path) => (isFilled ? path : outline(path))).join('')
  console.log(`.i-${name.replace(/-filled$/, '')} {\n  --icon: path('${shape}');\n}`)
}
