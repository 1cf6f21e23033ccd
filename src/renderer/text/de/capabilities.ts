import type { capabilityText as english } from '../en/capabilities.ts'
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
export const capabilityText: typeof english = {
  text: 'Text',
  media: { image: 'Bilder', video: 'Video', audio: 'Audio', document: 'Dokumente' },
  length: (length) => `${anyNumber(length)} Zeichen`,
  titleLength: (length) => `Titel mit ${number(length)}`,
  formats: { html: 'HTML', text: 'Reiner Text', markdown: 'Markdown' },
  tagCount: (count) => plural(count, 'Schlagwort', 'Schlagwörter'),
  count: {
    image: (count) => plural(count, 'Bild', 'Bilder'),
    video: (count) => plural(count, 'Video', 'Videos'),
    audio: (count) => plural(count, 'Datei', 'Dateien'),
    document: (count) => plural(count, 'Dokument', 'Dokumente'),
  },
  duration: (least, most) =>
    least !== null && most !== null
      ? `${time(least)} bis ${time(most)}`
      : most !== null
        ? `Bis ${time(most)}`
        : least !== null
          ? `Ab ${time(least)}`
          : null,
  pages: (pages) => plural(pages, 'Seite', 'Seiten'),
  bytes: (bytes) => (bytes < 1024 * 1024 ? `${number(bytes / 1024)} KiB` : `${number(bytes / 1024 / 1024)} MiB`),
  altText: (length) => `Alternativtext mit ${number(length)}`,
  pixels: (pixels) => (pixels < 1_000_000 ? `${anyNumber(pixels)} Pixel` : `${number(pixels / 1_000_000)} Megapixel`),
  type: (type) =>
    TYPES[type] ??
    (type.split('/')[1] ?? type)
      .replace(/^(?:x-|vnd\.)/, '')
      .replace(/\+.*$/, '')
      .toUpperCase(),
  not: 'nicht',
  mixed: 'Verschiedene Arten von Medien lassen sich in einem Beitrag nicht mischen.',
  raw: 'Alle Fähigkeiten als Daten',
  values: (count) => plural(count, 'Wert', 'Werte'),
}
