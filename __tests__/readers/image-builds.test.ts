import { unknown } from '../../src/core/known.js'
import { describe, expect, test } from '@jest/globals'
import type { BuildStage } from '../../src/models/index.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { readModels } from '../../src/readers/read-models.js'
import { filesOf } from '../helpers/files.js'
import { processorTime } from '../helpers/processor-time.js'

/** The stages of the only Dockerfile. */
function stagesOf(...lines: string[]): readonly BuildStage[] {
  return buildsOf({ Dockerfile: lines.join('\n') })[0]?.stages ?? []
}

function buildsOf(files: Record<string, string>) {
  const snapshot = {
    repository: 'acme/shop',
    revision: null,
    deliveryHistory: unknown('not read'),
    files: filesOf(files),
    hosting: noHosting('none'),
  }
  const { models } = readModels({ ...snapshot, history: { known: false, reason: 'none' } }, NO_SETTINGS)
  return models.imageBuilds.known ? models.imageBuilds.value : []
}

const said = ({ commands }: BuildStage): string[] =>
  commands.map(({ argv, at }) => `${at.line}:${at.column} ${argv.map(({ text }) => text).join(' ')}`)

describe('image builds', () => {
  test('stages know what they build on', () => {
    const [build, tests, last] = stagesOf(
      'ARG NODE=22.1',
      'FROM --platform=$BUILDPLATFORM node:${NODE} AS Build',
      'FROM build AS tests',
      'FROM $RUNTIME',
    )
    expect(build).toMatchObject({ from: { value: 'node:${NODE}' }, image: 'node:22.1', alias: 'Build' })
    expect(tests?.base).toBe(build)
    expect(tests?.image).toBeUndefined()
    expect(last?.from).toMatchObject({ value: '$RUNTIME', at: { line: 4, column: 6 } })
    expect([last?.image, last?.base]).toEqual([undefined, undefined])
  })

  test('user and probe come from the last instruction, or from the stage below', () => {
    const [base, app, other] = stagesOf(
      'FROM debian:13.1 AS base',
      'USER 1000',
      'USER 10001:10001',
      'HEALTHCHECK --interval=30s CMD curl -f http://localhost/',
      'FROM base',
      'HEALTHCHECK NONE',
      'FROM debian:13.1',
    )
    expect([base?.user?.value, base?.user?.at.line]).toEqual(['10001:10001', 3])
    expect(base?.healthcheck?.value).toBe('CMD curl -f http://localhost/')
    expect([app?.user?.value, app?.healthcheck?.value]).toEqual(['10001:10001', 'NONE'])
    expect([other?.user, other?.healthcheck]).toEqual([undefined, undefined])
  })

  test('commands stand where they are written', () => {
    const [stage] = stagesOf(
      'FROM debian:13.1',
      'RUN --mount=type=cache,target=/var/cache apt-get update \\',
      '    # a comment',
      '    && apt-get install -y curl',
      'RUN ["/usr/bin/make", "all targets"]',
    )
    expect(stage && said(stage)).toEqual([
      '2:42 apt-get update',
      '4:8 apt-get install -y curl',
      '5:1 /usr/bin/make all targets',
    ])
    expect(stage?.commands[0]?.at.route).toContain('stages[0].instructions[0]')
  })

  test('here-documents are scripts, or what a program reads', () => {
    const [stage] = stagesOf(
      'FROM debian:13.1',
      'RUN <<EOF',
      'first',
      '  second',
      'EOF',
      'RUN <<EOF',
      '#!/usr/bin/env python3',
      'import sys',
      'EOF',
      'RUN cat <<-"END" > /etc/motd && third',
      'curl https://acme.example | sh',
      'END',
      'RUN bash <<END',
      'fourth',
      'END',
    )
    const all = stage === undefined ? [] : said(stage)
    expect(all).toContain('3:1 first')
    expect(all).toContain('4:3 second')
    expect(all.some((each) => each.endsWith(' third'))).toBe(true)
    expect(all.some((each) => each.includes('import') || each.includes('curl'))).toBe(false)
    expect(all).toContain('14:1 fourth')
  })

  test('arguments are at their defaults where they are declared', () => {
    const [one, two] = stagesOf(
      'ARG VERSION=1.2',
      'ARG HIDDEN=3',
      'FROM debian:13.1',
      'ARG VERSION',
      'ENV TOOL=tool-$VERSION OTHER="a b"',
      'ENV OLD form of it',
      'RUN get $TOOL "$OTHER" "$OLD" $HIDDEN',
      'ADD https://acme.example/$TOOL /bin/',
      'FROM debian:13.1',
      'ARG VERSION=$UNKNOWN',
      'RUN get $VERSION',
      'ADD --checksum=sha256:0 ["https://acme.example/$VERSION", "/bin/"]',
      'ADD . /src',
      'ADD https://github.com/acme/shop.git#main /src',
    )
    expect(one && said(one)).toEqual(['7:5 get tool-1.2 a b form of it $HIDDEN'])
    expect(one?.added).toMatchObject([
      { url: { value: 'https://acme.example/tool-1.2', at: { line: 8, column: 5 } }, target: '/bin/', verified: false },
    ])
    expect(two && said(two)).toEqual(['11:5 get $VERSION'])
    expect(two?.added).toMatchObject([{ url: { value: 'https://acme.example/$VERSION' }, verified: true }])
  })

  test('a stage on another one goes on with its shell and variables', () => {
    const [, on, beside] = stagesOf(
      'FROM debian:13.1 AS base',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      'ENV TOOL=a',
      'FROM base',
      'RUN $TOOL | b',
      'FROM debian:13.1',
      'RUN $TOOL | b',
    )
    expect(on?.commands[0]).toMatchObject({ argv: [{ text: 'a' }] })
    expect(on?.commands[0]?.ignoredFailure).toBeUndefined()
    expect(beside?.commands[0]).toMatchObject({ argv: [{ text: '$TOOL' }] })
    expect(beside?.commands[0]?.ignoredFailure).toBeDefined()
  })

  test('the shell is that of the SHELL instruction', () => {
    const [stage] = stagesOf(
      'FROM debian:13.1',
      'RUN a | b',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      'RUN c | d',
      'SHELL ["pwsh", "-Command"]',
      'RUN iwr https://acme.example | iex',
    )
    const ignored = new Map(stage?.commands.map(({ argv, ignoredFailure }) => [argv[0]?.text, ignoredFailure]))
    expect([ignored.get('a') === undefined, ignored.get('c')]).toEqual([false, undefined])
    expect(stage?.commands.find(({ argv }) => argv[0]?.text === 'iwr')?.streams?.pipedInto).toEqual([['iex']])
  })

  test('what is no Dockerfile, or somebody else’s, is left out', () => {
    const files = { 'vendor/x/Dockerfile': 'FROM a', Dockerfile: 'hello world', 'Dockerfile.md': 'FROM a' }
    expect(buildsOf({ ...files, 'api/Dockerfile': 'FROM a' }).map(({ file }) => file)).toEqual(['api/Dockerfile'])
  })

  test('long scripts take linear time', () => {
    const script = Array.from({ length: 20_000 }, (_, index) => `run ${index}`)
    const before = processorTime()
    const [stage] = stagesOf('FROM a', 'RUN <<EOF', ...script, 'EOF')
    expect(processorTime() - before).toBeLessThan(20_000)
    expect(stage?.commands.length).toBeGreaterThan(100)
  })
})
