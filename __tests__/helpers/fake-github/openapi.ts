import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'

/** The parts of an OpenAPI schema that answers are made from. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly minLength?: number
  readonly format?: string
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>

interface RawOperation {
  readonly operationId: string
  readonly parameters: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody: { readonly content: Content } | null
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** One operation of GitHub's API with what its requests and answers must look like. */
export interface Operation {
  /** GitHub's own name for it: `repos/get-branch`. */
  readonly id: string
  readonly method: string
  /** The parameters in a path, or undefined if the path is not one of this operation. */
  match(path: string): Record<string, string> | undefined
  /** What is wrong with a request; empty if nothing is. */
  requestErrors(parameters: Record<string, unknown>, body: unknown): string[]
  /** What is wrong with an answer; empty if nothing is. */
  answerErrors(status: number, body: unknown): string[]
  /** The schema of a successful answer's body, if it has one. */
  answerSchema(status: number): Schema | undefined
}

const FILE = new URL('../../fixtures/github/openapi-subset.json', import.meta.url)

/** Compiled for few uses: without inlining and optimising, which would take longer than they save. */
const ajvOptions = {
  strict: false,
  validateFormats: false,
  allErrors: true,
  inlineRefs: false,
  code: { optimize: false },
} as const

let description: Description | undefined

function load(): Description {
  return (description ??= JSON.parse(readFileSync(FILE, 'utf8')) as Description)
}

/** What a reference of the description points at. */
export function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  return resolve(component(schema.$ref) as Schema)
}

function component(reference: string): unknown {
  const [, , group = '', name = ''] = reference.split('/')
  const found = load().components[group]?.[name]
  if (found === undefined) throw new Error(`the subset of the description lacks ${reference}`)
  return found
}

/** All operations of the subset. */
export function readOperations(): Operation[] {
  const { paths } = load()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(method.toUpperCase(), path, raw)),
  )
}

function operationOf(method: string, template: string, raw: RawOperation): Operation {
  // The names of refs alone are written with their slashes.
  const one = template.includes('/matching-refs/') ? '.+' : '[^/]+'
  const pattern = new RegExp(
    `^${template.replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${name === 'ref' ? one : '[^/]+'})`)}$`,
  )
  const parameters = raw.parameters.map((each) => ('$ref' in each ? (component(each.$ref) as Parameter) : each))
  const parameterSchema = schemaOf(parameters)
  const bodySchema = raw.requestBody?.content['application/json']?.schema
  const answerSchema = (status: number): Schema | undefined =>
    raw.responses[status]?.content?.['application/json']?.schema
  return {
    id: raw.operationId,
    method,
    match: (path) => {
      const groups = pattern.exec(path)?.groups
      return (
        groups && Object.fromEntries(Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value)]))
      )
    },
    requestErrors: (given, body) => [
      ...errorsOf(parameterSchema, { ...given }, true),
      ...(bodySchema === undefined ? [] : errorsOf(bodySchema, body)),
    ],
    answerErrors: (status, body) => {
      if (raw.responses[status] === undefined) return [`the description has no status ${status}`]
      const schema = answerSchema(status)
      return schema === undefined ? [] : errorsOf(schema, body)
    },
    answerSchema,
  }
}

/** Parameters arrive as text: the validator reads numbers and booleans from it. */
function schemaOf(parameters: readonly Parameter[]): object {
  const known = parameters.filter((each) => each.in !== 'header')
  return {
    type: 'object',
    properties: Object.fromEntries(known.map((each) => [each.name, each.schema])),
    required: known.filter((each) => each.required === true).map((each) => each.name),
    additionalProperties: false,
  }
}

const compiled = new Map<unknown, ValidateFunction>()
const validators = new Map<boolean, Ajv>()

function errorsOf(schema: object, value: unknown, coerceTypes = false): string[] {
  let validate = compiled.get(schema)
  if (validate === undefined) {
    // References are made to the whole description, so that each part of it is compiled once.
    const absolute = JSON.stringify(schema).replaceAll('"#/', '"github.json#/')
    validate = validatorFor(coerceTypes).compile(JSON.parse(absolute) as object)
    compiled.set(schema, validate)
  }
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? ''}`)
}

function validatorFor(coerceTypes: boolean): Ajv {
  const made = validators.get(coerceTypes) ?? new Ajv({ ...ajvOptions, coerceTypes })
  if (!validators.has(coerceTypes)) made.addSchema({ components: load().components }, 'github.json')
  validators.set(coerceTypes, made)
  return made
}
