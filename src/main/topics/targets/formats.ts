import { createHash } from 'node:crypto'
import type { TargetFormat } from '../../../shared/limits.ts'

/** A target as the file has it: three texts, and its capabilities as JSON text, which needs no reading. */
export interface TargetText {
  id: string
  name: string
  catalog_key: string
  capabilities: string
}

/** What an envelope says of the targets in it. */
export interface Origin {
  workspaces: readonly { id: string; name: string }[]
  exportedAt: string
}

/** Writes targets one by one as a text; the three parts together are the file. */
interface Writer {
  begin(): string
  add(target: TargetText): string
  end(): string
}

const ENVELOPE_VERSION = 1

const json = ({ id, name, catalog_key, capabilities }: TargetText) =>
  `{"id":${JSON.stringify(id)},"name":${JSON.stringify(name)},"catalog_key":${JSON.stringify(catalog_key)},"capabilities":${capabilities}}`

/** Characters that JSON may have as they are and YAML 1.2 may not, or that would end a line there. */
const NOT_IN_YAML = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g

/** JSON as YAML 1.2 takes it. */
const inYaml = (text: string) =>
  text.replaceAll(NOT_IN_YAML, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Spreadsheets take a text that begins like this for a formula, unless an apostrophe stands before it. */
const FORMULA = /^[=+\-@\t\r\n]/

/** A field of CSV (RFC 4180). */
function inCsv(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The writers of plain files. One without targets is an empty list, so nothing old goes on publishing. */
const PLAIN: Record<TargetFormat, () => Writer> = {
  json: () => {
    let count = 0
    return {
      begin: () => '[',
      add: (target) => `${count++ > 0 ? ',\n' : '\n'}${json(target)}`,
      end: () => (count > 0 ? '\n]\n' : ']\n'),
    }
  },
  ndjson: () => ({ begin: () => '', add: (target) => `${json(target)}\n`, end: () => '' }),
  csv: () => ({
    begin: () => 'id,name,catalog_key,capabilities\r\n',
    add: ({ id, name, catalog_key, capabilities }) =>
      `${[id, name, catalog_key, capabilities].map(inCsv).join(',')}\r\n`,
    end: () => '',
  }),
  yaml: () => {
    let count = 0
    return {
      begin: () => '',
      add: (target) => {
        count += 1
        return yamlItem(target, '')
      },
      end: () => (count > 0 ? '' : '[]\n'),
    }
  },
}

const yamlItem = ({ id, name, catalog_key, capabilities }: TargetText, indent: string) =>
  [
    `${indent}- id: ${inYaml(JSON.stringify(id))}`,
    `${indent}  name: ${inYaml(JSON.stringify(name))}`,
    `${indent}  catalog_key: ${inYaml(JSON.stringify(catalog_key))}`,
    `${indent}  capabilities: ${inYaml(capabilities)}\n`,
  ].join('\n')

/**
 * The same within an object that names the workspaces, the time, the number of targets and their digest: the SHA-256 of the
 * targets as NDJSON, which any program can write again from what it has read.
 */
function enveloped(format: 'json' | 'yaml', { workspaces, exportedAt }: Origin): Writer {
  const digest = createHash('sha256')
  const head = { format: 'patchbay-publish-targets', version: ENVELOPE_VERSION, exportedAt, workspaces }
  let count = 0
  const note = (target: TargetText) => {
    count += 1
    digest.update(`${json(target)}\n`)
  }
  if (format === 'json')
    return {
      begin: () => `${JSON.stringify(head).slice(0, -1)},"targets":[`,
      add: (target) => {
        note(target)
        return `${count > 1 ? ',\n' : '\n'}${json(target)}`
      },
      end: () => `${count > 0 ? '\n' : ''}],"count":${count},"sha256":"${digest.digest('hex')}"}\n`,
    }
  return {
    begin: () =>
      Object.entries(head)
        .map(([name, value]) => `${name}: ${inYaml(JSON.stringify(value))}\n`)
        .join(''),
    add: (target) => {
      note(target)
      return `${count === 1 ? 'targets:\n' : ''}${yamlItem(target, '  ')}`
    },
    end: () => `${count > 0 ? '' : 'targets: []\n'}count: ${count}\nsha256: "${digest.digest('hex')}"\n`,
  }
}

/** The writer of a file; with an origin it is an envelope, which only JSON and YAML have. */
export const writerOf = (format: TargetFormat, origin: Origin | null): Writer =>
  origin && (format === 'json' || format === 'yaml') ? enveloped(format, origin) : PLAIN[format]()
