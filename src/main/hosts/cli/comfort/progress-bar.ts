import { terminal } from '../terminal.ts'

const WIDTH = 24

/** Draws how far long work is on one line of standard error, where that is a terminal. */
export function showBar({ done, total }: { done: number; total: number }, words: string): void {
  const part = total === 0 ? 1 : Math.min(1, done / total)
  const filled = Math.round(part * WIDTH)
  const bar = '#'.repeat(filled) + '.'.repeat(WIDTH - filled)
  terminal.progress(`\r\u001B[K[${bar}] ${Math.floor(part * 100)} %  ${words}`)
}

/** Removes the line again. */
export const clearBar = (): void => terminal.progress('\r\u001B[K')

const EVERY_MS = 200

/** Shows how far work is until the function that comes back is called; nothing where `look` answers null. */
export function followWork<T extends { done: number; total: number }>(
  look: () => Promise<T | null>,
  words: (progress: T) => string,
): () => void {
  let [isShown, isOver] = [false, false]
  const show = async () => {
    const progress = await look().catch(() => null)
    if (isOver || !progress || progress.total === 0) return
    isShown = true
    showBar(progress, words(progress))
  }
  const timer = setInterval(() => void show(), EVERY_MS)
  return () => {
    isOver = true
    clearInterval(timer)
    if (isShown) clearBar()
  }
}
