import { mock } from 'node:test'
import { handlers } from './chromium.ts'

const now = performance.now.bind(performance)
let passed = 0

performance.now = () => now() + passed
// What is repeated waits for a test to let time pass.
mock.timers.enable({ apis: ['setInterval'] })

handlers['passTime'] = (milliseconds: number) => {
  passed += milliseconds
  mock.timers.tick(milliseconds)
}
