import type { Job } from '../../../models/index.js'
import { entriesOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import type { AdapterReading } from '../reading.js'
import { expand, type Expanded, type TemplatesScope } from './templates.js'

/** A template that runs because of how something went, or is going. */
interface Hook {
  /** `exit`, or a name of the author's choice. */
  readonly name: string
  readonly template: YamlScalar
  readonly expression?: YamlScalar
}

/** What asks whether the workflow failed, in a tag or in an expression. */
const FAILED = /workflow\.status\s*(?:\}\}\s*)?(?:!=\s*["']?Succeeded|==\s*["']?(?:Failed|Error))/

/** The handlers of a `spec`: `onExit`, and what `hooks` names (Argo Workflows docs: Exit handlers; Lifecycle-Hook). */
function hooksIn(spec: YamlNode | undefined): Hook[] {
  const exit = scalarAt(spec, 'onExit')
  const hooks = entriesOf(valueAt(spec, 'hooks')).flatMap(({ key, value }): Hook[] => {
    const [template, expression] = [scalarAt(value, 'template'), scalarAt(value, 'expression')]
    if (template === undefined) return []
    return [{ name: key.text, template, ...(expression !== undefined && { expression }) }]
  })
  return [...(exit === undefined ? [] : [{ name: 'exit', template: exit }]), ...hooks]
}

/** The jobs of the handlers of a workflow; `exit` waits for all others, a hook may run beside them. */
export function endingsOf(
  reading: AdapterReading,
  spec: YamlNode | undefined,
  jobs: readonly Job[],
  scope: TemplatesScope,
): Expanded[] {
  const ids = jobs.map(({ id }) => id)
  return hooksIn(spec).map(({ name, template, expression }) => {
    const waits = name === 'exit' || (expression !== undefined && FAILED.test(expression.text)) ? ids : []
    const read = expand(reading, template.text, template.text, waits, scope)
    const condition = expression === undefined ? {} : { condition: located(expression) }
    const ending = read.jobs.map((job): Job => {
      const own: Job = { ...condition, ...job, needs: [...new Set([...waits, ...job.needs])] }
      return waits.length === 0 ? own : { ...own, after: afterOf(own) }
    })
    return { ...read, jobs: ending }
  })
}

/** An exit handler runs whatever happened, unless it asks how the workflow went. */
function afterOf({ condition }: Job): 'failure' | 'always' {
  return FAILED.test(condition?.value ?? '') ? 'failure' : 'always'
}
