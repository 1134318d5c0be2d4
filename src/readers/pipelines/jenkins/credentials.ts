import type { Located } from '../../../core/location.js'
import { nodesIn, type GroovyCall } from '../../groovy/index.js'
import type { Context, Variable } from './context.js'
import { firstArgument, namedArguments, placeIn } from './file.js'
import { withVariables } from './frames.js'
import type { Machine } from './machine.js'
import { within } from './frames.js'
import { secretsIn } from './plugin.js'
import { literalText } from './rules.js'
import { unknownValue, writtenText, type Value } from './values.js'

/** Variables that bindings set without being told their names (plugins: AWS Credentials, Credentials Binding). */
const USUAL_VARIABLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AmazonWebServicesCredentialsBinding', ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']],
  ['aws', ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']],
  ['azureServicePrincipal', ['AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_TENANT_ID', 'AZURE_SUBSCRIPTION_ID']],
])

/** The value of a variable that a stored credential fills. */
export function secretText(id: string): string {
  return `\${{ secrets.${id.replace(/[^\w-]+/g, '_')} }}`
}

/** A variable that a stored credential fills. */
export function secretVariable(id: string, at: Located<string>['at']): Variable {
  return { value: unknownValue(`secrets.${id}`), text: { value: secretText(id), at } }
}

/** A variable with the place of a file that a stored credential fills: whoever reads it learns no secret. */
function fileVariable(id: string, at: Located<string>['at']): Variable {
  return { ...secretVariable(id, at), value: unknownValue(`credentials.${id}`) }
}

/** Arguments that name the variable for a file's place, and bindings whose only variable is one (Credentials Binding plugin). */
const FILE_ARGUMENTS: ReadonlySet<string> = new Set(['keyFileVariable', 'keystoreVariable'])
const FILE_BINDINGS: ReadonlySet<string> = new Set(['file', 'zip', 'dockerCert', 'FileBinding', 'ZipFileBinding'])

/** `withCredentials([string(credentialsId: 'id', variable: 'NAME')]) {…}` (Credentials Binding plugin). */
export function withCredentialsCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const secrets = secretsIn(call, context)
  const variables = new Map<string, Variable>()
  for (const node of nodesIn(call.arguments.map(({ value }) => value).filter(({ kind }) => kind !== 'closure'))) {
    if (node.kind !== 'call' && node.kind !== 'map') continue
    const named = namedArguments(node.kind === 'call' ? node.arguments : [{ value: node }])
    const id = named.get('credentialsId')
    if (id === undefined) continue
    const text = writtenText(machine.argument(id, context)) ?? 'credentials'
    const binding = (node.kind === 'call' ? node.name : literalText(named.get('$class'))) ?? ''
    const at = placeIn(context.scope.file, id)
    const chosen = [...named].filter(([name]) => /variable$/i.test(name))
    for (const [argument, value] of chosen) {
      const isFile = FILE_ARGUMENTS.has(argument) || (argument === 'variable' && FILE_BINDINGS.has(binding))
      const name = literalText(value)
      if (name !== undefined) variables.set(name, isFile ? fileVariable(text, at) : secretVariable(text, at))
    }
    if (chosen.length > 0) continue
    for (const name of USUAL_VARIABLES.get(binding) ?? []) variables.set(name, secretVariable(text, at))
  }
  const inner = withVariables(context, variables)
  return within(machine, call, { ...inner, secrets: [...context.secrets, ...secrets] })
}

/** `sshagent(['id']) {…}`. */
export function sshAgentCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const list = firstArgument(call)
  const items = list?.kind === 'list' ? list.items : list === undefined ? [] : [list]
  const ids = items.flatMap((item): Located<string>[] => {
    const value = literalText(item)
    return value === undefined ? [] : [{ value, at: placeIn(context.scope.file, item) }]
  })
  return within(machine, call, { ...context, secrets: [...context.secrets, ...ids, ...secretsIn(call, context)] })
}
