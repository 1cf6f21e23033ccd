import { isObject, jsonOf } from '../json.ts'

/** A report of what publish targets are used for, as a program or a person hands it back. */
interface UsesFile {
  /** Who reports; undefined where the file does not say. */
  source: unknown
  /** Not looked at yet. */
  targets: unknown[]
}

/**
 * The report in a file: `{ "source": "Broadcaster", "targets": [{ "id": "…", "uses": ["…"] }] }`, or the list of targets alone.
 * Null for what is neither.
 */
export function readUses(text: string): UsesFile | null {
  const value = jsonOf(text.replace(/^\uFEFF/, ''))
  if (Array.isArray(value)) return { source: undefined, targets: value }
  return isObject(value) && Array.isArray(value['targets'])
    ? { source: value['source'], targets: value['targets'] }
    : null
}
