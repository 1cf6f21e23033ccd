import { expect, test } from 'vitest'
import { AppError, type FieldErrors } from '../../../../src/contract/errors.ts'
import { createWording } from '../../../../src/renderer/text/wording.ts'
import { errorSentences } from '../../../../src/shared/reasons/error-reasons.ts'
import { fieldReasons } from '../../../../src/shared/reasons/field-reasons.ts'
import { createTestApp } from '../../../helpers/test-app.ts'

/** The screens of another language, of which only these sentences matter here. */
const french = createWording(
  {
    ...errorSentences,
    input: () => 'Certains champs sont à corriger',
    workspace_name_taken: ({ name }) => `Un espace nommé ${name} existe déjà`,
  },
  {
    ...fieldReasons,
    name_taken: () => 'Choisissez un autre nom',
    max_length: ({ limit }) => `${limit} caractères au plus`,
  },
)

test('screens with another table word the errors of the program, whole and of fields, without a change to main', async () => {
  const { api, app } = createTestApp()
  const errorOf = async (name: string) => {
    const error: unknown = await api.workspaces.create({ name }).catch((cause: unknown) => cause)
    if (!(error instanceof AppError)) throw new Error('No error of the program')
    return { whole: french.errorMessage(error), fields: french.fieldMessages(error.fields), message: error.message }
  }
  await api.workspaces.create({ name: 'Acme' })
  expect(await errorOf('Acme')).toEqual({
    whole: 'Un espace nommé Acme existe déjà',
    fields: { name: ['Choisissez un autre nom'] },
    message: 'A workspace named Acme already exists',
  })
  expect(await errorOf('x'.repeat(300))).toMatchObject({
    whole: 'Certains champs sont à corriger',
    fields: { name: ['255 caractères au plus'] },
  })
  await app.close()
})

test('a reason that the screens do not know, as of a newer program, shows the sentence that came with it', () => {
  const error = { reason: 'from_the_future', values: {}, message: 'Something new happened' }
  expect(french.errorMessage(error)).toBe('Something new happened')
})

test('the same errors of fields are worded as the same lists, so a field knows which one it has shown', () => {
  const fields: FieldErrors = { name: [{ message: 'Choose another name', reason: 'name_taken', values: {} }] }
  const again = structuredClone(fields)
  expect(french.fieldMessages(fields)['name']).toBe(french.fieldMessages(fields)['name'])
  expect(french.fieldMessages(again)['name']).not.toBe(french.fieldMessages(fields)['name'])
})
