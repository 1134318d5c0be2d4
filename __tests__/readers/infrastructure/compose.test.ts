import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import { isComposeFile, readCompose, withOverlays } from '../../../src/readers/infrastructure/compose/index.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { plainOf } from './plain.js'

function read(files: Readonly<Record<string, string>>) {
  const context = readerContext(filesOf(files))
  const readings = context.files.paths.map((path) => readCompose(context, path))
  return {
    resources: withOverlays(readings.flatMap(({ resources }) => resources)),
    unread: readings.flatMap(({ unread }) => unread ?? []),
    defects: context.defects,
  }
}

test.each([
  ['compose.yaml', true],
  ['docker-compose.yml', true],
  ['deploy/docker-compose.prod.yml', true],
  ['compose.override.yaml', true],
  ['docker-compose-test.yml', true],
  ['composer.yaml', false],
  ['mycompose.yaml', false],
  ['compose/app.yaml', false],
  ['docker-compose.yml.j2', false],
])('%s: %s', (path, expected) => {
  expect(isComposeFile(path)).toBe(expected)
})

describe('services', () => {
  test('name, place, interpolation', () => {
    const { resources, defects } = read({
      'compose.yaml': [
        'x-base: &base {restart: always}',
        'services:',
        '  api:',
        '    <<: *base',
        '    image: "acme/api:${TAG:-latest}"',
        '    command: echo $$HOME $USER',
        '    labels: [a$$b]',
        '    ports: !override ["80:80"]',
        '    env_file: !reset []',
        '  db: {image: postgres:17, extends: {service: base}}',
        '  odd: text',
      ].join('\n'),
    })
    expect(defects).toEqual([])
    expect(resources).toMatchObject([
      { technology: 'compose', type: 'service', name: 'api', complete: true, at: { line: 3, column: 3, endColumn: 6 } },
      { name: 'db', complete: false },
    ])
    expect(resources[0]?.at.route).toBe('services.api')
    expect(plainOf(resources[0]?.properties)).toMatchObject({
      restart: 'always',
      image: { text: 'acme/api:${TAG:-latest}', references: ['TAG'] },
      command: { text: 'echo $$HOME $USER', references: ['USER'] },
      labels: ['a$b'],
      ports: ['80:80'],
      env_file: { text: '!reset []' },
    })
    expect(valueAt(resources[0]?.properties, 'image')?.at).toMatchObject({ line: 5, column: 12 })
  })

  test('files of a folder that define one service together', () => {
    const { resources } = read({
      'a/compose.yaml': 'services: {api: {image: a}, db: {image: b}}',
      'a/compose.prod.yaml': 'services: {api: {restart: always}}',
      'b/compose.yaml': 'services: {api: {image: a}}',
    })
    expect(resources.map(({ file, name, complete }) => [file, name, complete])).toEqual([
      ['a/compose.prod.yaml', 'api', false],
      ['a/compose.yaml', 'api', false],
      ['a/compose.yaml', 'db', true],
      ['b/compose.yaml', 'api', true],
    ])
  })

  test.each([
    ['no services', 'volumes: {}\n'],
    ['a list', '- a\n'],
    ['empty', ''],
    ['services is text', 'services: a\n'],
  ])('%s', (_, source) => {
    expect(read({ 'compose.yaml': source })).toEqual({ resources: [], unread: [], defects: [] })
  })

  test('a template is unread, a broken file a defect', () => {
    const template = read({ 'compose.yaml': 'services:\n{% for a in b %}\n  {{ a }}: {image: b}\n{% endfor %}\n' })
    expect(template).toMatchObject({ resources: [], defects: [], unread: [{ technology: 'compose' }] })
    expect(read({ 'compose.yaml': 'services:\n  a:\n    image: b\n   ports: []\n' }).defects).toHaveLength(1)
  })
})
