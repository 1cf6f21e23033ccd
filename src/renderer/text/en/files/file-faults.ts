import { fileReasons } from '../../../../shared/files/file-faults.ts'

/** What is wrong at a place of a file: the sentences that the command line has, too. */
export const fileFaultsText = fileReasons
