import { describe, expect, test } from '@jest/globals'
import type { ShellTest } from '../../../src/models/index.js'
import { commandsOf, lineOf } from './support.js'
import { processorTime } from '../../helpers/processor-time.js'

/** The guards of the command `t`, written out. */
function guardsOf(text: string): string[] | undefined {
  const command = commandsOf(text).find((each) => lineOf(each).startsWith('t '))
  return command?.guards?.map(written)
}

function written(test: ShellTest): string {
  if ('left' in test) return `${test.left}${test.kind === 'equal' ? '=' : '~'}${test.right}`
  if (test.kind === 'not') return `!${written(test.of)}`
  return `(${test.of.map(written).join(test.kind === 'all' ? ' & ' : ' | ')})`
}

describe('tests that hold where a command runs', () => {
  test.each<[string, string[] | undefined]>([
    ['t 1', undefined],
    ['make && t 1', undefined],
    ['make || t 1', undefined],
    ['if make; then t 1; fi', undefined],
    ['[ -f x ] && t 1', undefined],
    ['[ a = b ] && t 1', undefined],
    ['A=b; [ "$A" = b ] && t 1', undefined],
    ['[ "$A" -gt 1 ] && t 1', undefined],
    ['echo $A | grep -q b && t 1', undefined],
    ['[ "$A" = b ] | c; t 1', undefined],
    ['for x in $A; do t 1; done', undefined],
  ])('none: %s', (text, expected) => {
    expect(guardsOf(text)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['if [ "$A" = b ]; then t 1; fi', ['$A=b']],
    ['if test "${A}" = b; then t 1; fi', ['${A}=b']],
    ['if [[ $A == b ]]; then t 1; fi', ['$A=b']],
    ['if [ b = "$A" ]; then t 1; fi', ['$A=b']],
    ['if [ "$A" != b ]; then t 1; fi', ['!$A=b']],
    ['if ! [ "$A" = b ]; then t 1; fi', ['!$A=b']],
    ['if [ ! "$A" = b ]; then t 1; fi', ['!$A=b']],
    ['if [ -n "$A" ]; then t 1; fi', ['!$A=']],
    ['if [ "$A" ]; then t 1; fi', ['!$A=']],
    ['if [ -z "$A" ]; then t 1; fi', ['$A=']],
    ['if [[ $A == release/* ]]; then t 1; fi', ['$A~release/*']],
    ['if [[ $A =~ ^v[0-9] ]]; then t 1; fi', ['$A~^v[0-9]']],
    ['if [[ $A == b && $C == d ]]; then t 1; fi', ['($A=b & $C=d)']],
    ['if [ "$A" = b -o "$C" = d ]; then t 1; fi', ['($A=b | $C=d)']],
    ['if [ "$A" = b ] && [ "$C" = d ]; then t 1; fi', ['($A=b & $C=d)']],
    ['if [ "$A" = b ] || [ "$C" = d ]; then t 1; fi', ['($A=b | $C=d)']],
    ['if [ "$A" = b ] && make; then t 1; fi', ['$A=b']],
    ['if [ "$A" = b ]; then :; else t 1; fi', ['!$A=b']],
    ['if [ "$A" = b ]; then :; elif [ "$A" = c ]; then t 1; fi', ['!$A=b', '$A=c']],
    ['if [ "$A" = b ]; then if [ "$C" = d ]; then t 1; fi; fi', ['$A=b', '$C=d']],
    ['[ "$A" = b ] && t 1', ['$A=b']],
    ['[ "$A" = b ] && make && t 1', ['$A=b']],
    ['[ "$A" = b ] || t 1', ['!$A=b']],
    ['{ [ "$A" = b ]; } && t 1', ['$A=b']],
    ['case "$A" in b|c) t 1;; esac', ['($A=b | $A=c)']],
    ['case "$A" in b) ;; *) t 1;; esac', ['!($A=b)']],
    ['case "$A" in b*) t 1;; esac', ['($A~b*)']],
    ['f() { t 1; }; [ "$A" = b ] && f', ['$A=b']],
    ['[ "$A" = "$C" ] && t 1', ['$A=$C']],
    ['C=d; [ "$A" = "$C" ] && t 1', ['$A=d']],
    ['[ "${A:-false}" = false ] && t 1', ['${A:-false}=false']],
  ])('%s', (text, expected) => {
    expect(guardsOf(text)).toEqual(expected)
  })

  test.each<[string, string[] | undefined]>([
    ['if [ "$A" != b ]; then exit 0; fi; t 1', ['$A=b']],
    ['[ "$A" = b ] || exit 0; t 1', ['$A=b']],
    ['[ "$A" = b ] && exit 1\nt 1', ['!$A=b']],
    ['if [ "$A" = b ]; then if [ "$C" = d ]; then exit; fi; fi; t 1', ['!($A=b & $C=d)']],
    // What else the end hangs on is not known, so that nothing follows from it.
    ['if [ "$A" = b ]; then make || exit 1; fi; t 1', undefined],
    ['make || exit 1; t 1', undefined],
    ['( [ "$A" = b ] && exit 0 ); t 1', undefined],
    ['for x in $C; do [ "$A" = b ] && exit 0; done; t 1', undefined],
  ])('behind an end of the script: %s', (text, expected) => {
    expect(guardsOf(text)).toEqual(expected)
  })

  test('long and deep tests are given up in time', () => {
    const chain = Array.from({ length: 5000 }, (_, index) => `[ "$A" = ${index} ]`)
    const start = processorTime()
    expect(guardsOf(`${chain.join(' && ')} && t 1`)?.length ?? 0).toBeLessThan(20)
    expect(guardsOf(`${chain.join(' || ')} || t 1`)?.length ?? 0).toBeLessThan(20)
    guardsOf(`[[ ${chain.map((each) => each.slice(2, -2)).join(' && ')} ]] && t 1`)
    guardsOf(`${'if [ "$A" = b ]; then '.repeat(200)} t 1 ${'; fi'.repeat(200)}`)
    guardsOf(chain.map((each) => `${each} && exit 0`).join('\n'))
    expect(processorTime() - start).toBeLessThan(20_000)
  })
})
