import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FormDraft } from '../../../../../src/renderer/forms/data/form-draft.ts'
import { createFormStore } from '../../../../../src/renderer/forms/data/form-store.ts'
import { decide, dropItems, leaveBranch } from '../../../../../src/renderer/forms/data/secrets.ts'
import { typedSecret } from '../../../../../src/renderer/forms/data/typed-secret.ts'

const text = { type: 'string' }
const secret = { type: 'string', writeOnly: true }
const host = { type: 'object', properties: { name: text, password: secret } }

const schemas = {
  configSchema: {
    type: 'object',
    required: ['site'],
    properties: {
      site: text,
      mode: { ...text, default: 'fast' },
      hosts: { type: 'array', items: host },
      tunnel: {
        type: 'object',
        oneOf: [
          { title: 'Key', properties: { key: secret } },
          { title: 'Password', properties: { password: secret } },
        ],
      },
    },
  },
  authSchema: {
    type: 'object',
    properties: { token: secret, kind: { const: 'bearer', writeOnly: true } },
    required: ['kind'],
  },
}
const stored = ['config.hosts.0.password', 'config.hosts.1.password', 'config.tunnel.key', 'auth.token']
const config = { site: 'a', hosts: [{ name: 'one' }, { name: 'two' }] }

const startForm = (draft?: FormDraft) =>
  createFormStore({
    schemas,
    config,
    secrets: stored.map((path) => ({ path, isSet: true, updatedAt: null })),
    isNew: false,
    draft: draft && (JSON.parse(JSON.stringify(draft)) as FormDraft),
  })

test('a form that goes on from a draft has the value of the form that the draft was made of', () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.string()), fc.array(fc.string(), { maxLength: 3 }), (site, mode, names) => {
      const form = startForm()
      form.change(site, ['config', 'site'])
      form.change(mode ?? undefined, ['config', 'mode'])
      form.change(
        names.map((name) => ({ name })),
        ['config', 'hosts'],
      )
      expect(startForm(form.draft()).value()).toEqual(form.value())
    }),
  )
})

test('a new form goes on from a draft without the defaults that were emptied', () => {
  const start = (draft?: FormDraft) => createFormStore({ schemas, config: {}, secrets: [], isNew: true, draft })
  const form = start()
  expect(form.value().config).toMatchObject({ mode: 'fast' })
  form.change(undefined, ['config', 'mode'])
  const resumed = start(form.draft())
  expect(resumed.value().config).not.toHaveProperty('mode')
  expect(resumed.isNew).toBe(true)
})

test('nothing that is typed into a secret field is in a draft, which names the field and keeps it open', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-~]{8,40}$/), (typed) => {
      const form = startForm()
      form.updateSecrets((decisions) => decide(decisions, ['auth', 'token'], 'replacing'))
      form.change(typedSecret(typed), ['auth', 'token'])
      form.change([{ name: 'one', password: typedSecret(typed) }], ['config', 'hosts'])
      const draft = form.draft()
      expect(JSON.stringify(draft)).not.toContain(JSON.stringify(typed).slice(1, -1))
      expect(draft.leftOut.sort()).toEqual(['auth.token', 'config.hosts.0.password'])
      // A word that the schema fixes tells which branch a choice is in, and is no secret.
      expect(draft.values.auth).toEqual({ kind: 'bearer' })
      const resumed = startForm(draft)
      expect(resumed.snapshot().secrets.fates.get('auth.token')).toBe('replacing')
      expect(resumed.value().secrets).toEqual({ set: { 'auth.kind': 'bearer' }, clear: [] })
    }),
  )
})

test('what was decided about stored secrets holds on, so none reaches another item or branch', () => {
  const form = startForm()
  form.updateSecrets((decisions) => decide(decisions, ['auth', 'token'], 'cleared'))
  form.updateSecrets((decisions) => dropItems(decisions, ['config', 'hosts'], (index) => index >= 0))
  form.change([{ name: 'two' }], ['config', 'hosts'])
  const choice = ['config', 'tunnel']
  expect(form.storedBranch(choice, 0)).toBe(0)
  form.noteBranch(choice, 1)
  form.updateSecrets((decisions) => leaveBranch(decisions, choice, true, []))
  const resumed = startForm(form.draft())
  expect(resumed.value()).toEqual(form.value())
  expect(resumed.value().secrets.clear.sort()).toEqual([...stored].sort())
  expect(resumed.chosenBranch(choice)).toBe(1)
  expect(resumed.storedBranch(choice, 1)).toBe(0)
})

test('a choice within a branch is forgotten with the branch', () => {
  const form = startForm()
  form.noteBranch(['config', 'a', 'b'], 1)
  form.noteBranch(['config', 'a'], 2)
  expect(form.chosenBranch(['config', 'a', 'b'])).toBeUndefined()
  expect(form.chosenBranch(['config', 'a'])).toBe(2)
})
