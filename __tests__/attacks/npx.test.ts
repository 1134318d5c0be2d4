import { spawn } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { azurePipeline, bitbucketPipelines, circleConfig, gitlabJob, jenkinsfile } from '../../src/cli/init/jobs.js'
import { repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import { scriptsIn } from '../helpers/job-scripts.js'
import { startNpmRegistry, type NpmRegistry } from '../helpers/npm-registry.js'

// Each test starts npx; the machine may be busy.
jest.setTimeout(120_000)

const VERSION = '0.1.0'
const CHOICES = { branch: 'main', version: VERSION }
const GENUINE = `console.log('genuine ' + process.argv.slice(2).join(' '))\n`
const HOSTILE = `#!/usr/bin/env node\nconsole.log('hostile')\n`

let registry: NpmRegistry
let hostile: NpmRegistry
let tree: string
let home: string

/** A tree that names a registry of its own, and has a package of our name and version wherever npm might look. */
beforeAll(async () => {
  registry = await startNpmRegistry(VERSION, GENUINE)
  hostile = await startNpmRegistry(VERSION, HOSTILE)
  const manifest = JSON.stringify({ name: 'pillarlint', version: VERSION, bin: { pillarlint: 'evil.js' } })
  tree = repository({
    '.npmrc': `registry=${hostile.url}\nscript-shell=./evil.js\n`,
    'package.json': manifest,
    'evil.js': HOSTILE,
    'node_modules/pillarlint/package.json': manifest,
    'node_modules/pillarlint/evil.js': HOSTILE,
    'node_modules/.bin/pillarlint': HOSTILE,
  })
  runGit(tree, 'remote', 'add', 'origin', '.')
  for (const path of ['evil.js', 'node_modules/pillarlint/evil.js', 'node_modules/.bin/pillarlint'])
    chmodSync(join(tree, path), 0o755)
  home = temporaryFolder()
  const quiet = 'update-notifier=false\naudit=false\nfund=false\nfetch-retries=0\n'
  write(home, { '.npmrc': `registry=${registry.url}\n${quiet}` })
})

afterAll(async () => {
  await registry.close()
  await hostile.close()
})

/** Runs a script in the tree, as a runner would: with a home of its own, and variables of every system. */
function run(script: string): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    CI_PROJECT_DIR: tree,
    PILLARLINT_PATH: '.',
    BITBUCKET_CLONE_DIR: tree,
    BITBUCKET_PR_DESTINATION_BRANCH: 'main',
    CIRCLE_BRANCH: 'main',
  }
  const child = spawn('sh', ['-e', '-c', script], { cwd: tree, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  return new Promise((resolve) => child.on('close', () => resolve(said)))
}

const component = readFileSync('templates/pillarlint.yml', 'utf8').split('\n---\n')[1] ?? ''
const documented =
  /### Any other[^]*?```sh\n([^]*?)```/.exec(readFileSync('docs/getting-started.md', 'utf8'))?.[1] ?? ''

const SCRIPTS: readonly (readonly [name: string, script: string])[] = [
  ['the job of GitLab', gitlabJob(CHOICES)],
  ['the component of GitLab', component.replaceAll('$[[ inputs.version ]]', VERSION)],
  ['the pipeline of Azure', azurePipeline(CHOICES)],
  ['the job of CircleCI', circleConfig(CHOICES)],
  ['the step of Bitbucket', bitbucketPipelines(CHOICES)],
  ['the stage of Jenkins', jenkinsfile(CHOICES)],
].flatMap(([name = '', text = '']) => scriptsIn(text).map((script) => [name, script] as const))

describe('npx in a hostile tree', () => {
  test('is taken over where it starts in the tree', async () => {
    expect(await run(`npx --yes pillarlint@${VERSION} "$CI_PROJECT_DIR"`)).toContain('hostile')
  })

  test('is started by every system that init writes for', () => {
    expect(SCRIPTS.map(([name]) => name)).toHaveLength(7)
    expect(SCRIPTS.every(([, script]) => script.includes('npx --yes pillarlint@0.1.0'))).toBe(true)
  })

  test.each([...SCRIPTS, ['what the page tells for any other', documented] as const])(
    '%s runs what the registry has, not what the tree holds',
    async (_, script) => {
      const before = hostile.requests.length
      const said = await run(script)
      expect(said).not.toContain('hostile')
      expect(said).toContain(`genuine ${tree}`)
      expect(said).toContain(`--output ${tree}/`)
      expect(hostile.requests).toHaveLength(before)
    },
  )
})
