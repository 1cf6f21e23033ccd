import type { NameQuestion, ViewStore } from './view-store.ts'
import type { WorkspaceStore } from './workspace-store.ts'

interface Question {
  title: string
  confirmLabel: string
}

/** Whether the person means it: in a workspace that is marked as production they type its name, elsewhere they always do. */
export type AskForName = (workspaceId: string, question: Question) => Promise<boolean>

export const createAskForName =
  ({ view, workspaces }: { view: ViewStore; workspaces: WorkspaceStore }): AskForName =>
  (workspaceId, question) => {
    const workspace = workspaces.store.getState().list?.find(({ id }) => id === workspaceId)
    if (!workspace?.isProduction) return Promise.resolve(true)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    let isMeant = false
    const confirm = () => {
      isMeant = true
      view.closeQuestion()
    }
    const dialog: NameQuestion = { kind: 'confirm-name', workspaceId, ...question, confirm }
    view.ask(dialog)
    const stop = view.store.subscribe((state) => {
      if (state.dialog === dialog || state.questionAbove === dialog) return
      stop()
      resolve(isMeant)
    })
    return promise
  }
