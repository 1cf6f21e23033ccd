import { isObject } from '../../../shared/json.ts'
import { labelFromName } from '../../../shared/label.ts'
import { capabilityText as words } from '../../text/capabilities.ts'

/** What an entry can do with one kind of content, as short texts; `isOff` is what it cannot do. */
export interface ChipGroup {
  title: string
  chips: readonly { label: string; isOff: boolean }[]
}

type Values = Record<string, unknown>

/** The kinds of media that have words of their own. */
const MEDIA = ['image', 'video', 'audio', 'document'] as const

const objectAt = (values: Values, name: string): Values => (isObject(values[name]) ? values[name] : {})
const numberAt = (values: Values, name: string): number | null =>
  typeof values[name] === 'number' ? values[name] : null

/** Chips for the capabilities whose meaning is known, see docs/project/capabilities.md, and for every other flag. */
export function capabilityChips(capabilities: Values): ChipGroup[] {
  const media = objectAt(capabilities, 'media')
  return [
    { title: words.text, chips: textChips(capabilities) },
    ...MEDIA.map((kind) => ({ title: words.media[kind], chips: mediaChips(kind, objectAt(media, kind), media) })),
  ].filter(({ chips }) => chips.length > 0)
}

const on = (label: string | null) => (label === null ? [] : [{ label, isOff: false }])

function textChips(capabilities: Values) {
  const text = objectAt(capabilities, 'text')
  const title = objectAt(capabilities, 'title')
  const tags = objectAt(capabilities, 'tags')
  const length = numberAt(text, 'max_length')
  const titleLength = numberAt(title, 'max_length')
  const formats = Array.isArray(capabilities['formats']) ? capabilities['formats'] : []
  const tagCount = numberAt(tags, 'max_count')
  return [
    ...on(length === null ? null : words.length(length)),
    ...on(titleLength === null ? null : words.titleLength(titleLength)),
    ...on(
      formats.length === 0 ? null : formats.map((format) => words.formats[String(format)] ?? String(format)).join(', '),
    ),
    ...on(tags['supported'] === true && tagCount !== null ? words.tagCount(tagCount) : null),
    ...flagsOf(capabilities),
  ]
}

/** Flags, and members that say only whether they are supported. */
function flagsOf(capabilities: Values) {
  return Object.entries(capabilities).flatMap(([name, value]) => {
    if (name === 'publish') return []
    const flag = isObject(value) ? value['supported'] : value
    if (
      typeof flag !== 'boolean' ||
      (flag && name === 'tags' && isObject(value) && numberAt(value, 'max_count') !== null)
    )
      return []
    return [{ label: words.flags[name] ?? labelFromName(name), isOff: !flag }]
  })
}

function mediaChips(kind: (typeof MEDIA)[number], values: Values, all: Values) {
  const count = numberAt(values, 'max_count')
  const bytes = numberAt(values, 'max_bytes')
  const pixels = numberAt(values, 'max_pixels')
  const pages = numberAt(values, 'max_pages')
  const altText = kind === 'image' ? numberAt(all, 'alt_text_max_length') : null
  const types = Array.isArray(values['types'])
    ? [...new Set(values['types'].map((type) => words.type(String(type))))]
    : []
  return [
    ...on(count === null ? null : words.count[kind](count)),
    ...on(words.duration(numberAt(values, 'min_seconds'), numberAt(values, 'max_seconds'))),
    ...on(pages === null ? null : words.pages(pages)),
    ...on(bytes === null ? null : words.bytes(bytes)),
    ...on(types.length === 0 ? null : types.join(', ')),
    ...on(altText === null ? null : words.altText(altText)),
    ...on(pixels === null ? null : words.pixels(pixels)),
  ]
}
