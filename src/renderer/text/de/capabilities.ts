import type { capabilityText as english } from '../en/capabilities.ts'
import { number as anyNumber } from '../formats.ts'
import { fileSize, mediaType, playingTime, shortNumber as number } from '../media.ts'
import { plural } from './words.ts'

/** The words for what a service takes, as short as a chip. */
export const capabilityText: typeof english = {
  text: 'Text',
  media: { image: 'Bilder', video: 'Video', audio: 'Audio', document: 'Dokumente' },
  length: (length) => `${anyNumber(length)} Zeichen`,
  titleLength: (length) => `Titel: ${number(length)} Zeichen`,
  formats: { html: 'HTML', text: 'Reiner Text', markdown: 'Markdown' },
  flags: { hashtags: 'Hashtags', tags: 'Schlagwörter', links: 'Links', threads: 'Threads', scheduling: 'Zeitplanung' },
  tagCount: (count) => plural(count, 'Schlagwort', 'Schlagwörter'),
  count: {
    image: (count) => plural(count, 'Bild', 'Bilder'),
    video: (count) => plural(count, 'Video', 'Videos'),
    audio: (count) => plural(count, 'Datei', 'Dateien'),
    document: (count) => plural(count, 'Dokument', 'Dokumente'),
  },
  duration: (least, most) =>
    least !== null && most !== null
      ? `${playingTime(least)} bis ${playingTime(most)}`
      : most !== null
        ? `Bis ${playingTime(most)}`
        : least !== null
          ? `Ab ${playingTime(least)}`
          : null,
  pages: (pages) => plural(pages, 'Seite', 'Seiten'),
  bytes: fileSize,
  altText: (length) => `Alternativtext: ${number(length)} Zeichen`,
  pixels: (pixels) => (pixels < 1_000_000 ? `${anyNumber(pixels)} Pixel` : `${number(pixels / 1_000_000)} Megapixel`),
  type: mediaType,
  not: 'nicht',
  mixed: 'Verschiedene Arten von Medien lassen sich in einem Beitrag nicht mischen.',
  raw: 'Alle Fähigkeiten als Daten',
  values: (count) => plural(count, 'Wert', 'Werte'),
}
