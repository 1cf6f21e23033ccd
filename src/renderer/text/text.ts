import { appText } from './en/app.ts'
import { catalogText } from './en/catalog.ts'
import { connectorsText } from './en/connectors.ts'
import { keysText } from './en/keys.ts'
import { recoveryText } from './en/recovery.ts'
import { targetsText } from './en/targets.ts'
import { workspacesText } from './en/workspaces.ts'

/** Every word that a person reads on the screens. */
export const text = {
  ...appText,
  ...catalogText,
  ...connectorsText,
  ...keysText,
  ...recoveryText,
  ...targetsText,
  ...workspacesText,
}
