import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import { readDockerfile } from '../../../src/readers/infrastructure/dockerfile/index.js'
import { dockerfileName } from '../../../src/readers/infrastructure/dockerfile/names.js'
import { itemsOf } from '../../../src/models/value.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { covered, plainOf } from './plain.js'
import { processorTime } from '../../helpers/processor-time.js'

const DIGEST = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

function read(source: string, path = 'Dockerfile') {
  const context = readerContext(filesOf({ [path]: source }))
  const { resources, unread } = readDockerfile(context, path)
  const stages = itemsOf(resources[0] && valueAt(resources[0].properties, 'stages'))
  return { resource: resources[0], stages, unread, defects: context.defects }
}

function instructions(source: string) {
  const { stages, defects } = read(source)
  expect(defects).toEqual([])
  return stages.flatMap((stage) => itemsOf(valueAt(stage, 'instructions')))
}

describe('names', () => {
  test.each([
    ['Dockerfile', 'certain'],
    ['api/Containerfile', 'certain'],
    ['dockerfile', 'certain'],
    ['docker/api.Dockerfile', 'certain'],
    ['docker/api.dockerfile', 'certain'],
    ['Dockerfile.prod', 'likely'],
    ['Dockerfile-alpine', 'likely'],
    ['Dockerfile.j2', 'template'],
    ['Dockerfile.template', 'template'],
    ['Dockerfile.dockerignore', undefined],
    ['docs/dockerfile.md', undefined],
    ['test/dockerfile_action.yml', undefined],
    ['src/dockerfile-parser.ts', undefined],
    ['lib/dockerfiles', undefined],
    ['mydockerfile', undefined],
  ])('%s: %s', (path, expected) => {
    expect(dockerfileName(path)).toBe(expected)
  })
})

describe('stages', () => {
  test('image, tag and digest stand at their own characters', () => {
    const source = `# syntax=docker/dockerfile:1.7\nFROM --platform=linux/amd64 ghcr.io/acme/base:1.2@${DIGEST} AS build\nRUN make\n`
    const { resource, stages } = read(source)
    expect(resource).toMatchObject({ technology: 'dockerfile', type: 'dockerfile', name: 'Dockerfile', complete: true })
    expect(resource?.at).toMatchObject({ line: 2, column: 1, endLine: 2, route: 'stages[0].from' })
    const [stage] = stages
    for (const [key, text] of Object.entries({
      from: `ghcr.io/acme/base:1.2@${DIGEST}`,
      image: 'ghcr.io/acme/base',
      tag: '1.2',
      digest: DIGEST,
      alias: 'build',
      platform: 'linux/amd64',
    })) {
      const value = valueAt(stage, key)
      expect(plainOf(value)).toBe(text)
      expect(covered(source, value)).toBe(text)
    }
    expect(plainOf(valueAt(resource?.properties, 'syntax'))).toBe('docker/dockerfile:1.7')
    expect(covered(source, valueAt(resource?.properties, 'syntax'))).toBe('docker/dockerfile:1.7')
  })

  test('a stage that builds on an earlier one has no image of its own', () => {
    const { stages } = read('FROM node:22 AS Build\nFROM build\nFROM 0 AS last\nFROM last2\n')
    expect(stages.map((stage) => plainOf(valueAt(stage, 'stage')))).toEqual([undefined, 'build', '0', undefined])
    expect(stages.map((stage) => plainOf(valueAt(stage, 'image')))).toEqual(['node', undefined, undefined, 'last2'])
  })

  test('arguments leave the image unresolved; their defaults are told apart', () => {
    const { resource, stages, defects } = read(
      [
        'ARG VERSION=22.11',
        'ARG VARIANT=${VERSION}-slim',
        'ARG REGISTRY',
        'FROM node:${VARIANT}',
        'FROM ${REGISTRY}/acme/base',
        'FROM ${REGISTRY:-docker.io}/acme/base:${TAG-1}',
        'FROM node:${VERSION%.*}',
      ].join('\n'),
    )
    expect(defects).toEqual([])
    expect(plainOf(valueAt(resource?.properties, 'args'))).toEqual({
      VERSION: '22.11',
      VARIANT: { text: '${VERSION}-slim', references: ['VERSION'] },
      REGISTRY: null,
    })
    expect(stages.map((stage) => [plainOf(valueAt(stage, 'from')), plainOf(valueAt(stage, 'default'))])).toEqual([
      [{ text: 'node:${VARIANT}', references: ['VARIANT'] }, 'node:22.11-slim'],
      [{ text: '${REGISTRY}/acme/base', references: ['REGISTRY'] }, undefined],
      [{ text: '${REGISTRY:-docker.io}/acme/base:${TAG-1}', references: ['REGISTRY', 'TAG'] }, 'docker.io/acme/base:1'],
      [{ text: 'node:${VERSION%.*}', references: ['VERSION'] }, undefined],
    ])
  })

  test('an argument of a stage is not in scope of a later FROM', () => {
    const { stages } = read('FROM a:1\nARG V=2\nFROM b:$V\n')
    expect(plainOf(valueAt(stages[1], 'default'))).toBeUndefined()
  })

  test('a quoted image', () => {
    const { stages } = read('FROM "node:22"\n')
    expect(plainOf(valueAt(stages[0], 'tag'))).toBe('22')
  })
})

