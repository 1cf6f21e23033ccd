import { createCipheriv, randomBytes, randomUUID } from 'node:crypto'
import { fsyncSync, openSync, writeSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { projectPath } from '../../helpers/paths.ts'

/** A WordPress connector as somebody would install it. */
export interface Draft {
  name: string
  status: 'active' | 'inactive'
  config: { site_url: string; username: string }
  auth: { application_password: string }
  tags: string[]
}

/** What all must answer alike of a connector in a list. */
export interface Listed {
  name: string
  status: string
  site: string
  tags: string[]
}

/**
 * The same work done by one of those that are compared. Each keeps one workspace among others, has names that are unique in
 * it, checks the config and the secret against the schemas of the entry, stores no secret as it is, and answers a change
 * once it is on the disk, where it can.
 */
export interface Peer {
  /** Puts connectors there in any way that is quick. */
  fill(drafts: Draft[]): Promise<void>
  /** Answers the new connector's id. */
  install(draft: Draft): Promise<string>
  /** Changes the config, checked again, and the tags. */
  update(id: string, change: Pick<Draft, 'config' | 'tags'>): Promise<void>
  /** All by name, or the first ones. */
  list(limit?: number): Promise<Listed[]>
  /** The names of those that hold every word in name, site or tags; at most 20. */
  search(words: string[]): Promise<string[]>
  /** Writes the publish targets as JSON to a file, flushed to the disk. */
  exportTo(file: string): Promise<void>
  close(): Promise<void>
}

export type OpenPeer = (directory: string, peers: Installation) => Promise<Peer>

/** The folder where the packages of package.json are. */
export interface Installation {
  directory: string
  load<T>(name: string): Promise<T>
}

export function installationIn(directory: string): Installation {
  const { resolve } = createRequire(join(directory, 'package.json'))
  /** What only an import finds is named by the package itself. */
  const find = (name: string) => {
    try {
      return pathToFileURL(resolve(name)).href
    } catch {
      return import.meta.resolve(name, pathToFileURL(join(directory, 'package.json')).href)
    }
  }
  return { directory, load: async <T>(name: string) => (await import(find(name))) as T }
}

export const WORKSPACE = 'acme'
export const MOST_HITS = 20

export const ENTRY = JSON.parse(await readFile(projectPath('seeds/catalog/wordpress.json'), 'utf8')) as {
  key: string
  capabilities: object
  configSchema: object
  authSchema: object
}

/** A connector as those store it that are libraries around a file or a database. */
export interface Row {
  id: string
  workspace: string
  catalog_key: string
  name: string
  status: string
  config: Draft['config']
  auth: Record<string, string>
  tags: string[]
  created_at: string
  updated_at: string
}

/** What a program around such a library does before it stores a connector: check it by ajv and encrypt its secret. */
export function createChecks() {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const [config, auth] = [ajv.compile(ENTRY.configSchema), ajv.compile(ENTRY.authSchema)]
  const key = randomBytes(32)
  const encrypt = (secret: string) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
  }
  const check = (value: Draft['config']) => {
    if (!config(value)) throw new Error(ajv.errorsText(config.errors))
  }
  return {
    check,
    toRow: ({ auth: secrets, ...draft }: Draft): Row => {
      check(draft.config)
      if (!auth(secrets)) throw new Error(ajv.errorsText(auth.errors))
      const now = new Date().toISOString()
      return {
        ...{ id: randomUUID(), workspace: WORKSPACE, catalog_key: ENTRY.key, ...draft },
        auth: { application_password: encrypt(secrets.application_password) },
        ...{ created_at: now, updated_at: now },
      }
    },
  }
}

export const toListed = ({ name, status, config, tags }: Omit<Draft, 'auth'> | Row): Listed => ({
  ...{ name, status, site: config.site_url, tags },
})

/** Writes what the broadcaster reads, as a new file that takes the place of the old one. */
export async function writeTargets(file: string, rows: Pick<Row, 'id' | 'name'>[]): Promise<void> {
  const targets = rows.map(({ id, name }) => ({ id, name, catalog_key: ENTRY.key, capabilities: ENTRY.capabilities }))
  await writeWhole(file, JSON.stringify(targets))
}

export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(`${file}.part`, 'w', 0o600)
  await handle.writeFile(content)
  await handle.sync()
  await handle.close()
  await rename(`${file}.part`, file)
}

/**
 * Waits until the disk has what others have written: one flush waits for that of all, so a peer would be charged for the one
 * before it. Answers the function that does so, with a file of its own in a directory.
 */
export function createSettle(directory: string): () => void {
  const file = openSync(join(directory, 'settle'), 'w')
  return () => {
    writeSync(file, '.')
    fsyncSync(file)
  }
}

/** The same in another order: who comes after whom matters, as each leaves the caches and the disk to the next as it likes. */
export const shuffle = <T>(all: readonly T[]): T[] =>
  all
    .map((one) => ({ one, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)

export const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

/** The names of the rows that hold every word. */
export const scan = (rows: Row[], words: string[]): string[] =>
  rows
    .filter(({ name, config, tags }) => {
      const text = `${name}\n${config.site_url}\n${tags.join(' ')}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .slice(0, MOST_HITS)
    .map(({ name }) => name)
