import { armor, Encrypter, Stanza } from 'age-encryption'
import { shortCode } from '../shared/text/short-code.ts'

/** The script of the page that asks for a secret. Its words are in the page, which shows and hides them. */
const form = element('form')
const { request = '', recipient = '', until = '', file = '' } = form.dataset

/** The answer that was made last, to be saved once more. */
let answer: string | null = null

function element(selector: string): HTMLElement {
  const match = document.querySelector<HTMLElement>(selector)
  if (!match) throw new Error(`The page has no ${selector}`)
  return match
}

const fields = () => [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-path]')]

const show = (selector: string, isShown: boolean) => {
  element(selector).hidden = !isShown
}

/** The date here, YYYY-MM-DD. */
const today = () => {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Encrypts the values for the key of the request. The id of the request stays readable in the header of the file. */
async function encrypt(values: Record<string, string>): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  encrypter.addRecipient({ wrapFileKey: () => [new Stanza(['patchbay-request', request], new Uint8Array())] })
  return encrypter.encrypt(JSON.stringify({ format: 'patchbay-answer', version: 1, request, values }))
}

function save(text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${text.trim()}\n`], { type: 'text/plain' }))
  link.download = file
  link.click()
}

async function submit(): Promise<void> {
  const inputs = fields()
  const empty = inputs.find(({ value }) => value.trim() === '')
  show('#missing', empty !== undefined)
  show('#failed', false)
  if (empty) return empty.focus()
  try {
    const bytes = await encrypt(Object.fromEntries(inputs.map((input) => [input.dataset['path'] ?? '', input.value])))
    answer = armor.encode(bytes)
    const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
    element('#code').textContent = shortCode(new Uint8Array(hash))
    save(answer)
  } catch {
    return show('#failed', true)
  }
  // Nothing that was typed stays in the page once it is encrypted.
  for (const input of inputs) input.value = ''
  form.hidden = true
  show('#done', true)
  element('#done').focus()
}

for (const button of form.querySelectorAll<HTMLElement>('[data-shows]'))
  button.addEventListener('click', () => {
    const input = document.getElementById(button.dataset['shows'] ?? '')
    if (!(input instanceof HTMLInputElement)) return
    const isShown = input.type === 'password'
    input.type = isShown ? 'text' : 'password'
    input.toggleAttribute('data-shown', isShown)
    button.setAttribute('aria-pressed', String(isShown))
  })

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void submit()
})

element('#again').addEventListener('click', () => {
  if (answer !== null) save(answer)
})

if (today() > until) {
  show('#ended', true)
  form.hidden = true
}
