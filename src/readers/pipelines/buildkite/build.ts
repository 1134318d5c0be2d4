import type { Located } from '../../../core/location.js'
import type { Include, Job, Unresolved } from '../../../models/index.js'
import { isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { spend, type Budget } from '../budget.js'
import { defined } from '../defined.js'
import { newJob, opaqueStep, unresolved } from '../parts.js'
import { literalBoolean, literallyTrue, scalarMap, unfit, type AdapterReading } from '../reading.js'
import { readCommandStep, type PipelineScope } from './command-step.js'
import { pipelineRoot, stepsIn } from './files.js'
import { matrixSteps } from './matrix.js'
import { Order, type Dependency, type Draft } from './order.js'
import { rulesOf, type StepRule } from './rules.js'
import { failureIgnored } from './step-fields.js'
import { interpolated } from './interpolation.js'
import { uploadsOf, withoutUploadRemarks } from './uploads.js'

/** Uploads within uploads that are followed. */
const MAX_DEPTH = 8

/** What holds for a step because of the file and the group in which it stands. */
interface Around extends PipelineScope {
  readonly file: string
  readonly rules: readonly StepRule[]
  readonly dependsOn: readonly Dependency[] | undefined
  readonly after: Job['after']
  readonly group: string | undefined
  /** Values that an upload puts in for variables. */
  readonly values: ReadonlyMap<string, string>
  /** The job that uploads the file, and those that upload its file. */
  readonly uploaders: readonly { readonly id: string; readonly file: string }[]
}

/** The steps of a build, read from one file and those that its steps upload. */
export class Build {
  readonly order = new Order()
  readonly includes: Include[] = []
  readonly unresolved: Unresolved[] = []
  /** Files whose steps are uploaded by steps of the first one. */
  readonly uploaded = new Set<string>()
  env: ReadonlyMap<string, Located<string>> = new Map()
  readonly #reading: AdapterReading
  readonly #budget: Budget

  constructor(reading: AdapterReading, budget: Budget) {
    this.#reading = reading
    this.#budget = budget
  }

  /** Adds the steps of a file; `uploader` is the step that uploads them. */
  addFile(file: string, root: YamlNode, outer?: Pick<Around, 'rules' | 'uploaders' | 'values' | 'group'>): void {
    const env = scalarMap(this.#reading, valueAt(root, 'env'), 'env')
    if (outer === undefined) this.env = env
    const own = [...env].flatMap(([name, { value }]): [string, string][] =>
      value.includes('$') ? [] : [[name, value]],
    )
    const values = new Map([...(outer?.values ?? []), ...own])
    this.#addAll(stepsIn(root), {
      file,
      env,
      image: scalarAt(root, 'image'),
      secrets: valueAt(root, 'secrets'),
      rules: outer?.rules ?? [],
      dependsOn: undefined,
      after: undefined,
      group: outer?.group,
      values,
      uploaders: outer?.uploaders ?? [],
    })
  }

  #addAll(nodes: readonly YamlNode[], around: Around): Draft[] {
    return nodes.flatMap((written) => {
      if (!spend(this.#budget, 1)) return []
      return this.#add(interpolated(written, around.values), around)
    })
  }

  /** The drafts that a step becomes: several for a group or a matrix, none for a wait. */
  #add(node: YamlNode, around: Around): Draft[] {
    if (node.kind === 'scalar') return this.#word(node, around)
    if (node.kind === 'sequence') {
      unfit(this.#reading, node.at, 'a step must be a mapping or a word')
      return []
    }
    const has = (key: string): boolean => valueAt(node, key) !== undefined
    if (has('wait') || has('waiter')) {
      this.order.wait(keyOf(node)?.text, continuing(node))
      return []
    }
    if (has('group')) return this.#group(node, around)
    const gate = valueAt(node, 'block') ?? valueAt(node, 'manual') ?? valueAt(node, 'input')
    if (gate !== undefined) return [this.#gate(node, gate, !has('input'), around)]
    if (has('trigger')) return [this.#trigger(node, around)]
    const steps = matrixSteps(node)
    return steps.flatMap(({ node: each, values }) =>
      each.kind === 'mapping' ? this.#command(each, values, around) : [],
    )
  }

  /** `wait`, `block` or `input` as a word. */
  #word(word: YamlScalar, around: Around): Draft[] {
    if (word.text === 'wait' || word.text === 'waiter') this.order.wait(undefined, false)
    else if (['block', 'manual', 'input'].includes(word.text)) {
      const node: YamlMapping = { kind: 'mapping', at: word.at, entries: [] }
      return [this.#gate(node, word, word.text !== 'input', around)]
    } else if (!isNull(word)) unfit(this.#reading, word.at, `a step must be a mapping, or a word such as wait`)
    return []
  }

  #group(node: YamlMapping, around: Around): Draft[] {
    const name = scalarAt(node, 'group')?.text || scalarAt(node, 'label')?.text
    const own = dependenciesOf(node)
    const drafts = this.#addAll(itemsOf(valueAt(node, 'steps')), {
      ...around,
      rules: [...around.rules, ...rulesOf(node)],
      dependsOn: own === undefined ? around.dependsOn : [...(around.dependsOn ?? []), ...own],
      after: afterOf(node, own) ?? around.after,
      group: name ?? around.group,
    })
    this.order.name(keyOf(node)?.text, drafts)
    return drafts
  }

  /** A step at which the build waits for a person. Only `block` holds up what stands behind it. */
  #gate(node: YamlMapping, written: YamlNode, blocks: boolean, around: Around): Draft {
    const teams = valueAt(node, 'allowed_teams')
    const listed = teams?.kind === 'scalar' ? [teams] : itemsOf(teams)
    const approvers = listed.flatMap((each) => (each.kind === 'scalar' ? [each.text] : []))
    const label = written.kind === 'scalar' && !['block', 'manual', 'input'].includes(written.text) ? written.text : ''
    const draft = this.#draft(node, around, label || (scalarAt(node, 'prompt')?.text ?? ''), {
      approval: { kind: 'gate', approvers, at: written.at },
    })
    const key = keyOf(node)?.text
    if (!blocks) this.order.addBeside(draft, key)
    else {
      this.order.add(draft, key)
      this.order.block(draft)
    }
    return draft
  }

  /** A build of another pipeline. */
  #trigger(node: YamlMapping, around: Around): Draft {
    const slug = scalarAt(node, 'trigger')
    const step = opaqueStep(unresolved(`the build of pipeline ${slug?.text ?? ''}`, 'remote', slug?.at ?? node.at))
    const draft = this.#draft(node, around, slug?.text ?? '', {
      steps: [step],
      ...defined({ allowFailure: failureIgnored(valueAt(node, 'soft_fail')) }),
    })
    this.order.add(draft, keyOf(node)?.text)
    return draft
  }

  #command(node: YamlMapping, values: string | undefined, around: Around): Draft[] {
    const { includes, steps, ...fields } = readCommandStep(this.#reading, node, around)
    this.includes.push(...includes)
    const first = steps
      .find(({ run }) => run !== undefined)
      ?.run?.value.trim()
      .split('\n')[0]
    const draft = this.#draft(
      node,
      around,
      first ?? steps[0]?.uses?.text ?? '',
      { ...fields, steps: steps.map(withoutUploadRemarks) },
      values,
    )
    this.order.add(draft, keyOf(node)?.text)
    const uploaded = steps.flatMap((step) => uploadsOf(step, (path) => this.#reading.context.files.has(path)))
    for (const each of uploaded) {
      if (each.unresolved !== undefined) this.unresolved.push(each.unresolved)
      for (const file of each.files) this.#upload(file, draft, around)
    }
    return [draft]
  }

  /** Steps that a step uploads run behind it; what waits for it waits for them as well. */
  #upload(file: string, draft: Draft, around: Around): void {
    const { id, at, env } = draft.job
    const isOpen = [...around.uploaders.map((each) => each.file), around.file].includes(file)
    if (isOpen || around.uploaders.length >= MAX_DEPTH) return
    const root = pipelineRoot(this.#reading, file)
    if (root === undefined) {
      this.unresolved.push(unresolved(`the steps of ${file}`, 'unsupported', at))
      return
    }
    this.uploaded.add(file)
    const own = [...env].flatMap(([name, { value }]): [string, string][] =>
      value.includes('$') ? [] : [[name, value]],
    )
    this.order.nested(draft, () => {
      this.addFile(file, root, {
        rules: draft.rules,
        group: around.group,
        values: new Map([...around.values, ...own]),
        uploaders: [...around.uploaders, { id, file: around.file }],
      })
    })
  }

  #draft(node: YamlMapping, around: Around, fallback: string, fields: Partial<Job>, values?: string): Draft {
    const label = scalarAt(node, 'label') ?? scalarAt(node, 'name')
    const name = label?.text.trim() || fallback.trim()
    const own = dependenciesOf(node)
    const id = this.order.idFor(withValues(keyOf(node)?.text ?? plainName(name), values))
    return {
      job: newJob({
        id,
        name: withValues(name || id, values),
        checkNamesComplete: false,
        ...(around.group !== undefined && { stage: around.group }),
        ...fields,
        at: node.at,
      }),
      rules: [...around.rules, ...rulesOf(node)],
      dependsOn: own === undefined ? around.dependsOn : [...(around.dependsOn ?? []), ...own],
      uploader: around.uploaders.at(-1)?.id,
      after: afterOf(node, own) ?? around.after,
    }
  }
}

