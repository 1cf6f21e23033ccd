import { createContext, type ReactNode } from 'react'

/** What the open dialog asks before it does what it is for; it stands above it, so nothing that was chosen is lost. */
export const DialogQuestion = createContext<ReactNode>(null)
