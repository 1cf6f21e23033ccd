import * as english from './en/services/settings.ts'
import { inLanguage } from './language.ts'

export const { settingsText } = inLanguage(english)
