import * as z from 'zod'
import { fieldError } from '../../errors.ts'
import { group } from '../../define.ts'
import { PREFERENCES } from '../../../shared/text/preferences.ts'
import { type CaProblem, caProblems } from '../../../shared/services/ca-problems.ts'
import { readProxySetting } from '../../../shared/services/proxy.ts'
import { BACKUP_WEEKS } from '../../../shared/limits.ts'

const MAX_ADDRESS = 300

/** `system`, `none`, or an address, which is answered in its one form. */
const Proxy = z
  .string()
  .max(MAX_ADDRESS)
  .transform((text, { addIssue }) => {
    const read = readProxySetting(text)
    if (typeof read === 'string') return read
    addIssue({ code: 'custom', params: { fieldError: fieldError(read.problem) } })
    return z.NEVER
  })

/** The file of certificates that are trusted beside the usual ones. */
export const CaFile = z.object({
  path: z.string(),
  /** The first of them, by the name of whom they are for, with the instant at which they end. */
  certificates: z.array(z.object({ name: z.string(), expiresAt: z.string() })),
  count: z.number(),
  /** Why no certificate can be read from it; services are not reached then. */
  problem: z.enum(Object.keys(caProblems) as [CaProblem, ...CaProblem[]]).nullable(),
})

/** How services are reached: by connection tests, sign-ins and the renewal of tokens. */
export const NetworkSettings = z.object({
  /** `system`, `none`, or the address of a proxy, without a user and a password. */
  proxy: z.string(),
  caFile: CaFile.nullable(),
  /** The variables that count in place of the settings, as long as the program runs. */
  variables: z.array(z.enum(['PATCHBAY_PROXY', 'PATCHBAY_CA_FILE'])),
})

/** What a person has set for the screens. */
export const Preferences = z.object({
  theme: z.enum(PREFERENCES.theme),
  language: z.enum(PREFERENCES.language),
  density: z.enum(PREFERENCES.density),
  startPage: z.enum(PREFERENCES.startPage),
})

/** Where everything is kept, and for how long the backups of it. */
export const DataSettings = z.object({
  /** The data directory, and the one of its backups; null for data in memory. */
  directory: z.string().nullable(),
  backups: z.string().nullable(),
  backupWeeks: z.literal(BACKUP_WEEKS),
})

export type DataSettings = z.infer<typeof DataSettings>
export type CaFile = z.infer<typeof CaFile>
export type NetworkSettings = z.infer<typeof NetworkSettings>

/** What each person sets for themselves, and what is set for the whole installation at this computer alone. */
export const settings = group({
  mine: {
    route: 'GET /settings/mine',
    role: 'anyone',
    needs: 'database',
    summary: 'What you have set for the screens',
    input: z.object({}),
    output: Preferences,
  },
  setMine: {
    route: 'PUT /settings/mine',
    role: 'anyone',
    needs: 'database',
    summary: 'Set the theme, language, density or start page of your screens; what is left out stays',
    input: Preferences.partial(),
    output: Preferences,
  },
  data: {
    route: 'GET /settings/data',
    role: 'anyone',
    needs: 'database',
    summary: 'The data directory, and for how many weeks the backups of the whole database are kept',
    input: z.object({}),
    output: DataSettings,
  },
  setBackupWeeks: {
    route: 'PUT /settings/backup-weeks',
    role: 'founder',
    needs: 'database',
    summary: 'Set for how many weeks one backup of each is kept, beside the last five and one of each of seven days',
    input: z.object({ weeks: z.literal(BACKUP_WEEKS) }),
    output: DataSettings,
  },
  network: {
    route: 'GET /settings/network',
    role: 'anyone',
    needs: 'database',
    summary: 'The proxy and the extra certificates with which services are reached',
    input: z.object({}),
    output: NetworkSettings,
  },
  setProxy: {
    route: 'PUT /settings/network/proxy',
    role: 'founder',
    needs: 'database',
    summary: 'Set the proxy: system, none, or an address; only at this computer',
    input: z.object({ proxy: Proxy }),
    output: NetworkSettings,
  },
  chooseCaFile: {
    route: 'PUT /settings/network/ca-file',
    role: 'founder',
    needs: 'database',
    summary: 'Choose a file of certificates to trust beside the usual ones; only at this computer',
    input: z.object({}),
    output: z.object({ cancelled: z.boolean(), network: NetworkSettings }),
  },
  removeCaFile: {
    route: 'DELETE /settings/network/ca-file',
    role: 'founder',
    needs: 'database',
    summary: 'Trust the usual certificates alone; only at this computer',
    input: z.object({}),
    output: NetworkSettings,
  },
})
