import * as english from './en/secrets.ts'
import { inLanguage } from './language.ts'

export const { requestsText, secretsText } = inLanguage(english)