describe('instructions', () => {
  test('continuations, comments and blank lines between them', () => {
    const source = ['FROM alpine:3', 'RUN apk add \\', '  # why', '', '  curl && \\', '    wget  ', 'USER 10001'].join(
      '\n',
    )
    const [run, user] = instructions(source)
    expect(plainOf(valueAt(run, 'text'))).toBe('apk add   curl &&     wget')
    expect(run?.at).toMatchObject({ line: 2, column: 1, endLine: 6, endColumn: 9, route: 'stages[0].instructions[0]' })
    expect(valueAt(run, 'text')?.at).toMatchObject({ line: 2, column: 5, endLine: 6, endColumn: 9 })
    expect(plainOf(user)).toEqual({ name: 'USER', text: '10001' })
    expect(covered(source, valueAt(user, 'text'))).toBe('10001')
  })

  test('an escaped backslash at the end of a line continues nothing', () => {
    expect(instructions('FROM a:1\nRUN echo \\\\\nUSER app\n').map((each) => plainOf(valueAt(each, 'name')))).toEqual([
      'RUN',
      'USER',
    ])
  })

  test('the escape directive', () => {
    const source = '# escape=`\r\nFROM windows:1\r\nRUN dir c:\\ `\r\n  /b\r\nWORKDIR C:\\\r\nUSER x\r\n'
    expect(instructions(source).map((each) => plainOf(valueAt(each, 'text')))).toEqual(['dir c:\\   /b', 'C:\\', 'x'])
  })

  test('a directive below a comment is a comment', () => {
    const [run] = instructions('# a comment\n# escape=`\nFROM a:1\nRUN a \\\n  b\n')
    expect(plainOf(valueAt(run, 'text'))).toBe('a   b')
  })

  test('flags, exec form and pairs', () => {
    const source = [
      'FROM a:1',
      'RUN --mount=type=secret,id=npm --network=none npm ci',
      'COPY --from=build --link --chown=$USER:app a b /app/',
      'HEALTHCHECK --interval=10s CMD ["curl", "-f", "http://localhost/"]',
      'CMD [ "node", "a \\"b\\"" ]',
      'ENTRYPOINT ["not json]',
      'ENV A=1 B=\'$x\' C="${D} e" F=g\\ h',
      'ENV OLD the rest',
      'ARG TOKEN',
      'LABEL "com.example.a"="b c"',
    ].join('\n')
    const [run, copy, health, cmd, entry, env, old, arg, label] = instructions(source)
    expect(plainOf(valueAt(run, 'flags'))).toEqual({ mount: 'type=secret,id=npm', network: 'none' })
    expect(plainOf(valueAt(run, 'text'))).toBe('npm ci')
    expect(plainOf(valueAt(copy, 'flags'))).toEqual({
      from: 'build',
      link: true,
      chown: { text: '$USER:app', references: ['USER'] },
    })
    expect(plainOf(valueAt(health, 'flags'))).toEqual({ interval: '10s' })
    expect(plainOf(valueAt(health, 'text'))).toBe('CMD ["curl", "-f", "http://localhost/"]')
    expect(plainOf(valueAt(cmd, 'exec'))).toEqual(['node', 'a "b"'])
    expect(itemsOf(valueAt(cmd, 'exec')).map((each) => covered(source, each))).toEqual(['"node"', '"a \\"b\\""'])
    expect(valueAt(entry, 'exec')).toBeUndefined()
    expect(plainOf(valueAt(env, 'pairs'))).toEqual({
      A: '1',
      B: '$x',
      C: { text: '"${D} e"', references: ['D'] },
      F: 'g h',
    })
    expect(plainOf(valueAt(old, 'pairs'))).toEqual({ OLD: 'the rest' })
    expect(plainOf(valueAt(arg, 'pairs'))).toEqual({ TOKEN: null })
    const labels = valueAt(label, 'pairs')
    expect(plainOf(labels)).toEqual({ 'com.example.a': 'b c' })
  })

  test('here-documents are not instructions', () => {
    const source = [
      'FROM a:1',
      "RUN <<'EOF' cat <<-\tX",
      'FROM nowhere',
      'EOF',
      'y',
      '\tX',
      'COPY <<a <<b /etc/',
      'one',
      'a',
      'b',
      'RUN cat <<<EOF && echo "<<EOF" $((1 << 2))',
      'CMD x',
    ].join('\n')
    const [first, copy, here, cmd] = instructions(source.replace('<<-\tX', '<<-X'))
    expect(plainOf(valueAt(first, 'heredocs'))).toEqual({ EOF: 'FROM nowhere', X: 'y' })
    expect(covered(source, valueAt(first, 'heredocs.EOF'))).toBe('FROM nowhere')
    expect(plainOf(valueAt(copy, 'heredocs'))).toEqual({ a: 'one', b: '' })
    expect(valueAt(here, 'heredocs')).toBeUndefined()
    expect(plainOf(cmd)).toEqual({ name: 'CMD', text: 'x' })
  })
})

