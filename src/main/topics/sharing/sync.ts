import { setTimeout as pause } from 'node:timers/promises'
import { AppError, appError } from '../../../contract/errors.ts'
import { type Audit, type Context, createdBy } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import { keyError, waitsForPerson } from '../../secrets/keys/errors.ts'
import type { Core } from '../core.ts'
import type { Upgrades } from '../connectors/upgrades.ts'
import { auditOf, changedIds, connectorsAt, toArrivals } from './arrivals.ts'
import type { Signer } from './format/commit.ts'
import { MEMBERS } from './format/layout.ts'
import { holdsKey, memberIdOf } from './format/members.ts'
import { createBatch } from './git/batch.ts'
import type { Mirror } from './git/mirror.ts'
import type { Mirrors } from './mirrors.ts'
import { allKeyFiles, type SharedPeople } from './people.ts'
import { type Replay, replay, resealed } from './replay.ts'
import type { Change, SharedWorkspace, SharingRows } from './rows.ts'
import { verify, type Verified } from './verify/verify.ts'
import type { Work } from './work.ts'
import type { Writer } from './writer.ts'

interface Deps {
  sharingRows: SharingRows
  people: SharedPeople
  writer: Writer
  mirrors: Mirrors
  work: Work
  upgrades: Pick<Upgrades, 'wake'>
  clock: Clock
  me: () => Context['actor']
}

export interface Synced {
  /** Commits of others that are here now. */
  received: number
  /** Changes of this computer that are in the repository now. */
  sent: number
}

/** Races that are run before it is left for later. */
const MOST_RACES = 20
const FIRST_PAUSE_MS = 20
const MOST_DOUBLINGS = 6
/** Commits after which the copy of the repository is packed again. */
const TIDY_AFTER = 500

