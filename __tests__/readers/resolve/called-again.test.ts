import { describe, expect, jest, test } from '@jest/globals'
import type { Because } from '../../../src/core/location.js'
import { readingOnce } from '../../../src/readers/resolve/called-again.js'
import { createResolver } from '../../../src/readers/resolve/index.js'
import type { Script } from '../../../src/readers/resolve/types.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { memoryFiles } from '../../helpers/memory-files.js'

const FILE = '.github/actions/build/action.yml'
const TEXT = `npm test || { echo failed; ./report.sh; }
make lint | tee log
unknown-tool --flag
trap 'rm -rf out; false' ERR
docker push acme/api
`

const files = memoryFiles({
  [FILE]: '',
  'package.json': '{"scripts":{"test":"jest && npm run more","more":"vitest"}}',
  Makefile: 'lint:\n\teslint .\n',
  'report.sh': 'curl https://example.com\n',
})

const link = (line: number, file = '.github/workflows/a.yml'): Because => ({ file, line, text: `line ${line}` })

function script(same: string | undefined, ...way: readonly Because[]): Script {
  return {
    text: TEXT,
    place: (offset) => ({ line: 10 + TEXT.slice(0, offset).split('\n').length, column: 1 }),
    file: FILE,
    route: 'runs.steps[0].run',
    shell: 'bash',
    failFast: true,
    directory: '',
    because: [...way, link(11, FILE)],
    ...(same !== undefined && { same }),
  }
}

describe('a script that is met again', () => {
  const fresh = (...way: readonly Because[]) => createResolver(files, NO_SETTINGS).script(script(undefined, ...way))

  test('does what it does, on the way that leads to it then', () => {
    const { script: read } = createResolver(files, NO_SETTINGS)
    const ways = [[link(3)], [link(8), link(4, '.github/workflows/b.yml')], []]
    for (const way of ways) expect(read(script('a', ...way))).toEqual(fresh(...way))
    expect(fresh(link(3)).commands.length).toBeGreaterThan(6)
    expect(fresh(link(3)).opaque).not.toEqual([])
  })

  test('names its own commands in its intents and as what runs after a failure', () => {
    const { script: read } = createResolver(files, NO_SETTINGS)
    read(script('a', link(3)))
    const { commands, intents } = read(script('a', link(8)))
    expect(intents.length).toBeGreaterThan(2)
    expect(intents.every(({ command }) => command === undefined || commands.includes(command))).toBe(true)
    const handlers = commands.flatMap(({ onFailure = [] }) => onFailure)
    expect(handlers.length).toBeGreaterThan(1)
    expect(handlers.every((each) => commands.includes(each))).toBe(true)
  })

  test('is read once, and anew where something is different', () => {
    const read = jest.fn(createResolver(files, NO_SETTINGS).script)
    const once = readingOnce(read)
    for (const same of ['a', 'a', 'b', 'a', undefined, undefined]) once(script(same, link(3)))
    expect(read).toHaveBeenCalledTimes(4)
  })
})

test('a command whose failure leads back to itself is moved once', () => {
  const { script: read } = createResolver(files, NO_SETTINGS)
  const way = link(3)
  const { commands } = read(script('a', way))
  const [command] = commands
  if (command === undefined) throw new Error('there are commands')
  const circle: { onFailure: unknown[] } & typeof command = { ...command, onFailure: [] }
  circle.onFailure.push(circle)
  const once = readingOnce(() => ({ commands: [circle], intents: [], opaque: [] }))
  once(script('c', way))
  const [moved] = once(script('c', link(8))).commands
  expect(moved).not.toBe(circle)
  expect(moved?.onFailure?.[0]).toBe(moved)
  expect(moved?.because[0]).toEqual(link(8))
})
