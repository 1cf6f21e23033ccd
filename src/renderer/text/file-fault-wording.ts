import { createFaultWording } from '../../shared/files/fault-wording.ts'
import * as english from './en/files/file-faults.ts'
import { inLanguage } from './language.ts'
import { fieldErrorsText } from './wording.ts'

const { fileFaultsText } = inLanguage(english)

/** A fault of a file behind its place, in the language of the screens. */
export const faultMessage = createFaultWording(fileFaultsText, fieldErrorsText)
