import * as english from './en/services/sign-in.ts'
import { inLanguage } from './language.ts'

export const { signInText } = inLanguage(english)
