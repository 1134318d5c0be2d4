import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { OPTIONS } from '../../src/cli/options.js'
import { composeYaml } from '../../src/readers/yaml/compose.js'

const PAGES = ['getting-started', 'recipes', 'troubleshooting', 'comparison', 'configuration', 'releasing'].map((name) => `docs/${name}.md`)
const text = (path: string) => readFileSync(path, 'utf8')

/** The anchors that GitHub makes of a page's headings. */
function anchorsOf(page: string): Set<string> {
  const headings = text(page).matchAll(/^#{1,6} (.*)$/gm)
  return new Set([...headings].map(([, title = '']) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')))
}

describe.each(PAGES.map((page) => [page]))('%s', (page) => {
  test('leads nowhere that is not there', () => {
    for (const [, target = ''] of text(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (target.startsWith('https://')) continue
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? page : join(dirname(page), path)
      expect([target, existsSync(file)]).toEqual([target, true])
      if (anchor !== undefined) expect([target, anchorsOf(file).has(anchor)]).toEqual([target, true])
    }
  })

  test('shows YAML that can be read', () => {
    for (const [, block = ''] of text(page).matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)) {
      // Pieces of a file stand as deep as in it.
      expect([block, composeYaml('page.yml', block).error?.message]).toEqual([block, undefined])
    }
  })
})

describe('troubleshooting', () => {
  const rows = [...text('docs/troubleshooting.md').matchAll(/^\| `(.*?)` \| (.*) \| (.*) \|$/gm)].map(([, message = '']) => message)
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
    .map((path) => text(join('src', path)).replaceAll("\\'", "'"))
    .join('\n')

  test('has rows', () => expect(rows.length).toBeGreaterThan(40))

  test.each(rows.map((message) => [message]))('"%s" is a message of the sources', (message) => {
    const fixed = message.split('…').map((part) => part.replace(/^["',:; ]+/, '').trim()).filter((part) => part.length > 3)
    expect(fixed.length).toBeGreaterThan(0)
    for (const part of fixed) expect([part, sources.includes(part)]).toEqual([part, true])
  })

  test('is in order, so that a message is found', () => {
    const key = (message: string) => message.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, '').replace(/ +/g, ' ').trim()
    for (const section of text('docs/troubleshooting.md').split(/^## /m).slice(1)) {
      const messages = [...section.matchAll(/^\| `(.*?)` \|/gm)].map(([, message = '']) => message)
      const named = messages.filter((message) => !message.startsWith('…')).map(key)
      expect(named).toEqual([...named].sort())
    }
  })
})

test('getting started names options of init only, and all of them', () => {
  const named = [...text('docs/getting-started.md').matchAll(/^\| `--([a-z-]+)/gm)].map(([, name]) => name)
  const known = Object.entries(OPTIONS).flatMap(([name, spec]) => {
    const commands: readonly string[] = 'commands' in spec ? spec.commands : []
    return commands.includes('init') && name !== 'token-env' ? [name] : []
  })
  expect(named.sort()).toEqual(known.sort())
})
