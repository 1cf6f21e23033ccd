import { createHash } from 'node:crypto'
import { appError } from '../../../contract/errors.ts'
import type { Activity } from '../../../contract/groups/activity.ts'
import type { Connector } from '../../../contract/groups/connectors.ts'
import type { Reply } from '../../../contract/errors.ts'
import { errorResponse, restResponse } from './replies.ts'

type Ask = (name: string, input: unknown) => Promise<Reply>

interface Conditions {
  ifMatch: string | undefined
  ifNoneMatch: string | undefined
}

/** The calls on one connector that take conditions (RFC 9110, section 13). */
export const CONDITIONAL = new Set(['connectors.get', 'connectors.update', 'connectors.remove'])

/** How many changes a refusal lists. */
const MOST_CHANGES = 20

/**
 * Asks for one connector, changes or deletes it, on the conditions of the request: 304 for what the client has, 412 with what
 * has changed since for what was changed in between.
 */
export async function withConditions(
  name: string,
  input: { id?: unknown; workspaceId?: unknown },
  { ifMatch, ifNoneMatch }: Conditions,
  ask: Ask,
): Promise<Response> {
  if (name === 'connectors.get') {
    const reply = await ask(name, input)
    if (!reply.ok) return restResponse(reply)
    const tag = tagOf(reply.value as Connector)
    if (ifNoneMatch !== undefined && tagsIn(ifNoneMatch).some((one) => one === '*' || one === tag))
      return new Response(null, { status: 304, headers: { ETag: tag } })
    return Response.json(reply.value, { headers: { ETag: tag } })
  }

  const which = { workspaceId: input.workspaceId, id: input.id }
  let expectedUpdatedAt: string | undefined
  let known = ''
  if (ifMatch !== undefined) {
    const present = await ask('connectors.get', which)
    if (!present.ok) return restResponse(present)
    const connector = present.value as Connector
    const match = tagsIn(ifMatch).find((one) => one === '*' || isOfState(one, connector))
    if (match === undefined) return changedSince(ifMatch, connector, which, ask)
    known = match
    expectedUpdatedAt = connector.updatedAt
  }
  const reply = await ask(name, { ...input, ...(expectedUpdatedAt !== undefined && { expectedUpdatedAt }) })
  if (!reply.ok && reply.error.reason === 'changed' && expectedUpdatedAt !== undefined) {
    const present = await ask('connectors.get', which)
    return present.ok ? changedSince(known, present.value as Connector, which, ask) : restResponse(present)
  }
  if (!reply.ok || name === 'connectors.remove') return restResponse(reply)
  const { removedSecrets: _removed, ...connector } = reply.value as Connector & { removedSecrets: string[] }
  return Response.json(reply.value, { headers: { ETag: tagOf(connector) } })
}

/** `"<milliseconds of the last change>-<digest of all that is answered>"`, the first in base 36. */
const tagOf = (connector: Connector): string => {
  const digest = createHash('sha256').update(JSON.stringify(connector)).digest('base64url').slice(0, 16)
  return `"${stateOf(connector.updatedAt)}-${digest}"`
}

const stateOf = (updatedAt: string): string => Date.parse(updatedAt).toString(36)

/** Whether a tag is of the state that people have left; what tests and checks find in between stops no change. */
const isOfState = (tag: string, { updatedAt }: Connector): boolean => tag.startsWith(`"${stateOf(updatedAt)}-`)

/** The tags in a header; weak ones are compared as strong ones, for which If-None-Match allows. */
const tagsIn = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))

/** 412, with what was changed since the state that the client knows. */
async function changedSince(
  header: string,
  connector: Connector,
  { workspaceId, id }: { workspaceId: unknown; id: unknown },
  ask: Ask,
): Promise<Response> {
  const since = Math.max(0, ...tagsIn(header).map((tag) => timeOf(tag)))
  const from = new Date(since + 1).toISOString()
  const reply = await ask('activity.list', { workspaceId, connector: id, from, limit: MOST_CHANGES })
  const { items = [] } = (reply.ok ? reply.value : {}) as { items?: Activity[] }
  const changes =
    since === 0 ? [] : items.map(({ at, person, action, fields }) => ({ at, by: person.name, action, fields }))
  return errorResponse(appError('changed_since', { name: connector.name }), { ETag: tagOf(connector) }, { changes })
}

/** The time in a tag of ours; 0 for any other. */
function timeOf(tag: string): number {
  const time = Number.parseInt(/^"([0-9a-z]{1,9})-/.exec(tag)?.[1] ?? '', 36)
  return Number.isSafeInteger(time) ? time : 0
}
