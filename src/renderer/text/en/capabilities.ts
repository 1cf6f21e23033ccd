import { fileSize, mediaType, playingTime, shortNumber as number } from '../media.ts'
import { plural } from './words.ts'

/** The words for what a service takes, as short as a chip. */
export const capabilityText = {
  text: 'Text',
  media: { image: 'Images', video: 'Video', audio: 'Audio', document: 'Documents' },
  length: (length: number) => plural(length, 'character', 'characters'),
  titleLength: (length: number) => `Title of ${number(length)}`,
  formats: { html: 'HTML', text: 'Plain text', markdown: 'Markdown' } as Record<string, string>,
  /** What a service can do; another name is worded as the entry has it. */
  flags: { hashtags: 'Hashtags', tags: 'Tags', links: 'Links', threads: 'Threads', scheduling: 'Scheduling' } as Record<
    string,
    string
  >,
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
      ? `${playingTime(least)} to ${playingTime(most)}`
      : most !== null
        ? `Up to ${playingTime(most)}`
        : least !== null
          ? `From ${playingTime(least)}`
          : null,
  pages: (pages: number) => plural(pages, 'page', 'pages'),
  bytes: fileSize,
  altText: (length: number) => `Alt text of ${number(length)}`,
  pixels: (pixels: number) =>
    pixels < 1_000_000 ? plural(pixels, 'pixel', 'pixels') : `${number(pixels / 1_000_000)} megapixels`,
  type: mediaType,
  /** What a screen reader hears before what a service cannot do. */
  not: 'not',
  mixed: 'Different kinds of media cannot be mixed in one post.',
  raw: 'Every capability as data',
  values: (count: number) => plural(count, 'value', 'values'),
}
