import { expect, test } from 'vitest'
import { ACTIVITY_KINDS } from '../../../../../src/shared/text/activity-kinds.ts'
import { text } from '../../../../../src/renderer/text/text.ts'
import { sourceFiles } from '../../../../architecture/source-files.ts'

const words = text.activity
const action = new RegExp(`(?<!log\\.write\\()'((?:${ACTIVITY_KINDS.join('|')})\\.[a-z_]+)'`, 'g')

test('everything that the program writes in the activity of a workspace has words on the screen', () => {
  const names = sourceFiles('src/main/topics/**/*.ts').flatMap((file) =>
    [...file.text.matchAll(action)].map(([, name]) => name ?? ''),
  )
  const statuses = ['active', 'inactive', 'error'].map((status) => `connector.${status}`)
  const all = [...new Set([...names, ...statuses])].filter((name) => !FOR_ALL_WORKSPACES.includes(name))
  expect(all.length).toBeGreaterThan(15)
  const facts = { subjectName: 'Blog', fields: [], detail: {} }
  expect(all.filter((name) => words.sentence({ action: name, ...facts }).verb.includes(name))).toEqual([])
})

/** These are in the history of what all workspaces share, which the command line shows. */
const FOR_ALL_WORKSPACES = [
  'key.idle_lock_set',
  'settings.backups_set',
  'settings.network_set',
  'workspace.delete_for_good',
]

test('a change is put in words by what it changed', () => {
  const verb = (fields: object[], detail = {}) =>
    words.sentence({ action: 'connector.update', subjectName: 'Blog', fields: fields as never, detail }).verb
  const secret = (path: string) => ({ path, hidden: 'secret_set' })
  expect(verb([{ path: 'config.site_url', from: 'a', to: 'b' }])).toBe('changed 1 field of')
  expect(verb([secret('auth.api_key'), secret('auth.user')])).toBe('set API key, user of')
  expect(verb([secret('auth.api_key'), { path: 'name', from: 'a', to: 'b' }])).toBe('changed 2 fields of')
  expect(verb([], { activityId: 3 })).toBe('restored a configuration of')
  expect(verb([])).toBe('saved')
})

test('fields are named as their forms do', () => {
  expect(['config.site_url', 'auth.api_key', 'secretExpiresAt', 'config.a.b'].map(words.fieldLabel)).toEqual([
    ...['Site URL', 'API key', 'Secret expires at', 'A › B'],
  ])
})
