import type { FieldSentences } from '../reasons/field-reasons.ts'
import type { FileFault, FileSentences } from './file-faults.ts'

/** A fault behind its place and its field; in English unless another language words it. */
export const faultLine = (fault: FileFault, word = ({ message }: FileFault): string => message): string =>
  [fault.place, fault.field, word(fault)].filter((part) => part !== '').join(': ')

/** The function that words faults in one language, behind their places, from its sentences for every reason. */
export function createFaultWording(sentences: FileSentences, fieldSentences: FieldSentences) {
  const all = { ...fieldSentences, ...sentences }
  return (fault: FileFault): string =>
    faultLine(fault, ({ reason, values, message }) =>
      // One that a newer program has found has its English words.
      Object.hasOwn(all, reason) ? (all[reason] as (values: unknown) => string)(values) : message,
    )
}
