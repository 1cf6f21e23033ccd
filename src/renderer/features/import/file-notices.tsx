import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { ImportFile } from '../../stores/import-store.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'

/** The files that could not be read, each with its error and what to do. */
export function FileNotices() {
  const { imports } = useStores()
  const files = useStore(imports.store, (state) => state.files)
  return files
    .filter(({ error }) => error !== null)
    .map((file) =>
      file.error?.reason === 'needs_naming' ? (
        <Naming key={file.id} file={file} />
      ) : (
        <Notice key={file.id} kind="bad" isAlert>
          <span className="font-medium">{file.name}</span>: {file.error?.message}
        </Notice>
      ),
    )
}

/** Suggests a key and a name: `my-service` and "My service" for `my-service.schema.json`. */
const stemOf = (fileName: string) => fileName.toLowerCase().replace(/(\.schema)?\.json$/, '')
const keyOf = (fileName: string) => stemOf(fileName).replace(/[^a-z0-9._-]+/g, '-')
const nameOf = (fileName: string) => {
  const words = stemOf(fileName)
    .replace(/[._-]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function Naming({ file }: { file: ImportFile }) {
  const { imports } = useStores()
  const [key, setKey] = useState(keyOf(file.name))
  const [name, setName] = useState(nameOf(file.name))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void imports.name(file.id, { key: key.trim(), name: name.trim() })
  }
  return (
    <Notice kind="info">
      <p className="font-medium">{text.imports.namingTitle(file.name)}</p>
      <p className="text-text-muted">{text.imports.namingBody}</p>
      <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-3">
        <Field label={text.editor.key} value={key} required onChange={({ target }) => setKey(target.value)} />
        <Field label={text.editor.name} value={name} required onChange={({ target }) => setName(target.value)} />
        <Button type="submit">{text.imports.check}</Button>
      </form>
    </Notice>
  )
}
