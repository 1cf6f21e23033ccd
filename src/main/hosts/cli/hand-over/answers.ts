import { AppError } from '../../../../contract/errors.ts'
import type { ExportFile } from '../../../core/context.ts'
import { openAtomicFile } from '../../../platform/atomic-file.ts'
import { createUnfinishedFiles } from '../../../platform/unfinished-files.ts'
import { openPage } from '../browser.ts'
import { listFolder, makeFolder, removeEmptyFolder, removeFile } from '../folder.ts'
import { readHere, readLineHere } from '../terminal.ts'
import { factsOf } from './file-facts.ts'
import type { Answer, FromCommand, Question } from './messages.ts'

/** Answers what a running program asks of the files and the screen of this process. */
export function createAnswers(dataDir: string) {
  const unfinished = createUnfinishedFiles(dataDir)
  /** From the moment at which they are about to be opened, so an interrupt finds each of them. */
  const files = new Map<number, Promise<ExportFile>>()
  let last = 0
  let watchesInterrupts = false
  const interrupt = (signal: NodeJS.Signals) => void abandon().then(() => process.kill(process.pid, signal))

  const abandon = async () => {
    const open = [...files.values()]
    files.clear()
    await Promise.allSettled(open.map(async (file) => (await file).abort()))
  }

  const watchInterrupts = () => {
    if (!watchesInterrupts) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
    watchesInterrupts = true
  }

  const take = (id: number): Promise<ExportFile> => {
    const file = files.get(id)
    if (!file) throw new Error('There is no such file')
    return file
  }

  const reply = async (question: Question): Promise<Answer> => {
    switch (question.ask) {
      case 'stat':
        return { stat: factsOf(question.path) }
      case 'read':
        return { data: (await readHere(question.path)).toString('base64') }
      case 'list':
        return { paths: await listFolder(question.path) }
      case 'makeFolder':
        return { paths: await makeFolder(question.path) }
      case 'removeEmptyFolder':
        await removeEmptyFolder(question.path)
        return { done: true }
      case 'remove':
        await removeFile(question.path)
        return { done: true }
      case 'open': {
        watchInterrupts()
        const id = (last += 1)
        const file = openAtomicFile(question.path, unfinished)
        files.set(id, file)
        try {
          return { file: id, path: (await file).path ?? '' }
        } catch (error) {
          files.delete(id)
          throw error
        }
      }
      case 'write':
        await (await take(question.file)).write(Buffer.from(question.data, 'base64'))
        return { done: true }
      case 'commit':
        await (await take(question.file)).commit()
        files.delete(question.file)
        return { done: true }
      case 'abort':
        await (await take(question.file)).abort()
        files.delete(question.file)
        return { done: true }
      case 'browse':
        return { isOpen: openPage(question.page) }
      case 'line':
        return { line: await readLineHere(question.text) }
    }
  }

  return {
    answer: async ({ id, ...question }: Question & { id: number }): Promise<FromCommand> => {
      try {
        return { id, answer: await reply(question) }
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException
        const own = error instanceof AppError && { error: error.toBody() }
        return { id, failure: { message, ...(code !== undefined && { code }), ...own } }
      }
    },
    abandon,
  }
}
