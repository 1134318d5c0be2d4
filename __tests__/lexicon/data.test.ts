import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { compileLexicon, lexiconFiles } from '../../scripts/build-lexicon.js'
import { readLinks, requireLinks } from '../../scripts/lexicon/links.js'
import { INTENT_KINDS } from '../../src/core/intent-kind.js'
import { ACTIONS, PROGRAMS } from '../../src/lexicon/entries.js'
import { classifyAction, toolNames } from '../../src/lexicon/index.js'

function compile(text: string) {
  return compileLexicon([{ file: 'x.yaml', text }])
}

describe('the generated file', () => {
  test('is what the data compile to', async () => {
    for (const [path, text] of await lexiconFiles()) expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('names nothing twice and finds every name', () => {
    for (const entries of [PROGRAMS, ACTIONS]) {
      const names = entries.all().flatMap((each) => each.names)
      expect(names).toEqual([...new Set(names)])
      for (const { names: own, entry } of entries.all())
        for (const name of own) expect(entries.get(name)).toEqual(entry)
    }
  })

  test('knows intent kinds only', () => {
    const kinds = new Set<string>()
    for (const { entry } of PROGRAMS.all())
      for (const { intents = [] } of entry.entries ?? []) intents.forEach((kind) => kinds.add(kind))
    for (const { entry } of ACTIONS.all()) {
      for (const kind of [entry.intents ?? [], ...(entry.cases ?? []).map((each) => each.intents)].flat())
        kinds.add(kind)
    }
    expect([...kinds].filter((kind) => !INTENT_KINDS.some((each) => each === kind))).toEqual([])
  })

  test('has a tool for every kind', () => {
    expect(INTENT_KINDS.filter((kind) => toolNames(kind).length === 0)).toEqual([])
  })

  test('commands of actions are of known programs', () => {
    const programs = ACTIONS.all().flatMap(({ entry }) => (entry.runs ?? []).map((run) => run.split(' ')[0] ?? ''))
    expect(programs.filter((name) => PROGRAMS.get(name) === undefined)).toEqual([])
  })
})

describe('compiling', () => {
  test('one text stands for a list of one, a path is split into words', () => {
    expect(compile('- { tool: x, covers: go, entries: [{ sub: a b, intents: lint }] }').programs).toEqual([
      { names: ['x'], entry: { tool: 'x', covers: ['go'], entries: [{ sub: [['a', 'b']], intents: ['lint'] }] } },
    ])
  })

  test.each([
    ['tool: x', 'x.yaml: must be a list'],
    ['- x', 'x.yaml:1: must be a mapping'],
    ['# a\n\n- { covers: x }', 'x.yaml:3: tool is missing'],
    ['- { tool: x, cover: y }', 'x.yaml:1: unknown key cover;'],
    ['- { tool: x, entries: [{ intents: deploi }] }', 'x.yaml:1: entries[0]: deploi is no intent kind'],
    ['- { tool: x, entries: [{ sub: x, when: y }] }', 'x.yaml:1: entries[0]: unknown key when;'],
    ['- { tool: x, entries: { sub: x } }', 'x.yaml:1: entries must be a list'],
    ['- { tool: x, style: goal }', 'x.yaml:1: style must be goals'],
    ['- { tool: x, grouped: yes }', 'x.yaml:1: grouped must be true or left out'],
    ['- { tool: x, programs: [Helm] }', 'x.yaml:1: Helm must be one word in lower case'],
    ['- { tool: x, values: [-n, -n] }', 'x.yaml:1: values names -n twice'],
    ['- { tool: x, entries: [{ sub: a*b }] }', 'x.yaml:1: entries[0]: a*b has a * inside'],
    ['- { tool: x }\n- { tool: x }', 'x.yaml:2: program x is already described at x.yaml:1'],
    ['- { action: [a/b] }\n- { action: a/b }', 'x.yaml:2: action a/b is already described at x.yaml:1'],
    ['- { action: a/b, cases: [{ intents: lint }] }', 'x.yaml:1: cases[0]: when is missing'],
    ['- { images: a/b, program: helm }', 'image a/b: no entry for program helm'],
  ])('%j is refused', (text, message) => {
    expect(() => compile(text)).toThrow(message)
  })
})

describe('documentation links', () => {
  const NAMES = { tools: 'links.yaml', actions: 'action-links.yaml' }
  const TOOLS = 'schemes:\n  https://registry.test/{tool}: a b\ntools:\n  c: https://c.test/'
  const ACTIONS = [
    'github: { page: "https://github.com/{1}/{2}" }',
    'azure: { keyed: "https://azure.test/{key}", pages: { x-v1: x, "https://elsewhere.test/": y z } }',
  ].join('\n')
  const links = (tools = TOOLS, actions = ACTIONS) =>
    readLinks({ file: NAMES.tools, text: tools }, { file: NAMES.actions, text: actions })
  const ALL =
    '- { programs: [a, b], entries: [{ sub: s, tool: c, intents: lint }] }\n- { action: ["azure:x", "azure:y", "azure:z"] }'
  const requireAll = (data: string, given = links()) => requireLinks(given, compile(data).linked, NAMES)

  test('every tool and every action has a page, and every page is of one of them', () => {
    expect(() => requireAll(`${ALL}\n- { action: [owner/repo/path] }`)).not.toThrow()
  })

  test.each([
    ['a program', '- { tool: d }', 'x.yaml:3: tool d has no documentation link: add it to links.yaml'],
    ['one of several programs', '- { programs: [a1, d] }', 'x.yaml:3: tool a1 has no documentation link'],
    [
      'the tool of an entry',
      '\n\n- { programs: [a1], tool: a, entries: [{ sub: s, tool: d, intents: lint }] }',
      'x.yaml:5: tool d has no documentation link: add it to links.yaml',
    ],
    [
      'a task',
      '- { action: "azure:w" }',
      'x.yaml:3: action azure:w has no documentation link: add it to action-links.yaml',
    ],
    [
      'an action of a system without pages',
      '- { action: "other:w" }',
      'x.yaml:3: action other:w has no documentation link',
    ],
  ])('%s without one is refused, with file and line', (_, entry, message) => {
    expect(() => requireAll(`${ALL}\n${entry}`)).toThrow(message)
  })

  test('a page of nothing is refused', () => {
    expect(() => requireAll('- { programs: [a, b] }')).toThrow('links.yaml: c is no tool of the data files')
    expect(() => requireAll(ALL.replace(', "azure:z"', ''))).toThrow(
      'action-links.yaml: azure: z is no action of the data files',
    )
  })

  test.each([
    ['tools: { c: http://c.test/ }', undefined, 'links.yaml: http://c.test/ must be an address'],
    ['schemes: { "https://x.test/{tool}": a a }', undefined, 'links.yaml: a has two pages'],
    [
      'schemes: { "https://x.test/{tool}": c }\ntools: { c: https://c.test/ }',
      undefined,
      'links.yaml: c has two pages',
    ],
    ['tools: {}', 'azure: { pages: { x-v1: x } }', 'action-links.yaml: azure: x-v1 must be an address'],
    ['tools: {}', 'azure: x', 'action-links.yaml: azure: must be a mapping'],
    ['- x', undefined, 'links.yaml: must be a mapping'],
  ])('%j, %j is refused', (tools, actions, message) => {
    expect(() => links(tools, actions)).toThrow(message)
  })
})

const CORPUS = '../shared/corpus'

/** Uses of remote actions in the workflows of a folder: `owner/repo[/path]`, lower case. */
function usesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .flatMap((path) => {
      const lines = readFileSync(join(folder, path), 'utf8').split('\n')
      return lines.flatMap(
        (line) => /^\s*(?:-\s+)?uses:\s*['"]?([\w.-]+\/[^@'"\s]+)@/.exec(line)?.[1]?.toLowerCase() ?? [],
      )
    })
}

const onCorpus = existsSync(CORPUS) ? test : test.skip

onCorpus('every action that real workflows use at least twice is known', () => {
  const counts = new Map<string, number>()
  for (const use of usesIn(CORPUS)) counts.set(use, (counts.get(use) ?? 0) + 1)
  const unknown = [...counts].filter(([use, count]) => {
    const [owner = '', repository = '', ...path] = use.split('/')
    const isWorkflow = use.includes('/.github/workflows/')
    return count > 1 && !isWorkflow && classifyAction(`${owner}/${repository}`, path.join('/'), new Map()) === undefined
  })
  expect(unknown).toEqual([])
})
