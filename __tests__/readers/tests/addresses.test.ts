import { describe, expect, test } from '@jest/globals'
import { addressesIn, areOfOrganisations, isNumbered } from '../../../src/readers/tests/addresses.js'
import { processorTime } from '../../helpers/processor-time.js'

describe('addresses', () => {
  test.each<[name: string, text: string, real: readonly string[], reserved: number]>([
    ['none', 'a @ b, @media, git@host:x', [], 0],
    ['one, twice and in capitals', 'Ada@Posteo.de ada@posteo.de', ['ada@posteo.de'], 0],
    ['reserved domains', 'a@example.com b@shop.test c@x.invalid d@y.localhost', [], 4],
    ['words for made-up ones', 'test@posteo.de jane@acme.com foo@orange.fr noreply@icloud.com', [], 4],
    ['a word that only begins like one', 'testa@posteo.de', ['testa@posteo.de'], 0],
    ['default domains of generators alone', 'eldora@gmail.com finn@yahoo.com', [], 2],
    ['those beside others', 'eldora@gmail.com finn@posteo.de', ['eldora@gmail.com', 'finn@posteo.de'], 0],
  ])('%s', (_, text, real, reserved) => {
    expect(addressesIn(text)).toMatchObject({ real, reserved })
  })

  test('the first real one has its offset', () => {
    expect(addressesIn('a@example.com, finn@posteo.de').first).toBe(15)
  })

  test('a text of one character is looked at in linear time', () => {
    const start = processorTime()
    const texts = ['a'.repeat(1_000_000), '@'.repeat(300_000), 'a@b.c.'.repeat(100_000), `a@${'b.'.repeat(500_000)}`]
    for (const text of texts) addressesIn(text)
    expect(processorTime() - start).toBeLessThan(20_000)
  })
})

describe('numbered addresses', () => {
  test.each<[name: string, locals: string, numbered: boolean]>([
    ['counted from any number', 'kunde7 kunde8 kunde9 kunde10', true],
    ['counted in base 36', 'lnorth0 fsmith1 gkuhn2 abell3', true],
    ['years of birth', 'ada1990 bob1987 cleo2001 dan1975', false],
    ['names', 'ada bob cleo dan', false],
    ['none', '', false],
  ])('%s', (_, locals, numbered) => {
    const addresses = locals.split(' ').flatMap((local) => (local === '' ? [] : `${local}@posteo.de`))
    expect(isNumbered(addresses)).toBe(numbered)
  })
})

describe('addresses of organisations', () => {
  test.each<[name: string, addresses: readonly string[], are: boolean]>([
    ['a domain each', ['ada@posteo.de', 'bob@orange.fr', 'cleo@icloud.com'], true],
    ['domains in common', ['ada@posteo.de', 'bob@orange.fr', 'cleo@posteo.de'], false],
    ['none', [], false],
  ])('%s', (_, addresses, are) => {
    expect(areOfOrganisations(addresses)).toBe(are)
  })
})
