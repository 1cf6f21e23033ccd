import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { SchemaForm } from '../../../../src/renderer/forms/schema-form.tsx'
import { BareForm } from './bare-form.tsx'
import type { FormCase } from './case.ts'
import './page.css'

function Page({ formCase }: { formCase: FormCase }) {
  const { schemas, config = {}, secrets = [], errors: initial = {}, disabled = false, isNew, isBare } = formCase
  const [errors, setErrors] = useState(initial)
  useEffect(() => {
    window.setErrors = setErrors
  }, [])
  if (isBare) return <BareForm schema={schemas.configSchema} />
  return (
    <>
      <SchemaForm
        formId="connector"
        schemas={schemas}
        config={config}
        secrets={secrets}
        errors={errors}
        {...(isNew !== undefined && { isNew })}
        disabled={disabled}
        onChange={(value) => {
          window.formValue = value
        }}
        onSubmit={(value) => {
          window.submitted.push(value)
        }}
      />
      <button type="submit" form="connector">
        Save
      </button>
    </>
  )
}

window.submitted = []
const start = performance.now()
const root = createRoot(document.getElementById('root') ?? document.body)
let forms = 0
window.showForm = (formCase) => {
  window.submitted = []
  forms += 1
  // What a test does next is meant for this form.
  flushSync(() => root.render(<Page key={forms} formCase={formCase} />))
}
window.showForm(window.formCase)
requestAnimationFrame(function painted() {
  // A task queued in an animation frame runs after that frame is painted.
  const isThere = document.querySelector('form') !== null
  if (isThere) setTimeout(() => (window.paintedAfter = performance.now() - start))
  else requestAnimationFrame(painted)
})
