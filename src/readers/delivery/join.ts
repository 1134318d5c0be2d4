import type { Command, Infrastructure, Resource, Technology } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'

/** Which technology's resources a deploying tool applies. */
const APPLIES: ReadonlyMap<string, readonly Technology[]> = new Map([
  ['kubectl', ['kubernetes']],
  ['helm', ['helm']],
  ['terraform', ['terraform']],
  ['cloudformation', ['cloudformation']],
  ['sam', ['cloudformation']],
  ['docker-compose', ['compose']],
  ['docker-stack', ['compose']],
])

/** Options that name a file or folder to apply. */
const FILE_OPTIONS = new Set([
  '-f',
  '--filename',
  '-k',
  '--kustomize',
  '--template-file',
  '--template',
  '-t',
  '--template-body',
  '-c',
  '--compose-file',
  '--file',
])

/** The option, and the property of the resource, that name the same thing. */
const NAMED: ReadonlyMap<
  string,
  readonly { option: string; types: readonly string[]; properties: readonly string[] }[]
> = new Map([
  [
    'aws-ecs',
    [{ option: '--service', types: ['aws_ecs_service', 'AWS::ECS::Service'], properties: ['name', 'ServiceName'] }],
  ],
  [
    'aws-lambda',
    [
      {
        option: '--function-name',
        types: ['aws_lambda_function', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
        properties: ['function_name', 'FunctionName'],
      },
    ],
  ],
  [
    'codedeploy',
    [
      {
        option: '--deployment-group-name',
        types: ['aws_codedeploy_deployment_group', 'AWS::CodeDeploy::DeploymentGroup'],
        properties: ['deployment_group_name', 'DeploymentGroupName'],
      },
    ],
  ],
])

/** The resources of the tree that a deploying command applies or names, as far as its literal words tell. */
export function resourcesOf(command: Command, tool: string, { resources }: Infrastructure): Resource[] {
  const named = NAMED.get(tool)?.flatMap(({ option, types, properties }) => {
    const name = optionValue(command, option)
    return resources.filter(
      (resource) => types.includes(resource.type) && properties.some((key) => isNamed(resource, key, name)),
    )
  })
  if (named !== undefined) return named
  const technologies = APPLIES.get(tool)
  if (technologies === undefined || command.directory === undefined) return []
  const paths = pathsOf(command, tool).map((path) => join(command.directory ?? '.', path))
  return resources.filter(
    ({ technology, file }) => technologies.includes(technology) && paths.some((path) => isWithin(file, path)),
  )
}

function isNamed({ properties }: Resource, key: string, name: string | undefined): boolean {
  return name !== undefined && textOf(valueAt(properties, key)) === name
}

function optionValue({ argv }: Command, option: string): string | undefined {
  const index = argv.findIndex(({ text }) => text === option || text.startsWith(`${option}=`))
  const word = argv[index]
  if (word === undefined) return undefined
  const value =
    word.text === option ? argv[index + 1] : { text: word.text.slice(option.length + 1), literal: word.literal }
  return value?.literal === true ? value.text : undefined
}

/** Files and folders that the command names; for tools that work on their folder, the folder itself. */
function pathsOf({ argv }: Command, tool: string): string[] {
  const named = argv.flatMap(({ text }, index) => {
    const [option = '', attached] = text.split('=', 2)
    const value = attached ?? argv[index + 1]?.text
    return FILE_OPTIONS.has(option) && value !== undefined ? [value.replace(/^file:\/\//, '')] : []
  })
  if (tool === 'helm')
    return argv
      .filter(({ text, literal }) => literal && text.includes('/') && !text.startsWith('-'))
      .map(({ text }) => text)
  if (tool === 'terraform')
    return [argv.find(({ text }) => text.startsWith('-chdir='))?.text.slice('-chdir='.length) ?? '.']
  return named.length > 0 ? named : tool === 'kubectl' ? [] : ['.']
}

/** Joins two relative paths and removes `.` and `..`; a path that leaves the root matches nothing. */
function join(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function isWithin(file: string, path: string): boolean {
  return path === '' || file === path || file.startsWith(`${path}/`)
}
