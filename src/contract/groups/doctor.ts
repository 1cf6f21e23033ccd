import * as z from 'zod'
import { group } from '../define.ts'

/** One thing that was looked at, what was found and, unless it is ok, what to do. */
export const Finding = z.object({
  /** A stable word for the line, for example `integrity`. */
  id: z.string(),
  title: z.string(),
  state: z.enum(['ok', 'warning', 'problem']),
  detail: z.string(),
  fix: z.string().nullable(),
  /** A stable word for what was found, and what its sentences name. */
  reason: z.string(),
  values: z.record(z.string(), z.unknown()),
})

/** Fit to paste into a bug report: no secrets, no names of workspaces, connectors or accounts. */
export const DoctorReport = z.object({
  /** The worst of the findings. */
  state: z.enum(['ok', 'warning', 'problem']),
  findings: z.array(Finding),
})

export type Finding = z.infer<typeof Finding>
export type DoctorReport = z.infer<typeof DoctorReport>

export const doctor = group({
  run: {
    route: 'POST /doctor',
    role: 'anyone',
    token: 'read',
    needs: 'nothing',
    summary: 'Check the program, its data, keys and backups, even when the database cannot be opened',
    input: z.object({}),
    output: DoctorReport,
  },
})
