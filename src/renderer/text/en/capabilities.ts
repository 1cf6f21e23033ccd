import { number as anyNumber } from '../formats.ts'
import { plural } from './words.ts'

const number = (value: number) => anyNumber(value, { maximumFractionDigits: 1 })

/** A time as people say it: "45 s", "30 min", "2 min 20 s". */
function time(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return [minutes > 0 ? `${number(minutes)} min` : '', rest > 0 || minutes === 0 ? `${number(rest)} s` : '']
    .filter(Boolean)
    .join(' ')
}

const TYPES: Record<string, string> = {
  'audio/mpeg': 'MP3',
  'video/quicktime': 'MOV',
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
}

/** The words for what a service takes, as short as a chip. */
export const capabilityText = {
  text: 'Text',
  media: { image: 'Images', video: 'Video', audio: 'Audio', document: 'Documents' },
  length: (length: number) => plural(length, 'character', 'characters'),
  titleLength: (length: number) => `Title of ${number(length)}`,
  formats: { html: 'HTML', text: 'Plain text', markdown: 'Markdown' } as Record<string, string>,
  tagCount: (count: number) => plural(count, 'tag', 'tags'),
  count: {
    image: (count: number) => plural(count, 'image', 'images'),
    video: (count: number) => plural(count, 'video', 'videos'),
    audio: (count: number) => plural(count, 'file', 'files'),
    document: (count: number) => plural(count, 'document', 'documents'),
  },
  /** Null where there is no limit. */
  duration: (least: number | null, most: number | null) =>
    least !== null && most !== null
      ? `${time(least)} to ${time(most)}`
      : most !== null
        ? `Up to ${time(most)}`
        : least !== null
          ? `From ${time(least)}`
          : null,
  pages: (pages: number) => plural(pages, 'page', 'pages'),
  bytes: (bytes: number) =>
    bytes < 1024 * 1024 ? `${number(bytes / 1024)} KiB` : `${number(bytes / 1024 / 1024)} MiB`,
  altText: (length: number) => `Alt text of ${number(length)}`,
  pixels: (pixels: number) =>
    pixels < 1_000_000 ? plural(pixels, 'pixel', 'pixels') : `${number(pixels / 1_000_000)} megapixels`,
  /** A media type in a word: `image/jpeg` as "JPEG". */
  type: (type: string) =>
    TYPES[type] ??
    (type.split('/')[1] ?? type)
      .replace(/^(?:x-|vnd\.)/, '')
      .replace(/\+.*$/, '')
      .toUpperCase(),
  /** What a screen reader hears before what a service cannot do. */
  not: 'not',
  mixed: 'Different kinds of media cannot be mixed in one post.',
  raw: 'Every capability as data',
  values: (count: number) => plural(count, 'value', 'values'),
}
