import type { CDPSession } from '@playwright/test'
import type { FrameInfo } from '../calls.ts'
import { toProgramUrl } from '../url.ts'
import { ISOLATED_WORLD } from './worlds.ts'

/** Knows which frame, at which URL, a message comes from. */
export async function followFrames(cdp: CDPSession) {
  const frames = new Map<string, FrameInfo>()
  const contexts = new Map<number, string>()
  cdp.on('Page.frameNavigated', ({ frame: { id, url, parentId } }) =>
    frames.set(id, { id, url: toProgramUrl(url), isMain: parentId === undefined }),
  )
  cdp.on('Page.frameAttached', ({ frameId }) => frames.set(frameId, { id: frameId, url: 'about:blank', isMain: false }))
  cdp.on('Page.frameDetached', ({ frameId }) => frames.delete(frameId))
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    const frame = frames.get(frameId)
    if (frame) frame.url = toProgramUrl(url)
  })
  cdp.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
    const { frameId } = auxData as { frameId?: string }
    if (name === ISOLATED_WORLD && frameId !== undefined) contexts.set(id, frameId)
  })
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => contexts.delete(executionContextId))
  cdp.on('Runtime.executionContextsCleared', () => contexts.clear())
  await cdp.send('Page.enable')
  await cdp.send('Runtime.enable')
  const { frameTree } = await cdp.send('Page.getFrameTree')
  frames.set(frameTree.frame.id, { id: frameTree.frame.id, url: frameTree.frame.url, isMain: true })

  const ofContext = (contextId: number): FrameInfo => {
    const frame = frames.get(contexts.get(contextId) ?? '')
    if (!frame) throw new Error(`There is no frame with the context ${contextId}`)
    return { ...frame }
  }
  return {
    ofContext,
    main: (): FrameInfo => {
      const frame = [...frames.values()].find(({ isMain }) => isMain)
      if (!frame) throw new Error('There is no main frame')
      return { ...frame }
    },
    isolatedContext: (which: 'main' | 'child') =>
      [...contexts.keys()].findLast((contextId) => ofContext(contextId).isMain === (which === 'main')),
  }
}
