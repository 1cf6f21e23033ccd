import { number } from './formats.ts'

/** A number with one digit of a fraction at most. */
export const shortNumber = (value: number): string => number(value, { maximumFractionDigits: 1 })

/** A time as people say it: "45 s", "30 min", "2 min 20 s". */
export function playingTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return [minutes > 0 ? `${shortNumber(minutes)} min` : '', rest > 0 || minutes === 0 ? `${shortNumber(rest)} s` : '']
    .filter(Boolean)
    .join(' ')
}

/** A size in bytes: "512 KiB", "5 MiB". */
export const fileSize = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${shortNumber(bytes / 1024)} KiB` : `${shortNumber(bytes / 1024 / 1024)} MiB`

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

/** A media type in a word: `image/jpeg` as "JPEG". */
export const mediaType = (type: string): string =>
  TYPES[type] ??
  (type.split('/')[1] ?? type)
    .replace(/^(?:x-|vnd\.)/, '')
    .replace(/\+.*$/, '')
    .toUpperCase()
