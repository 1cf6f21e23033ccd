import * as english from './en/services/findings.ts'
import { inLanguage } from './language.ts'

export const { findingsText } = inLanguage(english)
