import { MAX_PIECE } from '../../../shared/limits.ts'
import type { AppApi } from '../../../contract/index.ts'

/** Bytes of one piece: a multiple of three, which is a multiple of four characters of base64. */
const PIECE_BYTES = Math.floor(MAX_PIECE / 4) * 3

/** Hands a file over in pieces; answers the upload's id. */
export async function uploadBackup(api: AppApi, file: Blob): Promise<string> {
  let upload: string | undefined
  for (let at = 0; at === 0 || at < file.size; at += PIECE_BYTES) {
    const data = await toBase64(file.slice(at, at + PIECE_BYTES))
    upload = (await api.workspaceBackups.upload({ data, ...(upload !== undefined && { upload }) })).upload
  }
  return upload ?? ''
}

async function toBase64(piece: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
  reader.addEventListener('error', () => reject(reader.error ?? new Error('The file cannot be read')))
  reader.readAsDataURL(piece)
  // An empty piece is "data:" alone.
  return (await promise).split(',')[1] ?? ''
}