/** Brings a shared workspace and its repository up to date with each other. */
export function createSync(core: Core, deps: Deps) {
  const { vault, commit, record, changes: news } = core
  const { sharingRows, people, writer, mirrors, work, upgrades, clock, me } = deps
  /** Commits since the copy of a repository was packed. */
  const loose = new Map<string, number>()

  const find = (workspaceId: string): SharedWorkspace => {
    const shared = sharingRows.get(workspaceId)
    if (!shared) throw appError('not_shared')
    return shared
  }

  /** Who signs here. Throws `locked` where the person's keys do not open, or somebody has locked the workspace. */
  const signer = async (workspaceId: string): Promise<Signer> => {
    // The keys of a person would open it again.
    if (waitsForPerson(vault.status(workspaceId).reason)) await vault.use(workspaceId)
    await vault.person.open()
    const keys = vault.person.publicKeys()
    if (!keys) throw keyError('no_person_key', '')
    const sign: Signer['sign'] = (bytes) => {
      const signature = vault.person.sign(bytes)
      if (!signature) throw keyError('person_passphrase_needed', '')
      return signature
    }
    return { memberId: memberIdOf(keys.ed25519), name: me().name, ed25519: keys.ed25519, sign }
  }

  const verified = (mirror: Mirror, { workspaceId, root, state }: SharedWorkspace, head: string): Promise<Verified> =>
    verify({
      ...{ mirror, from: state, to: head, expected: { workspaceId, root } },
      onProgress: (done, total) => work.report(workspaceId, done, total),
    })

  /** The changes that wait, under the newest key. */
  const waitingChanges = async (shared: SharedWorkspace, next: Verified | null) => {
    const { workspaceId } = shared
    const done = new Set(next?.commits.map(({ changeId }) => changeId))
    const all = sharingRows.outbox(workspaceId)
    const left = all.filter(({ changeId }) => !done.has(changeId))
    return { left, sent: all.filter(({ changeId }) => done.has(changeId)), last: sharingRows.lastChange(workspaceId) }
  }

  /** Makes this computer as the head of the repository says, with the own changes that wait on top. */
  const integrate = async (
    mirror: Mirror,
    shared: SharedWorkspace,
    next: Verified | null,
    by: Signer | null,
  ): Promise<Replay | null> => {
    const { workspaceId } = shared
    const state = next?.state ?? shared.state
    const batch = createBatch(mirror)
    if (next?.commits.some(({ changes }) => changes.some(({ path }) => path.startsWith('keys/')))) {
      const all = await allKeyFiles(batch, state.tree)
      const files = all.filter(({ version }) => version >= shared.state.key.version)
      const memberId = people.myId() ?? ''
      const isNewHolder = holdsKeyIn(state, memberId) && !holdsKeyIn(shared.state, memberId)
      // Who may hold the key from now on gets the older ones from it.
      if (isNewHolder) await vault.person.open()
      const received = isNewHolder ? people.withOlderKeys(workspaceId, all) : files
      const now = clock().toISOString()
      const wasOpen = vault.peek(workspaceId) !== null
      await commit(() => {
        people.receiveMembers(workspaceId, state, now)
        people.receiveKeys(workspaceId, state, received, now)
      })
      // Who works with an open key goes on with the new one; where it does not open, its state says why.
      if (wasOpen && holdsKeyIn(state, memberId)) await vault.open(workspaceId)
      news.emit({ workspaceId, topic: 'keys' })
    }
    const connectors = await connectorsAt(batch, state.tree, changedIds(next?.commits ?? []))
    const audits = auditOf(next?.commits ?? [])
    const changesMembers = next?.commits.some(({ changes }) => changes.some(({ path }) => path === MEMBERS)) ?? false
    for (;;) {
      const { left, sent, last } = await waitingChanges(shared, next)
      const isOld = left.length > 0 && by !== null && holdsKeyIn(state, by.memberId)
      const renewed = isOld ? resealed(left, state.key.version, await vault.use(workspaceId)) : null
      const names = sharingRows.names(workspaceId)
      for (const [id, { fields }] of connectors)
        if (fields) names.set(id, String(fields['name']))
        else names.delete(id)
      const changes: Change[] = renewed ?? left
      const replayed = changes.length > 0 && by ? await replay(mirror, { state, changes, signer: by, names }) : null
      const all = new Map([...connectors, ...(replayed?.connectors ?? [])])
      const own: Audit = createdBy({ actor: me(), now: clock().toISOString() })
      const arrivals = toArrivals(sharingRows, workspaceId, all, (id) => audits.get(id) ?? own)
      const late = sharingRows
        .waiting(workspaceId)
        .filter(({ connectorId }) => !all.has(connectorId))
        .map(({ connectorId, fields }) => ({ connectorId, fields, audit: audits.get(connectorId) ?? own }))
      const everything = [...arrivals, ...late]
      const mayOpen = holdsKeyIn(state, people.myId() ?? '') && writer.needsKey(workspaceId, everything)
      const key = mayOpen ? await vault.use(workspaceId) : vault.peek(workspaceId)
      const isDone = await commit(
        () => {
          // Somebody changed something while this was worked out, so it is worked out again.
          if (sharingRows.lastChange(workspaceId) !== last) return false
          const now = clock().toISOString()
          writer.write(workspaceId, everything, key)
          for (const [id, { conflicts }] of all) sharingRows.putConflicts(workspaceId, id, conflicts)
          for (const { changeId } of sent) sharingRows.removeChange(workspaceId, changeId)
          for (const change of renewed ?? []) sharingRows.putOperations(change)
          if (next) {
            sharingRows.putState(workspaceId, state)
            people.receiveMembers(workspaceId, state, now)
            const others = next.commits.filter(({ memberId }) => memberId !== people.myId())
            if (others.length > 0)
              record(
                { actor: me(), now },
                {
                  ...{ workspaceId, action: 'workspace.receive', subjectId: workspaceId },
                  detail: { count: others.length, by: [...new Set(others.map(({ name }) => name))].slice(0, 10) },
                },
              )
          }
          return true
        },
        ...(everything.length > 0 ? [{ workspaceId, topic: 'connectors' } as const] : []),
        // The role of the person here may be another one now.
        ...(changesMembers ? [{ workspaceId: null, topic: 'workspaces' } as const] : []),
        { workspaceId, topic: 'sharing' },
      )
      if (!isDone) continue
      if (everything.length > 0) upgrades.wake()
      return replayed
    }
  }

  /** One round: what others did, then what waits here. Answers null where somebody else was faster. */
  const round = async (workspaceId: string, by: Signer | null, count: Synced): Promise<boolean> => {
    const shared = find(workspaceId)
    const { state, remote } = shared
    const mirror = mirrors.of(workspaceId, remote)
    work.endWith(workspaceId, mirror.cancel)
    const head = await mirror.fetch()
    const next = head === null || head === state.head ? null : await refusing(shared, mirror, head)
    const isBehind = head !== state.head && next === null
    const replayed = await integrate(mirror, shared, next, by)
    count.received += next?.commits.filter(({ memberId }) => memberId !== people.myId()).length ?? 0
    const now = find(workspaceId).state
    const target = replayed?.head ?? now.head
    if (target === now.head && !isBehind) {
      // Others have made the same changes already.
      if (replayed) await forget(workspaceId, replayed)
      return true
    }
    if (by && !holdsKeyIn(now, by.memberId)) throw appError('shared_no_admin')
    if (replayed) await mirror.keep(replayed.batch.objects)
    if ((await mirror.push(target)) === 'raced') return false
    if (replayed) count.sent += await forget(workspaceId, replayed)
    return true
  }

  /** Notes that changes are in the repository; answers how many. */
  const forget = async (workspaceId: string, { head, tree, changeIds }: Replay): Promise<number> => {
    await commit(
      () => {
        sharingRows.putState(workspaceId, { ...find(workspaceId).state, head, tree })
        for (const changeId of changeIds) sharingRows.removeChange(workspaceId, changeId)
      },
      { workspaceId, topic: 'sharing' },
    )
    return changeIds.length
  }

  /**
   * Verifies, and remembers a head that is refused, so an owner can put the accepted one over it. Null where the repository
   * went back to what was accepted before.
   */
  const refusing = async (shared: SharedWorkspace, mirror: Mirror, head: string): Promise<Verified | null> => {
    try {
      return await verified(mirror, shared, head)
    } catch (error) {
      if (!(error instanceof AppError) || error.reason !== 'history_refused') throw error
      const isRewritten = error.values['why'] === 'rewritten'
      if (isRewritten && (await mirror.isAncestor(head, shared.state.head))) return null
      await commit(() =>
        sharingRows.putResult(shared.workspaceId, { problem: shared.problem, refusedHead: head, syncedAt: null }),
      )
      throw error
    }
  }

  const tidy = async (workspaceId: string, commits: number): Promise<void> => {
    const all = (loose.get(workspaceId) ?? 0) + commits
    loose.set(workspaceId, all >= TIDY_AFTER ? 0 : all)
    if (all >= TIDY_AFTER) await mirrors.of(workspaceId, find(workspaceId).remote).tidy(find(workspaceId).state.head)
  }

  const maySign = (workspaceId: string): boolean => holdsKeyIn(find(workspaceId).state, people.myId() ?? '')

  const run = async (workspaceId: string): Promise<Synced> => {
    const count: Synced = { received: 0, sent: 0 }
    let by: Signer | null = null
    let locked: AppError | null = null
    try {
      // Nothing is asked of a keychain before there is something to sign, by somebody who may.
      if (sharingRows.outboxCount(workspaceId) > 0 && maySign(workspaceId)) by = await signer(workspaceId)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      locked = error
    }
    for (let race = 0; race < MOST_RACES; race += 1) {
      if (await round(workspaceId, by, count)) {
        await tidy(workspaceId, count.received + count.sent)
        const isLeft = sharingRows.outboxCount(workspaceId) > 0
        if (locked && isLeft) throw locked
        if (isLeft && !maySign(workspaceId)) throw appError('shared_no_admin')
        return count
      }
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** Math.min(race, MOST_DOUBLINGS))
    }
    throw appError('remote_busy')
  }

  /** Runs work on a workspace and notes how it ended. */
  const noted = async <T>(workspaceId: string, step: () => Promise<T>): Promise<T> => {
    const put = (problem: AppError | null) =>
      commit(
        () =>
          sharingRows.putResult(workspaceId, {
            problem: problem?.toBody() ?? null,
            refusedHead: problem ? (sharingRows.get(workspaceId)?.refusedHead ?? null) : null,
            syncedAt: problem ? null : clock().toISOString(),
          }),
        { workspaceId, topic: 'sharing' },
      )
    try {
      const result = await step()
      await put(null)
      return result
    } catch (error) {
      work.assertWanted(workspaceId)
      if (error instanceof AppError && sharingRows.isShared(workspaceId)) await put(error)
      throw error
    }
  }

  return {
    signer,
    find,
    inTurn: work.inTurn,
    /** Throws `not_found` where a workspace is not shared. */
    sync: (workspaceId: string): Promise<Synced> =>
      work.inTurn(workspaceId, () => {
        find(workspaceId)
        return noted(workspaceId, () => run(workspaceId))
      }),
    /** The same within a turn that has begun. */
    syncNow: run,
    /** Accepts a commit of one's own that is in the repository now. */
    adopt: async (workspaceId: string, head: string): Promise<void> => {
      const shared = find(workspaceId)
      const mirror = mirrors.of(workspaceId, shared.remote)
      await integrate(mirror, shared, await verified(mirror, shared, head), await signer(workspaceId))
    },
  }
}

export type Sync = ReturnType<typeof createSync>

const holdsKeyIn = ({ members }: SharedWorkspace['state'], memberId: string): boolean =>
  members.some((member) => member.id === memberId && holdsKey(member))
