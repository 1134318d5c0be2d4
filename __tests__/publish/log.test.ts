import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { neutralise } from '../../src/publish/log.js'
import { processorTime } from '../helpers/processor-time.js'

/** How the runner looks for a command: trimmed from the left, `::name …::`; or `##[name …]` anywhere. */
function isObeyed(log: string): boolean {
  const blank = /^[\s\u0085]+/
  return log.split(/\r\n|[\r\n]/).some((line) => line.replace(blank, '').startsWith('::') || line.includes('##['))
}

describe('neutralise', () => {
  test.each(['', 'plain text', 'a\nb\n', 'std::vector', 'a :: b', '  indented', '# heading', 'größe 😀'])(
    'leaves %j alone',
    (text) => {
      expect(neutralise(text)).toBe(text)
    },
  )

  test.each([
    ['::error::x', ': :error::x'],
    ['  ::error::x', '  : :error::x'],
    ['a\n::set-output name=x::y', 'a\n: :set-output name=x::y'],
    ['a\r::error::x', 'a\n: :error::x'],
    ['a\r\n\t::error::x', 'a\n\t: :error::x'],
    ['\u00a0\u2003::error::x', '\u00a0\u2003: :error::x'],
    ['\u0085::error::x', '\uFFFD::error::x'],
    ['x ##[error]y', 'x # #[error]y'],
    ['###[error]y', '## #[error]y'],
    ['##[group]a ##[endgroup]', '# #[group]a # #[endgroup]'],
    ['\u001b[2K\u001b[1Ahidden', '\uFFFD[2K\uFFFD[1Ahidden'],
    ['a\u202eb\u0000', 'a\uFFFDb\uFFFD'],
    ['::::', ': :::'],
  ])('%j becomes %j', (text, expected) => {
    expect(neutralise(text)).toBe(expected)
  })

  test('leaves nothing that the runner obeys', () => {
    const piece = fc.constantFrom(
      '::',
      ':',
      '#',
      '##[',
      '[',
      ' ',
      '\t',
      '\n',
      '\r',
      '\u0085',
      '\u2028',
      '\v',
      '\u001b',
      'a',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        expect(isObeyed(neutralise(pieces.join('')))).toBe(false)
      }),
    )
  })

  test('takes time linear in the text', () => {
    const started = processorTime()
    for (const unit of ['\n', ' ', '##[', '::', '\r']) neutralise(unit.repeat(1_000_000))
    expect(processorTime() - started).toBeLessThan(20_000)
  })
})
