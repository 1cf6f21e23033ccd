import { useState } from 'react'
import { isEqual, isKeptExactly } from '../../../shared/json.ts'
import { decimal, decimalMark } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { unread, type Unread } from '../data/unread.ts'
import { shownText, type WidgetInput } from './widget.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Digits in groups of three, which may be thousands, and decimals behind another sign. */
const GROUPED = /^([+-]?[1-9]\d{0,2})((?:[.,'’\s]\d{3})+)(?:[.,](\d+))?$/

/**
 * The number that a text stands for, with the decimal mark of the language; where that is a comma, a point will do. Text that
 * stands for none, for one that is not kept exactly, or for one of two is unread.
 */
export function numberFrom(typed: string, mark = decimalMark(), isWhole = false): number | Unread | undefined {
  const trimmed = typed.trim()
  if (trimmed === '') return undefined
  const plain = mark === ',' ? trimmed.replace(',', '.') : trimmed
  const isOurs = NUMBER.test(plain)
  const [, start = '', groups = '', decimals] = GROUPED.exec(trimmed) ?? []
  // "1.250" is a thousand and more in German, and little more than one in English.
  if (groups !== '' && !(isOurs && trimmed.includes(mark))) {
    const whole = `${start}${groups.replaceAll(/\D/g, '')}`
    const isOneGroup = /^[.,]\d{3}$/.test(groups)
    if (decimals !== undefined) return unread(typed, text.values.groupedNumber(`${whole}${mark}${decimals}`))
    return isOneGroup
      ? unread(typed, text.values.doubtfulNumber(whole, `${start}${mark}${groups.slice(1)}`))
      : unread(typed, text.values.groupedNumber(whole))
  }
  if (!isOurs) return unread(typed, isWhole ? text.values.noWholeNumber : text.values.noNumber)
  return isKeptExactly(plain) ? Number(plain) : unread(typed, text.values.longNumber)
}

/** A value of a field for numbers as people write it, without groups, which it would not be read with. */
const numberText = (value: unknown): string => (typeof value === 'number' ? decimal(value) : shownText(value))

/** What a control for a number shows: what was typed ("1.", "1e") stays as long as it stands for the value. */
export function useNumberText({ schema, value, onChange }: Pick<WidgetInput, 'schema' | 'value' | 'onChange'>) {
  const read = (text: string) => numberFrom(text, decimalMark(), schema['type'] === 'integer')
  const [typed, setTyped] = useState(() => numberText(value))
  return {
    shown: isEqual(read(typed), value) ? typed : numberText(value),
    put: (text: string) => {
      setTyped(text)
      onChange(read(text))
    },
  }
}
