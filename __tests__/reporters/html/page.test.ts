import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderHtml } from '../../../src/reporters/html/page.js'
import { SCRIPT } from '../../../src/reporters/html/script.js'
import { STYLE } from '../../../src/reporters/html/style.js'
import { finding, HOSTILE, hostileReport, pullRequestReport, quietReport } from '../reports.js'
import { elementsOf, skeletonOf } from './reader.js'
import { bigReport, withDelivery } from './stories.js'
import { processorTime } from '../../helpers/processor-time.js'

const LINKS = {
  server: 'https://github.com',
  repository: 'acme/shop',
  sha: 'a'.repeat(40),
  checkPages: 'https://github.com/acme/pillarlint/blob/v1/docs/checks/',
}
const hostile = (text: string): string => renderHtml(withDelivery(hostileReport(text), text), { links: LINKS })
const full = renderHtml(withDelivery(pullRequestReport()), { links: LINKS })

describe('structure', () => {
  test('a quiet repository says so, and leaves out what there is nothing to say of', () => {
    const page = renderHtml(quietReport())
    expect(page).toContain('Nothing to report.')
    expect(page).toContain('Nothing was found.')
    expect(page).not.toContain('<section id="delivery"')
    expect(page).not.toContain('<section id="other-tools"')
    expect(page).not.toContain('class="filters" data-list="finding-list"')
  })

  test('every part has a heading, and the contents lead to it', () => {
    const ids = elementsOf(full).flatMap(({ name, attributes }) =>
      name === 'section' ? (attributes.get('id') ?? []) : [],
    )
    expect(ids).toEqual([
      'verdict',
      'score',
      'maturity',
      'services',
      'findings',
      'delivery',
      'history',
      'practices',
      'unknowns',
      'other-tools',
      'coverage',
    ])
    for (const id of ids) expect(full).toContain(`<a href="#${id}">`)
  })

  test('links within the page lead to an element, and no two elements have the same id', () => {
    const twice = [finding({ delta: 'existing' }), finding({ delta: 'existing' })]
    const page = renderHtml({ ...pullRequestReport(), findings: twice })
    const ids = elementsOf(page).flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('finding-0123456789abcdef-2')
    const targets = elementsOf(full).flatMap(({ attributes }) => /^#(.+)/.exec(attributes.get('href') ?? '')?.[1] ?? [])
    const known = new Set(elementsOf(full).flatMap(({ attributes }) => attributes.get('id') ?? []))
    expect(targets.filter((each) => !known.has(each))).toEqual([])
  })

  test('the policy admits the page’s own style and script and nothing else', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('base64')
    expect(full).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash(STYLE)}&#39;; script-src &#39;sha256-${hash(SCRIPT)}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    )
    const names = elementsOf(full).map(({ name }) => name)
    expect(names.filter((name) => name === 'script' || name === 'style')).toEqual(['style', 'script'])
    expect(
      elementsOf(full)
        .flatMap(({ attributes }) => [...attributes.keys()])
        .filter((name) => /^on|^style$|^src$/.test(name)),
    ).toEqual([])
  })

  test('style and script hold nothing that would end them', () => {
    expect(STYLE + SCRIPT).not.toMatch(/<\/|<!--/)
    expect(SCRIPT).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|eval|fetch\(/)
  })
})

describe('what is told', () => {
  test('the verdict, what to fix and where', () => {
    expect(full).toContain('1 finding must be fixed in this pull request.')
    expect(full).toContain(`https://github.com/acme/shop/blob/${'a'.repeat(40)}/.github/workflows/ci.yml#L12`)
    expect(full).toContain('/docs/checks/pipeline-unpinned-action.md')
    expect(full).toMatch(/<strong>Fix:<\/strong>\s*pin it to a commit/)
  })

  test('what the change moves, and what it only hides', () => {
    expect(full).toContain('<h3>Practices that this change moves (1)</h3>')
    expect(full).toMatch(/<summary>\s*1 practice that this change makes visible, or hides\s*<\/summary>/)
  })

  test('changes to what judges, with the owners to ask, and how the services stand', () => {
    expect(full).toMatch(
      /Changes to how changes are judged \(1\)[^]*pillarlint\.yml#L4[^]*owned by <code>@acme\/shop<\/code>/,
    )
    expect(full).toMatch(/<code>api<\/code>[^]*failed[^]*Nothing of their own to mend: <code>web calm<\/code>/)
  })

  test('without a known repository places are not links', () => {
    const page = renderHtml(pullRequestReport())
    expect(page).toContain('<code>.github/workflows/ci.yml:12</code>')
    expect(page).not.toContain('/blob/')
  })

  test('unknown practices with the permission that would settle them', () => {
    expect(full).toContain('<h3>Permissions that would settle them</h3>')
    expect(full).toMatch(/<code>administration: read<\/code>: 1 practice/)
  })

  test('figures have the same as text beside them', () => {
    expect(full).toMatch(/Build your team culture[\s\S]*2 to 4/)
    expect(full).toContain('The delivery as a table (5 stages)')
    expect(full).toMatch(/if it fails, after\s+deploy and 1 more/)
    expect(full).toContain('median 3 days')
  })

  test('a secret’s lines are not shown, nor what would replace them', () => {
    const page = renderHtml({
      ...pullRequestReport(),
      findings: [finding({ concealed: true, suggestion: 'token: x' })],
    })
    expect(page).not.toContain('token: x')
    expect(page).not.toContain('These lines instead')
  })
})

describe('hostile text', () => {
  const plain = skeletonOf(hostile('plain'))

  test.each(HOSTILE)('%j makes no element and no attribute', (text) => {
    expect(skeletonOf(hostile(text))).toEqual(plain)
  })

  test('any text at all', () => {
    const risky = fc.string({
      unit: fc.constantFrom('<', '>', '"', "'", '&', '=', '/', ' ', '\n', '-', '!', 'a', '`', '\0', 'ü'),
    })
    fc.assert(
      fc.property(fc.oneof(risky, fc.string({ unit: 'binary' })), (text) => {
        expect(skeletonOf(hostile(text))).toEqual(plain)
      }),
      { numRuns: 60 },
    )
  })

  test('links lead to the web or into the page, whatever an address says', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      'https://',
      ' https://x',
      'vbscript:x',
    ]) {
      const page = renderHtml(withDelivery(hostileReport(text), text, text), { links: { ...LINKS, server: text } })
      const targets = elementsOf(page).flatMap(({ attributes }) => attributes.get('href') ?? [])
      expect(targets.filter((each) => !/^(?:https:\/\/[a-z]|#)/.test(each))).toEqual([])
    }
  })

  test('what changes the direction or hides is shown by its number', () => {
    expect(hostile('a\u202etxt.exe')).toContain('a&lt;U+202E&gt;txt.exe')
    expect(hostile('\u001b[31mred')).not.toContain('\u001b')
  })
})

test('the time for a report grows with the number of findings, not faster', () => {
  const time = (report: ReturnType<typeof bigReport>): number => {
    const start = processorTime()
    renderHtml(report)
    return processorTime() - start
  }
  const [small, big] = [bigReport(1000), bigReport(8000)]
  time(small)
  const base = Math.max(time(small), 5)
  expect(time(big)).toBeLessThan(base * 8 * 4)
})
