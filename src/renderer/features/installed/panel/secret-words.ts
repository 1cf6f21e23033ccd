import type { SecretState } from '../../../../contract/groups/connectors.ts'
import { labelFromName } from '../../../../shared/label.ts'
import { parsePath } from '../../../../shared/path.ts'
import { moment } from '../../../text/formats.ts'
import { text } from '../../../text/text.ts'

const words = text.installed.panel

/** The label of `auth.access_token` as in the forms. */
export const secretLabel = (path: string): string => parsePath(path).slice(1).map(labelFromName).join(', ')

/** Whether a secret is set and since when, or where it is kept. */
export function secretWords(
  { isSet, mustReenter, mustConfirm, reference, updatedAt }: SecretState,
  isDesktop: boolean,
): string {
  if (!isSet) return words.notSet
  if (mustReenter) return words.unreadable
  if (reference !== undefined) return mustConfirm ? words.mustConfirm(reference, isDesktop) : words.keptAt(reference)
  return updatedAt === null ? words.isSet : words.setAt(moment(updatedAt))
}
