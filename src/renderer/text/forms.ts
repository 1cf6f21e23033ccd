import * as english from './en/forms.ts'
import { inLanguage } from './language.ts'

export const { formsText } = inLanguage(english)
