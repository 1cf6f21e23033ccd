import type { FieldProps } from '../rjsf.ts'
import { useState } from 'react'
import { startData } from '../data/data.ts'
import { useFormActions } from '../data/form-context.ts'
import { NodeField } from './schema-field.tsx'
import { metaOf } from '../schema/form-node.ts'
import { fieldId } from '../templates/field-ids.ts'
import { AddButton } from './add-button.tsx'

/** The next level of a recursive schema, compiled only when it has data or the person adds it. */
export function RecursiveField(props: FieldProps) {
  const { schema, fieldPathId, formData, onChange } = props
  const { formId, compilers } = useFormActions()
  const { ref, label } = metaOf(schema)
  const { path } = fieldPathId
  const [isOpen, setIsOpen] = useState(formData !== undefined)
  if (ref === null) return null
  const compiler = path[0] === 'auth' ? compilers.auth : compilers.config
  if (isOpen) {
    const node = compiler.compileRef(ref, String(path.at(-1)))
    return <NodeField {...props} schema={node} />
  }
  const open = () => {
    setIsOpen(true)
    const node = compiler.compileRef(ref, String(path.at(-1)))
    onChange(startData(node, undefined, { isNew: true }), path)
  }
  return <AddButton id={fieldId(formId, path)} what={label} isOff={props.disabled === true} onClick={open} />
}
