import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { practiceById, practices } from '../catalog/index.js'
import type { AnyCheck } from '../check-api/check.js'
import { UserError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { explainPractice } from './explain-practice.js'
import { table } from './list.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'

/** `pillarlint explain <check>`, `explain <practice> [path]`, or a command or action of a pipeline. */
export async function explain(invocation: Invocation, ports: Ports): Promise<number> {
  const { operands, values } = invocation
  const { stdout, checks, packageRoot } = ports
  if (values.has('command') || values.has('uses')) {
    return (await import('./explain-usage.js')).explainUsage(invocation, ports)
  }
  const [id, path, extra] = operands
  if (id === undefined || extra !== undefined) throw new UserError('explain needs the id of one check or practice')
  const all = await checks()
  const check = all.find((each) => each.id === id)
  const practice = practiceById(id)
  if (practice !== undefined) return explainPractice(practice, path, invocation, ports)
  if (check === undefined) throw unknownId(id, all)
  if (path !== undefined) throw new UserError(`explain ${id} takes no folder: it explains the check, wherever it runs`)
  stdout.write(explainCheck(check, packageRoot))
  return 0
}

function unknownId(id: string, checks: readonly AnyCheck[]): UserError {
  const near = nearest(id, [
    ...checks.map((check) => check.id as string),
    ...practices().map((practice) => practice.id),
  ])
  const hint = near === undefined ? 'pillarlint list prints all ids' : `did you mean ${near}?`
  return new UserError(`there is no check or practice "${id}"; ${hint}`)
}

function explainCheck(check: AnyCheck, packageRoot: string): string {
  const { id, title, severity, confidence, since, kind, practices: ids } = check
  const facts = [
    ['severity', `${severity} at most`],
    ['confidence', confidence],
    ['kind', kind],
    ['since', since],
    ['looks at', [...check.needs, ...(check.wants ?? []).map((want: string) => `${want} (if known)`)].join(', ')],
  ]
  const decides = ids.map((each: string) => [`  ${each}`, practiceById(each)?.title ?? ''])
  const sections = [
    `${id}: ${title}`,
    table(facts).trimEnd(),
    decides.length > 0 ? `Decides\n${table(decides).trimEnd()}` : 'Decides no practice',
    pageOf(packageRoot, id) ?? messagesOf(check),
  ]
  return `${sections.join('\n\n')}\n`
}

/** The check's page without its title and the generated header, which repeat what stands above; undefined without one. */
function pageOf(packageRoot: string, id: string): string | undefined {
  try {
    const page = readFileSync(join(packageRoot, 'docs', 'checks', `${id}.md`), 'utf8')
    const start = page.indexOf('<!-- /generated -->')
    return page.slice(start < 0 ? 0 : start + '<!-- /generated -->'.length).trim()
  } catch {
    return undefined
  }
}

function messagesOf({ messages }: AnyCheck): string {
  const texts = Object.values(messages as Record<string, { text: string; remedy: string }>)
  return `Reports\n${texts.map(({ text, remedy }) => `  ${text} ${remedy}`).join('\n')}`
}
