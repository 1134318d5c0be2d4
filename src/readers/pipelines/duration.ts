import type { Located } from '../../core/location.js'
import type { YamlScalar } from '../yaml/node.js'

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['m', 60],
  ['s', 1],
])

/** A duration as Go writes it (`1h30m`, `600s`) in minutes; as it is if it is none. `0` stands for no limit. */
export function inMinutes({ text, at }: Pick<YamlScalar, 'text' | 'at'>): Located<string> {
  const parts = [...text.trim().matchAll(/(\d{1,9}(?:\.\d{1,9})?)(h|m|s)/g)]
  const whole = parts.map(([part]) => part).join('')
  if (parts.length === 0 || whole !== text.trim()) return { value: text, at }
  const seconds = parts.reduce((sum, [, number, unit = 's']) => sum + Number(number) * (SECONDS.get(unit) ?? 1), 0)
  return { value: String(seconds / 60), at }
}
