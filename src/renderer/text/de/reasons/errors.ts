import type { ErrorSentences } from '../../../../shared/reasons/error-reasons.ts'
import { backupErrors } from './backup.ts'
import { callErrors } from './call.ts'
import { catalogErrors } from './catalog.ts'
import { codeErrors } from './code.ts'
import { commandErrors } from './command.ts'
import { connectorErrors } from './connector.ts'
import { hostErrors } from './host.ts'
import { keyErrors } from './key.ts'
import { peopleErrors } from './people.ts'
import { requestErrors } from './request.ts'
import { screenErrors } from './screen.ts'
import { sharingErrors } from './sharing.ts'
import { storeErrors } from './store.ts'

/** Why a call fails, by reason. */
export const errorsText: ErrorSentences = {
  ...callErrors,
  ...catalogErrors,
  ...connectorErrors,
  ...keyErrors,
  ...peopleErrors,
  ...requestErrors,
  ...codeErrors,
  ...sharingErrors,
  ...backupErrors,
  ...storeErrors,
  ...hostErrors,
  ...commandErrors,
  ...screenErrors,
}
