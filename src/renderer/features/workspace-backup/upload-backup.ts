import { AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import { MAX_PIECE } from '../../../shared/limits.ts'
import { secretsText } from '../../text/en/secrets.ts'

/** Bytes of one piece: a multiple of three, which is a multiple of four characters of base64. */
const PIECE_BYTES = Math.floor(MAX_PIECE / 4) * 3

/** The reason of the error for a file that the browser cannot read. */
export const UNREADABLE = 'unreadable_file'

/** Hands a file over in pieces; answers the upload's id. Throws `unavailable` where the browser cannot read the file. */
export async function uploadBackup(api: AppApi, file: Blob): Promise<string> {
  let upload: string | undefined
  for (let at = 0; at === 0 || at < file.size; at += PIECE_BYTES) {
    // A file that is gone since it was chosen has no bytes to slice; only reading the file itself fails.
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
  // An empty piece is "data:" alone.
  return (await promise).split(',')[1] ?? ''
}
