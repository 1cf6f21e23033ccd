import { type RefObject, useRef, useState } from 'react'
import type { Path } from '../../../shared/path.ts'
import { placeOfPath, type TextPlace } from '../../../shared/json-text.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import type { ConfigHandle } from '../../forms/schema-form.tsx'
import type { JsonEditorHandle } from '../../ui/json-editor.tsx'
import { configFrom, textOf, type TextProblem } from './config-text.ts'

/** The config as text, while the form shows it so. */
interface Opened {
  /** What the form held when the text was opened; the secrets of a changed text keep their places in it. */
  start: ReturnType<ConfigHandle['snapshot']>
  json: string
  problem: TextProblem | null
}

export interface ConfigJson {
  /** Null while the fields are shown. */
  opened: Opened | null
  form: RefObject<ConfigHandle | null>
  editor: RefObject<JsonEditorHandle | null>
  open(): void
  /** Shows the fields again, unless the text stands for no config: then its mistake gets the focus. */
  close(): void
  change(json: string): void
  /** Reads the text from the form again: after a change from elsewhere, or in place of a text with a mistake. */
  reread(): void
  goTo(place: TextPlace): void
  goToPath(path: Path): void
  /** Goes to the mistake that keeps the text from being saved; false where there is none. */
  hasProblem(): boolean
}

/** The config of a form as JSON text, which both change: each valid text at once, so a save needs no step in between. */
export function useConfigJson(schemas: EntrySchemas): ConfigJson {
  const form = useRef<ConfigHandle>(null)
  const editor = useRef<JsonEditorHandle>(null)
  const [opened, setOpened] = useState<Opened | null>(null)

  const reread = () => {
    if (!form.current) return
    const json = textOf(form.current.value().config)
    setOpened({ start: form.current.snapshot(), json, problem: null })
  }
  const goTo = ({ line, column }: TextPlace) => editor.current?.goTo(line, column)
  const hasProblem = () => {
    if (!opened?.problem) return false
    goTo(opened.problem.place)
    return true
  }
  return {
    ...{ opened, form, editor, reread, goTo, hasProblem },
    open: reread,
    close: () => {
      if (!hasProblem()) setOpened(null)
    },
    change: (json) => {
      if (!opened) return
      const { config, problem } = configFrom(json, schemas)
      if (config) form.current?.replaceConfig(opened.start, config)
      setOpened({ ...opened, json, problem })
    },
    goToPath: (path) => {
      if (opened) goTo(placeOfPath(opened.json, path.slice(1).map(String)))
    },
  }
}
