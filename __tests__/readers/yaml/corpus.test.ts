import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { loadAll } from 'js-yaml'
import { composeYaml } from '../../../src/readers/yaml/compose.js'
import type { YamlFile, YamlNode } from '../../../src/readers/yaml/node.js'
import { typed } from '../../../src/readers/yaml/to-value.js'
import { ANY_TAGS } from '../../helpers/any-tags.js'
import { everyNode } from './support.js'

const CORPUS = join('..', 'shared', 'corpus')
const here = existsSync(CORPUS) ? describe : describe.skip

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** What js-yaml lets pass and we report: unquoted template constructs, and a bomb of aliases. */
const DELIBERATE = /^(?:a key must be a single value|aliases expand to more)/

function plainOf(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.tag === undefined ? typed(node) : node.text
  if (node.kind === 'sequence') return node.items.map(plainOf)
  return new Map(node.entries.map(({ key, value }) => [key.text, plainOf(value)]))
}

/** Number keys become text, and text that we keep where js-yaml makes a number (leading zeros) becomes that number. */
function comparable(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, each]) => [String(key), comparable(each)]).sort()
  if (Array.isArray(value)) return value.map(comparable)
  return typeof value === 'string' && /^[-+]?0[0-9]+$/.test(value) ? Number(value) : value
}

here('real files', () => {
  test('are read as js-yaml reads them, where it reads them', () => {
    let compared = 0
    const different: string[] = []
    for (const file of yamlFiles(CORPUS)) {
      const source = readFileSync(file, 'utf8')
      const ours = composeYaml(file, source)
      let theirs: unknown[]
      try {
        theirs = loadAll(source, { schema: ANY_TAGS })
      } catch {
        continue
      }
      compared++
      if (ours.error !== undefined) {
        if (!DELIBERATE.test(ours.error.message)) different.push(`${file}: ${ours.error.message}`)
      } else if (!same(ours, theirs)) different.push(file)
    }
    expect(different).toEqual([])
    expect(compared).toBeGreaterThan(1000)
  })

  test('have every place inside the file, and every plain scalar where its text stands', () => {
    const wrong: string[] = []
    for (const file of yamlFiles(CORPUS)) {
      const source = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
      const lines = source.split('\n')
      for (const node of composeYaml(file, source).documents.flatMap(everyNode)) {
        if (node.kind !== 'scalar' || node.text === '' || node.at.line !== node.at.endLine) continue
        const written = lines[node.at.line - 1]?.slice(node.at.column - 1, node.at.endColumn - 1)
        if (node.style === 'plain' && written !== node.text) wrong.push(`${file}:${node.at.line}`)
        if (node.style === 'single' && written?.slice(1, -1).replaceAll("''", "'") !== node.text) {
          wrong.push(`${file}:${node.at.line}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

function same(ours: YamlFile, theirs: unknown[]): boolean {
  return text(ours.documents.map(plainOf)) === text(theirs)
}

function text(value: unknown): string {
  return JSON.stringify(comparable(value))
}
