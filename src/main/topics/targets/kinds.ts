import { appError } from '../../../contract/errors.ts'
import type { TargetFormat } from '../../../shared/limits.ts'
import type { ExportKind } from '../../core/context.ts'

/** What a host calls a file of each format. */
export const KINDS: Record<TargetFormat, ExportKind> = {
  json: 'publish-targets',
  ndjson: 'publish-targets-ndjson',
  csv: 'publish-targets-csv',
  yaml: 'publish-targets-yaml',
}

/** Throws `invalid` for a format that has no envelope. */
export function assertEnvelope(format: TargetFormat, envelope: boolean): void {
  if (envelope && format !== 'json' && format !== 'yaml') throw appError('no_envelope', { format })
}
