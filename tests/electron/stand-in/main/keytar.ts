import type Keytar from 'keytar'
import { chromium } from './chromium.ts'

/** The keychain of the pretended desktop; it outlives the program. */
export default {
  getPassword: (service, account) => chromium.keychain({ name: 'get', account: `${service}/${account}` }),
  setPassword: async (service, account, value) => {
    await chromium.keychain({ name: 'set', account: `${service}/${account}`, value })
  },
  deletePassword: async (service, account) =>
    (await chromium.keychain({ name: 'delete', account: `${service}/${account}` })) !== null,
} satisfies Partial<typeof Keytar>
