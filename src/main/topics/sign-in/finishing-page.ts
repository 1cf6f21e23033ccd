const PAGES = {
  done: ['Signed in', 'Patchbay has what it needs. You can close this page.'],
  failed: ['Not signed in', 'Patchbay shows why. You can close this page.'],
  ended: ['Not signed in', 'This sign-in has ended already. Begin again in Patchbay.'],
  again: ['Nothing to do', 'This sign-in is being finished already. You can close this page.'],
  foreign: ['Not signed in', 'This answer belongs to no sign-in that is under way. Begin again in Patchbay.'],
  elsewhere: ['Nothing here', 'Patchbay waits for somebody who signs in, at another address.'],
} as const

export type PageWords = keyof typeof PAGES

/** The page that the browser shows once the service has sent it back. It repeats no part of the service's answer. */
export function finishingPage(words: PageWords): string {
  const [title, body] = PAGES[words]
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Patchbay</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem }
</style>
<h1>${title}</h1>
<p>${body}</p>
</html>
`
}
