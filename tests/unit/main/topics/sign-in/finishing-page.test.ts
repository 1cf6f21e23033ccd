import { expect, test } from 'vitest'
import { finishingPage } from '../../../../../src/main/topics/sign-in/finishing-page.ts'

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de', 'Angemeldet'],
  ['fr-FR, de;q=0.9, en;q=0.8', 'de', 'Angemeldet'],
  ['en-GB,de;q=0.9', 'en', 'Signed in'],
  ['en-XA', 'en', 'Signed in'],
  [undefined, 'en', 'Signed in'],
])('the page after a sign-in is in the language of the browser (%s)', (accepted, language, title) => {
  const page = finishingPage('done', accepted)
  expect(page).toContain(`<html lang="${language}">`)
  expect(page).toContain(`<h1>${title}</h1>`)
})
