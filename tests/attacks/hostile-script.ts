/** What became of each attempt: `done` where the browser let it happen. */
export type Attempts = Record<string, 'done' | 'refused'>

/**
 * Tries everything that a script could do which has got into the page. Runs inside the page, as part of a script that the
 * host itself serves: what a test evaluates in a page is not bound by the page's policy.
 */
export async function attack(foreign: string): Promise<Attempts> {
  const attempts: Attempts = {}
  const scope = globalThis as unknown as Record<string, unknown>
  scope['attacking'] = true
  const RUN = 'globalThis.attacked=1'

  const attempt = async (name: string, run: () => unknown) => {
    delete scope['attacked']
    let isDone = false
    try {
      isDone = Boolean(await run())
    } catch {
      isDone = false
    }
    attempts[name] = isDone ? 'done' : 'refused'
  }
  const hasRun = () => 'attacked' in scope
  // Every attempt ends by an event of its own, let through or not, so none is judged by the clock.
  const loads = (element: HTMLElement) =>
    new Promise<boolean>((resolve) => {
      element.addEventListener('load', () => resolve(true))
      element.addEventListener('error', () => resolve(false))
      document.body.append(element)
    })
  const create = <Name extends keyof HTMLElementTagNameMap>(name: Name, properties: object = {}) =>
    Object.assign(document.createElement(name), properties)
  // Its script would run later, in the middle of another attempt.
  const markup = '<img src=x: onerror=0>'
  const ownScript = document.querySelector('script')?.src ?? ''

  await attempt('eval', () => (0, eval)('1') === 1)
  await attempt('Function', () => new Function('return 1')() === 1)
  await attempt('setTimeout with text', async () => {
    setTimeout(RUN as unknown as () => void, 0)
    // Timers of one length run in their order.
    await new Promise((resolve) => setTimeout(resolve, 0))
    return hasRun()
  })
  await attempt('innerHTML', () => {
    document.body.append(create('div', { innerHTML: markup }))
    return true
  })
  await attempt('outerHTML', () => {
    const inner = create('b')
    create('div').append(inner)
    inner.outerHTML = markup
    return true
  })
  await attempt('insertAdjacentHTML', () => {
    document.body.insertAdjacentHTML('beforeend', markup)
    return true
  })
  await attempt('document.write', () => {
    document.write(markup)
    return true
  })
  await attempt('DOMParser', () => new DOMParser().parseFromString(markup, 'text/html').body.firstChild !== null)
  await attempt('createContextualFragment', () => document.createRange().createContextualFragment(markup).firstChild)
  await attempt('a policy of its own', () => (scope['trustedTypes'] as TrustedTypes).createPolicy('own', {}))
  await attempt('text of a script', () => {
    document.body.append(create('script', { text: RUN }))
    return hasRun()
  })
  await attempt('child of a script', () => {
    const script = create('script')
    script.append(RUN)
    document.body.append(script)
    return hasRun()
  })
  await attempt('attribute of an event', () => {
    const button = create('button')
    button.setAttribute('onclick', RUN)
    document.body.append(button)
    button.click()
    return hasRun()
  })
  await attempt('script from elsewhere', () => loads(create('script', { src: `${foreign}script.js` })))
  await attempt('own script under another address', () => loads(create('script', { src: `${ownScript}?x` })))
  await attempt('import of data', () => import(/* @vite-ignore */ `data:text/javascript,${RUN}`))
  await attempt('import from elsewhere', () => import(/* @vite-ignore */ `${foreign}module.js`))
  await attempt('worker from a blob', () => new Worker(URL.createObjectURL(new Blob([RUN]))))
  await attempt('service worker', () => navigator.serviceWorker.register(ownScript))
  await attempt('frame from elsewhere', () => {
    const frame = create('iframe', { src: `${foreign}frame.html` })
    return new Promise((resolve) => {
      addEventListener('message', ({ data }) => resolve(data === 'frame'))
      // Comes after what the frame has reported while it loaded; a refused one loads an empty page.
      frame.addEventListener('load', () => postMessage('loaded', '*'))
      document.body.append(frame)
    })
  })
  await attempt('frame with its own document', async () => {
    await loads(create('iframe', { srcdoc: `<script>parent.attacked=1</script>` }))
    return hasRun()
  })
  await attempt('object', () => loads(create('object', { data: `${foreign}object.svg` })))
  await attempt('fetch', () => fetch(`${foreign}fetch`, { mode: 'no-cors' }))
  await attempt('XMLHttpRequest', () => {
    const request = new XMLHttpRequest()
    request.open('GET', `${foreign}request`, false)
    request.send()
    return true
  })
  await attempt('EventSource', () => {
    const source = new EventSource(`${foreign}events`)
    return new Promise((resolve) => {
      source.onopen = () => resolve(true)
      source.onerror = () => resolve(false)
    })
  })
  await attempt('WebSocket', () => {
    const socket = new WebSocket(`${foreign.replace('http', 'ws')}socket`)
    return new Promise((resolve) => {
      socket.onopen = () => resolve(true)
      socket.onerror = () => resolve(false)
    })
  })
  await attempt('image from elsewhere', () => loads(create('img', { src: `${foreign}image.svg` })))
  await attempt('style sheet from elsewhere', () =>
    loads(create('link', { rel: 'stylesheet', href: `${foreign}style.css` })),
  )
  await attempt('style element', () => {
    document.head.append(create('style', { textContent: 'body { --attacked: 1 }' }))
    return getComputedStyle(document.body).getPropertyValue('--attacked') !== ''
  })
  await attempt('attribute of a style', () => {
    const box = create('div')
    box.setAttribute('style', '--attacked: 1')
    document.body.append(box)
    return getComputedStyle(box).getPropertyValue('--attacked') !== ''
  })
  await attempt('font from elsewhere', () => new FontFace('x', `url(${foreign}font.woff2)`).load())
  await attempt('base address', () => {
    document.head.append(create('base', { href: foreign }))
    return new URL('x', document.baseURI).origin !== location.origin
  })
  return attempts
}

interface TrustedTypes {
  createPolicy(name: string, rules: object): unknown
}
