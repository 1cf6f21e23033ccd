import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FileFacts } from '../terminal.ts'
import type { Answer, FromCommand, Question } from './messages.ts'

/** What a file system says of a path; null where there is nothing. */
export function factsOf(path: string): FileFacts | null {
  try {
    const stats = statSync(path)
    const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other'
    return { path: resolve(path), kind, size: stats.size, mode: stats.mode }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

/**
 * Answers what is asked of one file, as of that with the passphrase in nearly every command, without what other questions
 * take. Null for those.
 */
export function answerPlainly({ id, ...question }: Question & { id: number }): FromCommand | null {
  const read = (): Answer | null => {
    if (question.ask === 'stat') return { stat: factsOf(question.path) }
    // Standard input may not be there yet.
    if (question.ask !== 'read' || question.path === '-') return null
    const bytes = readFileSync(question.path)
    const data = bytes.toString('base64')
    // It may hold a passphrase.
    bytes.fill(0)
    return { data }
  }
  try {
    const answer = read()
    return answer && { id, answer }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { id, failure: { message, ...(code !== undefined && { code }) } }
  }
}
