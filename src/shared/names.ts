import { MAX_ENTRY_KEY } from './limits.ts'

/** A name as it is compared: NFC, trimmed, case folded. Two names with the same key are the same name. */
export const nameKey = (name: string): string =>
  name.normalize('NFC').trim().toUpperCase().toLowerCase().normalize('NFC')

/** Whether a text can be the key of a catalog entry. */
export const isEntryKey = (key: string): boolean => key.length <= MAX_ENTRY_KEY && /^[a-z0-9][a-z0-9._-]*$/.test(key)

/** The key of a catalog entry that a name suggests: "Zürich CRM (v2)" becomes "zurich-crm-v2". */
export const keyFromName = (name: string): string =>
  name
    // Names come from files; trimming takes time with the square of the length.
    .slice(0, 10 * MAX_ENTRY_KEY)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, MAX_ENTRY_KEY)
    .replace(/[-._]+$/, '')
