import { backupReasons } from './backup-reasons.ts'
import { callReasons } from './call-reasons.ts'
import { catalogReasons } from './catalog-reasons.ts'
import { codeReasons } from './code-reasons.ts'
import { commandReasons } from './command-reasons.ts'
import { connectorReasons } from './connector-reasons.ts'
import type { ErrorEntry, SentencesOf } from './error-reason.ts'
import { hostReasons } from './host-reasons.ts'
import { keyReasons } from './key-reasons.ts'
import { peopleReasons } from './people-reasons.ts'
import { requestReasons } from './request-reasons.ts'
import { screenReasons } from './screen-reasons.ts'
import { sharingReasons } from '../sharing/sharing-reasons.ts'
import { storeReasons } from './store-reasons.ts'

/** Every reason for which a call or a command fails. `docs/errors.md` lists them, and `tests/architecture` holds it to that. */
export const errorReasons = {
  ...callReasons,
  ...catalogReasons,
  ...connectorReasons,
  ...keyReasons,
  ...peopleReasons,
  ...requestReasons,
  ...codeReasons,
  ...sharingReasons,
  ...backupReasons,
  ...storeReasons,
  ...hostReasons,
  ...commandReasons,
  ...screenReasons,
} satisfies Record<string, ErrorEntry>

export type ErrorReason = keyof typeof errorReasons

/** The sentences of one language, a function of the values of each reason. */
export type ErrorSentences = SentencesOf<typeof errorReasons>

/** The English sentences, which REST and the command line use. */
export const errorSentences = Object.fromEntries(
  Object.entries(errorReasons).map(([reason, { sentence }]) => [reason, sentence]),
) as unknown as ErrorSentences

/** Whether a reason, as from a newer program, is one of this list. */
export const isErrorReason = (reason: string | undefined): reason is ErrorReason =>
  reason !== undefined && Object.hasOwn(errorReasons, reason)
