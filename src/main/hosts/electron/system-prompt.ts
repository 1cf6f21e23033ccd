import { systemPreferences } from 'electron'
import type { HostPorts } from '../../core/context.ts'
import { hostText } from './text/text.ts'

/** The prompt of the system that confirms who sits there, which Electron has for Touch ID on macOS alone. */
export function systemPrompt(): Pick<HostPorts, 'confirmPerson'> {
  // The types have it on every system.
  const prompts: Partial<Pick<typeof systemPreferences, 'canPromptTouchID'>> = systemPreferences
  if (!prompts.canPromptTouchID?.()) return {}
  return {
    confirmPerson: (purpose) =>
      systemPreferences.promptTouchID(hostText().confirmPerson[purpose]).then(
        () => true,
        () => false,
      ),
  }
}
