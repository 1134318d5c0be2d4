import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FakeGitHub } from './fake-github/index.js'
import { temporaryFolder } from './git-repository.js'
import { NODE } from './node.js'
import { outputsIn } from './runner-files.js'

const BUNDLE = fileURLToPath(new URL('../../dist/index.js', import.meta.url))

/** One start of the Action. */
export interface ActionStart {
  readonly workspace: string
  readonly event: string
  readonly sha: string
  readonly payload: unknown
  readonly fake: FakeGitHub
  readonly actor?: string
  readonly run?: number
  readonly attempt?: number
  /** Where people see the repository; that of a host of one's own, without. */
  readonly server?: string
  readonly inputs?: Readonly<Record<string, string>>
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface ActionEnd {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  /** Whatever stands in the file of outputs, as it was written. */
  readonly outputFile: string
}

/**
 * Starts dist/index.js as a runner does: inputs and event in the environment, files for outputs and summary, and nothing
 * else of the environment that the tests run in.
 */
export async function startAction(start: ActionStart): Promise<ActionEnd> {
  if (!existsSync(BUNDLE)) throw new Error('dist/index.js is not built: npm run generate')
  const folder = temporaryFolder()
  const files = { event: join(folder, 'event.json'), output: join(folder, 'output'), summary: join(folder, 'summary') }
  writeFileSync(files.event, JSON.stringify(start.payload))
  for (const file of [files.output, files.summary]) writeFileSync(file, '')
  const { state, apiUrl, graphqlUrl } = start.fake
  const inputs = Object.entries({ token: 'job-token', ...start.inputs })
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: start.workspace,
    GITHUB_REPOSITORY: `${state.owner}/${state.repo}`,
    GITHUB_EVENT_NAME: start.event,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_SHA: start.sha,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_ACTOR: start.actor ?? 'ada',
    GITHUB_RUN_ID: String(start.run ?? 1),
    GITHUB_RUN_ATTEMPT: String(start.attempt ?? 1),
    GITHUB_SERVER_URL: start.server ?? 'https://github.example',
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: graphqlUrl,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...start.env,
  }
  const ended = await run(env, start.workspace)
  const outputFile = readFileSync(files.output, 'utf8')
  return {
    ...ended,
    summary: readFileSync(files.summary, 'utf8'),
    outputs: Object.fromEntries(outputsIn(outputFile)),
    outputFile,
  }
}

/** Not in the tests' own process, and without waiting in it: the fake GitHub answers there. */
function run(env: NodeJS.ProcessEnv, cwd: string): Promise<Pick<ActionEnd, 'status' | 'stdout' | 'stderr'>> {
  return new Promise((resolve) => {
    const child = spawn(NODE, [BUNDLE], { env, cwd })
    const texts = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text))
    }
    child.on('close', (status) => resolve({ status, ...texts }))
  })
}
