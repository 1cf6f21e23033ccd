import { expect, test } from 'vitest'
import { appText } from '../../../../src/renderer/text/en/app.ts'
import { pseudoTranslation } from '../../../../src/renderer/text/pseudo.ts'

const { common, app } = pseudoTranslation('appText', appText)

test('the language for tests has accents and longer words, and leaves commands alone', () => {
  expect(common.keepEditing).toBe('Kéééép éédíítííng')
  expect(common.removeFilter('tag')).toBe('Réémóóvéé théé fííltéér táág')
  expect(app.endedStays).toContain('`patchbay open`')
})

test('a text that passes through it once more stays the same', () => {
  expect(common.removeFilter(common.close)).toBe('Réémóóvéé théé fííltéér Clóóséé')
})
