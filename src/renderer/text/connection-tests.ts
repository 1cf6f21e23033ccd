import * as english from './en/connection-tests.ts'
import { inLanguage } from './language.ts'

export const { testsText } = inLanguage(english)
