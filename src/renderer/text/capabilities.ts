import * as english from './en/capabilities.ts'
import { inLanguage } from './language.ts'

export const { capabilityText } = inLanguage(english)
