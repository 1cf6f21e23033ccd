import { MAX_CODE_FILES, MAX_CODE_PIECE } from '../limits.ts'

/** A file of a workspace as code, or a piece of one. */
export interface CodePiece {
  path: string
  text: string
  /** Whether the text follows what was handed over of the file before. */
  isMore?: boolean
}

/** The file in a folder that an export has not finished; a hidden one, which the export removes at its end. */
export const UNFINISHED_EXPORT = '.patchbay-unfinished'

/** Whether a path is a YAML file that may describe connectors: not in a folder that is hidden, as `.git` is. */
export const isCodePath = (path: string): boolean => /\.ya?ml$/i.test(path) && !/(?:^|[\\/])\.[^\\/]/.test(path)

/** Files in parts that one call takes; a large one in several pieces. */
export function codeParts(files: readonly { path: string; text: string }[]): CodePiece[][] {
  const parts: CodePiece[][] = [[]]
  let size = 0
  for (const piece of files.flatMap(piecesOf)) {
    size += piece.text.length
    if (size > MAX_CODE_PIECE || (parts.at(-1)?.length ?? 0) >= MAX_CODE_FILES) {
      parts.push([])
      size = piece.text.length
    }
    parts.at(-1)?.push(piece)
  }
  return parts
}

const HIGH_SURROGATE = /[\ud800-\udbff]$/

function piecesOf({ path, text }: { path: string; text: string }): CodePiece[] {
  if (text.length <= MAX_CODE_PIECE) return [{ path, text }]
  const pieces: CodePiece[] = []
  for (let at = 0; at < text.length;) {
    const piece = text.slice(at, at + MAX_CODE_PIECE)
    // Both halves of a character stay together.
    const whole = HIGH_SURROGATE.test(piece) ? piece.slice(0, -1) : piece
    pieces.push({ path, text: whole, ...(at > 0 && { isMore: true }) })
    at += whole.length
  }
  return pieces
}

/** Whether applying an item of a plan changes its connector, which may also be listed because secrets are missing. */
export const isChange = ({
  kind,
  fields,
  status,
}: {
  kind: string
  fields: readonly unknown[]
  status: unknown
}): boolean => kind !== 'update' || fields.length > 0 || status !== null
