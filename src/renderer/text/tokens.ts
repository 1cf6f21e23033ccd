import * as english from './en/services/tokens.ts'
import { inLanguage } from './language.ts'

export const { tokensText } = inLanguage(english)
