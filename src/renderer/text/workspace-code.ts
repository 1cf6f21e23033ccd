import * as english from './en/files/workspace-code.ts'
import { inLanguage } from './language.ts'

export const { codeText } = inLanguage(english)
