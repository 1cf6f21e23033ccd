import { backups } from '../contract/backups.ts'
import { doctor } from '../contract/doctor.ts'
import type { AppError, ErrorBody } from '../contract/errors.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import type { Log } from './log.ts'
import type { Clock, Identity } from './ports.ts'
import type { createBackups } from './services/backups.ts'
import type { createDoctor } from './services/doctor.ts'

/** What answers while the database cannot be opened. */
export interface Standby {
  problem: ErrorBody
  /** Whether a call works without the database. */
  answers(procedure: string): boolean
  dispatch: Dispatch
}

interface Deps {
  problem: AppError
  backups: ReturnType<typeof createBackups>
  doctor: ReturnType<typeof createDoctor>
  identity: Identity
  clock: Clock
  log: Log
}

const contract = { backups, doctor }

/** Backups and doctor for a database that cannot be opened; every other call is answered with the problem. */
export function createStandby({ problem, ...deps }: Deps): Standby {
  const body = problem.toBody()
  const dispatch = createDispatch({
    contract,
    handlers: { backups: deps.backups, doctor: deps.doctor },
    access: { roleIn: () => null, highestRole: () => null },
    identity: deps.identity,
    clock: deps.clock,
    log: deps.log,
  })
  const answers = (procedure: string) =>
    Object.entries(contract).some(([group, procedures]) =>
      Object.keys(procedures).some((name) => `${group}.${name}` === procedure),
    )
  return {
    problem: body,
    answers,
    dispatch: (name, input, host) =>
      answers(name) ? dispatch(name, input, host) : Promise.resolve({ ok: false, error: body }),
  }
}