describe('files that are no Dockerfile', () => {
  test.each([
    ['a template by name', 'FROM {{ base }}\n', 'Dockerfile.j2'],
    ['a template by content', '{% if x %}\nFROM a\n{% endif %}\n', 'Dockerfile'],
  ])('%s is unread', (_, source, path) => {
    const { resource, unread, defects } = read(source, path)
    expect({ resource, defects }).toEqual({ resource: undefined, defects: [] })
    expect(unread?.technology).toBe('dockerfile')
  })

  test.each([
    ['empty', '', 'Dockerfile'],
    ['comments only', '# nothing\n', 'Dockerfile'],
    ['notes with a like name', 'Build with docker build .\n', 'Dockerfile.notes'],
    ['a fragment', 'RUN apt-get update\n', 'Dockerfile.common'],
  ])('%s gives nothing', (_, source, path) => {
    const { resource, unread, defects } = read(source, path)
    expect({ resource, unread, defects }).toEqual({ resource: undefined, unread: undefined, defects: [] })
  })

  test.each([
    ['an unknown instruction', 'FROM a:1\nRUM ls\n', 2, /RUM is not/],
    ['a line that was meant to be continued', 'FROM a:1\nRUN a &&\n  b\n', 3, /^B is not/],
    ['no FROM', 'RUN ls\n', 1, /starts with RUN/],
    ['an open here-document', 'FROM a:1\nRUN <<EOF\nls\n', 2, /EOF does not end/],
    ['words behind the image', 'FROM node:22 # the base\n', 1, /FROM takes an image/],
  ])('%s is a defect', (_, source, line, message) => {
    const { resource, defects } = read(source)
    expect(resource).toBeUndefined()
    expect(defects).toHaveLength(1)
    expect(defects[0]?.at.line).toBe(line)
    expect(defects[0]?.message).toMatch(message)
  })
})

test('hostile files take linear time', () => {
  const started = processorTime()
  read('FROM a:1\n' + 'RUN <<A\nA\n'.repeat(20_000))
  read('FROM a:1\nRUN ' + '<<A '.repeat(50_000))
  read('FROM a:1\n' + 'RUN a \\\n'.repeat(50_000))
  read('FROM ${a'.repeat(50_000))
  read('FROM a:1\nCMD ' + '['.repeat(100_000))
  read('FROM a\n'.repeat(20_000))
  read('FROM a:1\nENV ' + 'a=$b '.repeat(50_000))
  expect(processorTime() - started).toBeLessThan(20_000)
})
