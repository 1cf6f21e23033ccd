import { createHash } from 'node:crypto'
import { AppError } from '../../src/contract/errors.ts'
import type { AppApi } from '../../src/contract/index.ts'
import type { Place } from './program.ts'
import { createRandom, pick } from '../helpers/random.ts'

/** The share of steps that rotate the key and so rewrite every secret. */
const ROTATIONS = 0.1

export interface MixArguments {
  place: Place
  workspaceId: string
  journal: string
  seed: number
}

/** One call that changes something. `token` goes into config and secret alike, so half a change is seen. */
export interface Step {
  kind: 'install' | 'update' | 'remove' | 'activate' | 'rotate'
  name: string
  token: string
}

/** The secret that belongs to a token: 24 letters and digits, as WordPress makes them. */
export const passwordOf = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 24)

/** What is known of a connector from the steps. */
export type Model = Map<string, { token: string; active: boolean }>

/** What a step makes of the model. */
export function applyStep(model: Model, { kind, name, token }: Step): Model {
  if (kind === 'rotate') return model
  const next = new Map(model)
  const present = next.get(name)
  if (kind === 'remove') next.delete(name)
  else if (kind === 'activate') next.set(name, { token: present?.token ?? '', active: true })
  else next.set(name, { token, active: present?.active ?? false })
  return next
}

/** Random calls through the real services. */
export async function createMix({ api, workspaceId, seed }: { api: AppApi; workspaceId: string; seed: number }) {
  const random = createRandom(seed)
  const ids = new Map<string, string>()
  const inactive = new Set<string>()
  for (const { id, name, status } of await api.connectors.list({ workspaceId })) {
    ids.set(name, id)
    if (status === 'inactive') inactive.add(name)
  }
  let count = 0

  const next = (): Step => {
    count += 1
    const token = `t${seed}x${count}`
    const kinds: Step['kind'][] =
      ids.size > 12 ? ['remove', 'update'] : ['install', 'update', 'update', 'remove', 'activate']
    if (random() < ROTATIONS) return { kind: 'rotate', name: '', token }
    const kind = pick(random, kinds)
    const names = [...(kind === 'activate' ? inactive : ids.keys())]
    return kind === 'install' || names.length === 0
      ? { kind: 'install', name: `c${token}`, token }
      : { kind: kind, name: pick(random, names), token }
  }

  const run = async ({ kind, name, token }: Step): Promise<void> => {
    const which = { workspaceId, id: ids.get(name) ?? '' }
    const config = { site_url: `https://${token}.example.com` }
    const auth = { username: 'editor', application_password: passwordOf(token) }
    switch (kind) {
      case 'install': {
        const { id } = await api.connectors.install({ workspaceId, catalogKey: 'wordpress', name, config, auth })
        ids.set(name, id)
        inactive.add(name)
        return
      }
      case 'update':
        await api.connectors.update({ ...which, config, auth })
        return
      case 'activate':
        await api.connectors.activate(which)
        inactive.delete(name)
        return
      case 'rotate':
        // Refused while the rotation that a kill has interrupted is being finished; that changes nothing.
        await api.keys.rotate({ workspaceId }).catch((error: unknown) => {
          if (!(error instanceof AppError) || error.code !== 'conflict') throw error
        })
        return
      case 'remove':
        await api.connectors.remove(which)
        ids.delete(name)
        inactive.delete(name)
    }
  }
  return { next, run }
}
