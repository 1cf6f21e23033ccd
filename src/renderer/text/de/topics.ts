import { activityText } from './activity.ts'
import { appText } from './app.ts'
import { capabilityText } from './capabilities.ts'
import { catalogText } from './catalog.ts'
import { testsText } from './connection-tests.ts'
import { connectorsText } from './connectors.ts'
import { errorsText } from './reasons/errors.ts'
import { fieldErrorsText } from './reasons/field-errors.ts'
import { fileFaultsText } from './files/file-faults.ts'
import { problemsText } from './files/problems.ts'
import { sharingText } from './files/sharing.ts'
import { codeText } from './files/workspace-code.ts'
import { findingsText } from './services/findings.ts'
import { formsText } from './forms.ts'
import { keysText } from './keys.ts'
import { overviewText } from './overview.ts'
import { peopleText } from './people.ts'
import { recoveryText } from './recovery.ts'
import { requestsText, secretsText } from './secrets.ts'
import { settingsText } from './services/settings.ts'
import { signInText } from './services/sign-in.ts'
import { tokensText } from './services/tokens.ts'
import { targetsText } from './targets.ts'
import { testReasonsText } from '../../../shared/reasons/de/tests.ts'
import { valuesText } from './values.ts'
import { workspacePageText } from './workspace-page.ts'
import { workspacesText } from './workspaces.ts'

/** The German texts by the names of their topics. */
export const topics = {
  activityText,
  appText,
  capabilityText,
  catalogText,
  testsText,
  connectorsText,
  errorsText,
  fieldErrorsText,
  fileFaultsText,
  findingsText,
  sharingText,
  codeText,
  formsText,
  keysText,
  overviewText,
  peopleText,
  problemsText,
  recoveryText,
  requestsText,
  secretsText,
  settingsText,
  signInText,
  tokensText,
  targetsText,
  testReasonsText,
  valuesText,
  workspacePageText,
  workspacesText,
}
