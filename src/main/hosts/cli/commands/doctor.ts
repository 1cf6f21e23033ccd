import type { Command } from 'commander'
import { ERROR_CODES } from '../../../../contract/errors.ts'
import type { DoctorReport } from '../../../../contract/groups/doctor.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

export function doctorCommand(program: Command, files: ProgramFiles): void {
  withCommonOptions(
    program.command('doctor').description('check the program, its data, keys and backups; safe to paste into a report'),
  ).action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      async ({ api }) => {
        const report = await api.doctor.run({})
        if (report.state === 'problem') terminal.exitCode = ERROR_CODES.unavailable.exit
        return report
      },
      print,
      { standby: true },
    ),
  )
}

async function print({ findings }: DoctorReport) {
  await printTable(
    ['state', 'what', 'found'],
    findings.map(({ state, title, detail }) => [state, title, detail]),
    '',
  )
  for (const { title, fix } of findings) if (fix) terminal.log(`\n${title}: ${fix}`)
}
