import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { chromium, handlers } from './chromium.ts'

const shown: EventEmitter[] = []

class StandInNotification extends EventEmitter {
  static isSupported: typeof Electron.Notification.isSupported = () => true

  readonly #options: Electron.NotificationConstructorOptions

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    this.#options = options
  }

  show: Electron.Notification['show'] = () => {
    shown.push(this)
    void chromium.note({ call: 'notification', detail: this.#options })
  }
}

export { StandInNotification as Notification }

handlers['clickNotification'] = (index: number) => void shown[index]?.emit('click', {})
