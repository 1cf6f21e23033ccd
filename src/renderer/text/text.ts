import { activityText } from './en/activity.ts'
import { appText } from './en/app.ts'
import { catalogText } from './en/catalog.ts'
import { connectorsText } from './en/connectors.ts'
import { keysText } from './en/keys.ts'
import { overviewText } from './en/overview.ts'
import { peopleText } from './en/people.ts'
import { recoveryText } from './en/recovery.ts'
import { targetsText } from './en/targets.ts'
import { valuesText } from './en/values.ts'
import { workspacePageText } from './en/workspace-page.ts'
import { workspacesText } from './en/workspaces.ts'
import { inLanguage } from './language.ts'

const topics = inLanguage({
  ...{ activityText, appText, catalogText, connectorsText, keysText, overviewText, peopleText, recoveryText },
  ...{ targetsText, valuesText, workspacePageText, workspacesText },
})

/** The texts of the screens. */
export const text = {
  ...topics.activityText,
  ...topics.appText,
  ...topics.catalogText,
  ...topics.connectorsText,
  ...topics.keysText,
  ...topics.overviewText,
  ...topics.peopleText,
  ...topics.recoveryText,
  ...topics.targetsText,
  ...topics.valuesText,
  ...topics.workspacePageText,
  ...topics.workspacesText,
}
