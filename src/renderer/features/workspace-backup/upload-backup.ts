import { AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import { MAX_PIECE } from '../../../shared/limits.ts'
import { secretsText } from '../../text/en/secrets.ts'

/** Bytes of one piece; base64 turns three bytes into four characters. */
const PIECE_BYTES = Math.floor(MAX_PIECE / 4) * 3

/** The reason of the error for a file that the browser cannot read. */
export const UNREADABLE = 'unreadable_file'

/** Uploads a file in pieces and returns the upload's id. Throws `unavailable` when the browser cannot read the file. */
export async function uploadBackup(api: AppApi, file: Blob): Promise<string> {
  let upload: string | undefined
  for (let at = 0; at === 0 || at < file.size; at += PIECE_BYTES) {
    // A slice of a file that was removed after it was chosen is empty; only reading the whole file fails.
    const piece = file.size === 0 ? file : file.slice(at, at + PIECE_BYTES)
    const data = await toBase64(piece)
    upload = (await api.workspaceBackups.upload({ data, ...(upload !== undefined && { upload }) })).upload
  }
  return upload ?? ''
}

async function toBase64(piece: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
  reader.addEventListener('error', () =>
    reject(new AppError('unavailable', secretsText.backup.unreadableFile, { reason: UNREADABLE })),
  )
  reader.readAsDataURL(piece)
  // The URL of an empty piece is only "data:".
  return (await promise).split(',')[1] ?? ''
}
