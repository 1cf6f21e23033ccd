import { fine, runAt, TOKEN } from './run.ts'
import { startService } from './service.ts'

const STATUSES = [301, 302, 303, 307, 308]

/** Places outside a service at `service.test:PORT`, of which some look as if they were inside; another one listens at `other`. */
const outside = (port: number, other: number): string[] => [
  `http://other.test:${other}/me`,
  `http://127.0.0.1:${other}/me`,
  `http://other.test:${other}/?at=service.test:${port}`,
  `http://127.0.0.1:${other}/?at=service.test:${port}`,
  `//other.test:${other}/me`,
  `/\\other.test:${other}/me`,
  `\\\\other.test:${other}/me`,
  `http:\\\\other.test:${other}`,
  `http://service.test:${port}@other.test:${other}/me`,
  `http://service.test@other.test:${other}`,
  `http://other.test:${other}#@service.test:${port}`,
  `http://other.test:${other}?@service.test:${port}`,
  `http://service.test.other.test:${other}/`,
  `http://xservice.test:${port}/me`,
  `http://sub.service.test:${port}/me`,
  `http://service.test:${other}/me`,
  `http://SERVICE.test:${other}/me`,
  `http://service.test.:${port}/me`,
  `https://service.test:${port}/me`,
  `http://127.0.0.1:${port}/me`,
  `http://localhost:${other}/me`,
  `http://[::1]:${other}/me`,
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
  'https://other.test/',
  'ftp://other.test/',
  'file:///etc/passwd',
  'data:application/json,{"id":1}',
  'javascript:alert(1)',
  `\thttp://other.test:${other}/me`,
  'http://',
]

/** Places within the service; PORT is its port, which is only known once it runs. */
const INSIDE = [
  '/again',
  'again',
  '?a=b',
  './x/../again',
  '//service.test:PORT/again',
  'http://service.test:PORT/again',
  'http://SERVICE.TEST:PORT/again',
  'http://user:pass@service.test:PORT/again',
  '/again#there',
]

/**
 * Tests a service that leads on to each place: answers how many there were, and what went otherwise than it must. Only
 * places within the service are followed, and no secret goes anywhere else.
 */
export async function followRedirects(): Promise<{ count: number; misses: string[] }> {
  await using other = await startService(fine)
  await using probe = await startService(fine)
  const misses: string[] = []
  let count = 0
  const follow = (location: string) => {
    const status = STATUSES[count++ % STATUSES.length] ?? 302
    return runAt(({ url, headers }) => {
      if (url !== '/me') return [200, { id: 1, name: 'ada' }]
      return [status, {}, { location: location.replace('PORT', (headers.host ?? '').split(':')[1] ?? '') }]
    })
  }
  for (const location of outside(probe.port, other.port)) {
    const { outcome, requests } = await follow(location)
    const reason = outcome && 'cause' in outcome ? outcome.cause?.reason : undefined
    if (reason !== 'redirect' || requests.length !== 1)
      misses.push(`${location}: ${reason}, ${requests.length} requests`)
  }
  for (const location of INSIDE) {
    const { outcome, requests } = await follow(location)
    const isFine = outcome !== null && 'cause' in outcome && outcome.cause === null
    const sent = requests.map(({ headers }) => headers.authorization)
    if (!isFine || sent.length !== 2 || sent.some((one) => one !== `Bearer ${TOKEN}`))
      misses.push(`${location}: ${JSON.stringify({ outcome, sent: sent.length })}`)
  }
  for (const { url, headers } of [...other.requests, ...probe.requests])
    misses.push(`another host was asked for ${url}${headers.authorization === undefined ? '' : ', with the secret'}`)
  return { count, misses }
}
