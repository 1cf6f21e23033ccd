import { appError } from '../../../src/contract/errors.ts'
import { readCommit } from '../../../src/main/topics/sharing/format/commit.ts'
import type { Mirror } from '../../../src/main/topics/sharing/git/mirror.ts'
import type { GitObject } from '../../../src/main/topics/sharing/git/objects.ts'
import type { MakeMirror } from '../../../src/main/topics/sharing/mirrors.ts'
import { refused } from '../../../src/main/topics/sharing/verify/refusal.ts'

/** Where a call is lost: before it is made, or after it was made and before its answer arrives. */
type Fault = (step: 'fetch' | 'push' | 'pushed') => boolean

/** A repository in memory with the way to it, so thousands of histories cost minutes. */
export function createMemoryRemote() {
  const far = { objects: new Map<string, GitObject>(), head: null as string | null }

  const makeMirror =
    (isLost: Fault): MakeMirror =>
    () => {
      const objects = new Map<string, GitObject>()
      const read: Mirror['read'] = (oid, kind) => {
        const object = objects.get(oid)
        return object?.kind === kind ? Promise.resolve(object.body) : Promise.reject(refused('damaged'))
      }
      const isAncestor: Mirror['isAncestor'] = async (old, young) => {
        for (let oid: string | null = young; oid !== null;) {
          if (oid === old) return true
          const object = objects.get(oid)
          oid = object ? readCommit(object.body).parent : null
        }
        return false
      }
      const lose = (step: Parameters<Fault>[0]) => {
        if (isLost(step)) throw appError('remote_offline', { detail: 'lost' })
      }
      return {
        init: () => Promise.resolve(),
        fetch: async () => {
          lose('fetch')
          await turn()
          for (const [oid, object] of far.objects) objects.set(oid, object)
          return far.head
        },
        push: async (oid, over) => {
          lose('push')
          await turn()
          const isOnTop = far.head === null || over === far.head || (await isAncestor(far.head, oid))
          if (!isOnTop) return 'raced'
          for (const [id, object] of objects) far.objects.set(id, object)
          far.head = oid
          lose('pushed')
          return 'sent'
        },
        read,
        keep: (more) => {
          for (const [oid, object] of more) objects.set(oid, object)
          return Promise.resolve()
        },
        isAncestor,
        tidy: () => Promise.resolve(),
        cancel: () => undefined,
        close: () => undefined,
      }
    }

  return {
    makeMirror,
    /** The text of every object. */
    texts: (): string[] => [...far.objects.values()].map(({ body }) => body.toString()),
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
