import type { SettingsChange } from '../../src/core/outcome.js'
import type { CheckResult } from '../../src/core/outcome.js'
import { readOperations, type Operation } from './fake-github/openapi.js'

/** A request as the host would get it. */
export interface SettingsRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

const COMMAND = /gh api --method (POST|PUT|PATCH) (repos\/\{owner\}\/\{repo\}[\w./%-]*)(?: --input (\S+))?$/

/** What a program like `jq` is told to make, of the account that runs the command. */
const MADE = /^gh api user --jq '(.*)' \| /

let operations: readonly Operation[] | undefined

/** What the command of a change sends, in the repository `acme/shop`; throws if it is not of the one form that there is. */
export function requestOf({ command, file, body }: SettingsChange): SettingsRequest {
  const [, method = '', path = '', input] = COMMAND.exec(command) ?? []
  if (path === '') throw new Error(`not understood: ${command}`)
  const made = MADE.exec(command)?.[1]?.replace('.id', '583231')
  if (made === undefined && input !== file) throw new Error(`${command} does not read ${file ?? 'a file'}`)
  const text = made ?? body
  return {
    method,
    path: `/${path.replace('{owner}/{repo}', 'acme/shop')}`,
    body: text === undefined ? undefined : (JSON.parse(text) as unknown),
  }
}

/** What GitHub's description of its API has against the request; empty if nothing. */
export function faultsOfRequest({ method, path, body }: SettingsRequest): string[] {
  operations ??= readOperations()
  const fitting = operations.flatMap((operation) => {
    const parameters = operation.method === method ? operation.match(path) : undefined
    return parameters === undefined ? [] : [{ operation, parameters }]
  })
  const [found] = fitting
  return found === undefined ? [`there is no ${method} ${path}`] : found.operation.requestErrors(found.parameters, body)
}

/** The changes that the problems of a check carry. */
export function patchesIn({ outcomes }: CheckResult): (readonly SettingsChange[])[] {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'problem' && outcome.patch !== undefined ? [outcome.patch] : [],
  )
}
