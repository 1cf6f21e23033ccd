import * as english from './en/files/sharing.ts'
import { inLanguage } from './language.ts'

export const { sharingText } = inLanguage(english)
