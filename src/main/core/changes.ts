import type { Change } from '../../contract/client.ts'

export interface Changes {
  emit(change: Change): void
  /** Returns the function that stops listening. */
  on(listener: (change: Change) => void): () => void
}

/** Notifies every open window of what to read again, after the change is committed. */
export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    emit: (change) => listeners.forEach((listener) => listener(change)),
    on: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