/** The name with the values of a matrix behind it, unless it names them itself. */
function withValues(name: string, values: string | undefined): string {
  const isTold = values === undefined || values.split(', ').every((value) => name.includes(value))
  return isTold ? name : `${name} (${values})`
}

/** A label without the names of pictures (`:docker:`) in it. */
function plainName(label: string): string {
  return label.replace(/:[\w+-]{1,50}:/g, '').trim()
}

function keyOf(node: YamlNode): YamlScalar | undefined {
  return scalarAt(node, 'key') ?? scalarAt(node, 'id') ?? scalarAt(node, 'identifier')
}

/** `continue_on_failure` stands beside `wait`, or inside of it. */
function continuing(node: YamlMapping): boolean {
  return [node, valueAt(node, 'wait')].some((each) => literalBoolean(scalarAt(each, 'continue_on_failure')) === true)
}

/** `depends_on`: undefined without the key, empty where it says that the step waits for none. */
function dependenciesOf(node: YamlMapping): Dependency[] | undefined {
  const written = valueAt(node, 'depends_on')
  if (written === undefined) return undefined
  const items = written.kind === 'sequence' ? written.items : [written]
  return items.flatMap((item): Dependency[] => {
    const step = item.kind === 'scalar' ? item : scalarAt(item, 'step')
    if (step === undefined || isNull(step)) return []
    return [{ key: located(step), allowsFailure: literallyTrue(scalarAt(item, 'allow_failure')) !== undefined }]
  })
}

/** A step that runs although a step that it depends on has failed. */
function afterOf(node: YamlMapping, own: readonly Dependency[] | undefined): Job['after'] {
  const allowed = literallyTrue(scalarAt(node, 'allow_dependency_failure')) !== undefined
  return allowed || own?.some(({ allowsFailure }) => allowsFailure) === true ? 'always' : undefined
}
