import { SchemaForm } from '../../forms/schema-form.tsx'
import { text } from '../../text/text.ts'
import type { Preview } from './use-preview.ts'

const NOTHING = {}
const NO_SECRETS: never[] = []
const ignore = () => {}

/** The form that a connector of this draft would have; input in it is not saved. */
export function FormPreview({ preview: { schemas, formKey } }: { preview: Preview }) {
  return (
    <section aria-label={text.editor.preview} className="flex min-h-48 flex-1 flex-col gap-2">
      <h3 className="text-sm font-semibold">{text.editor.preview}</h3>
      <div className="min-h-0 flex-1 scroll-pt-8 scroll-pb-5 overflow-y-auto rounded-card border border-line bg-surface p-4">
        {schemas ? (
          <SchemaForm
            key={formKey}
            schemas={schemas}
            config={NOTHING}
            secrets={NO_SECRETS}
            isNew
            errors={NOTHING}
            formId="entry-preview"
            onChange={ignore}
            onSubmit={ignore}
          />
        ) : (
          <p className="text-sm text-text-muted">{text.editor.noPreview}</p>
        )}
      </div>
    </section>
  )
}
