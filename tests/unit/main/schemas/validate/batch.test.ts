import { expect, test } from 'vitest'
import { createBatch } from '../../../../../src/main/schemas/validate/batch.ts'

const rejects = async (input: number) => Promise.reject(new Error(`No ${input}`))

/** Doubles numbers, and keeps what it was asked at once. */
function createDoubling(ask: (input: number) => Promise<number>, most?: number) {
  const questions: number[][] = []
  const batch = createBatch(async (inputs: number[]) => {
    questions.push(inputs)
    return Promise.all(inputs.map(ask))
  }, most)
  return { batch, questions }
}

test('what is wanted within a tick is asked for at once, as many as go together', async () => {
  const { batch, questions } = createDoubling((input) => Promise.resolve(2 * input), 2)
  expect(await Promise.all([1, 2, 3].map((input) => batch(input)))).toEqual([2, 4, 6])
  expect(await batch(4)).toBe(8)
  expect(questions).toEqual([[1, 2], [3], [4]])
})

test('the fault of one leaves the others their answers, and is answered for it alone', async () => {
  const { batch, questions } = createDoubling((input) => (input === 2 ? rejects(input) : Promise.resolve(2 * input)))
  const answers = await Promise.allSettled([1, 2, 3].map((input) => batch(input)))
  expect(answers).toEqual([
    { status: 'fulfilled', value: 2 },
    { status: 'rejected', reason: new Error('No 2') },
    { status: 'fulfilled', value: 6 },
  ])
  expect(questions).toEqual([[1, 2, 3], [1], [2], [3]])
})

test('one alone that cannot be answered is asked for once', async () => {
  const { batch, questions } = createDoubling(rejects)
  await expect(batch(1)).rejects.toThrow('No 1')
  expect(questions).toEqual([[1]])
})
