import {
  alertRulesOf,
  defineCheck,
  guidesOf,
  isForUse,
  isLinkOut,
  isOperated,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type FileIndex,
  type Guide,
  type Infrastructure,
  type Location,
  type Project,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'empty'>

/** A document with fewer words and no step is a place for one. */
const LEAST_WORDS = 30

/** Runbooks of alerts that a project gives out and others take over; they know nothing of who operates it. */
const OF_OTHERS = /prometheus-operator\.dev|\/(?:etcd-io|kubernetes-monitoring|prometheus-operator|kubernetes-mixin)\//

const SSM_TYPES: ReadonlySet<string> = new Set(['aws_ssm_document', 'AWS::SSM::Document'])

export default defineCheck({
  id: 'repo-runbooks',
  title: 'No runbook for deploying, rolling back or incidents',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'O.CM.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP01',
    'OPS07-BP03',
    'OPS07-BP04',
    'REL08-BP01',
    'REL12-BP01',
    'hc.maturity.l1.knowledge-silos',
    'hc.monitor.incident-response.runbooks',
    'ba.debt.undocumented-runbooks',
    'ba.input.runbooks-tests-monitoring',
  ],
  judgesExamples: false,
  needs: ['project', 'delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    empty: {
      text: '{file} holds no step: whoever is called at night finds a title there and nothing to do.',
      remedy:
        'Write down how to notice the fault, what to type or press in which order, how to see that it worked, and whom to call next.',
    },
  },

  *run({ project, delivery, infrastructure, files }): Generator<Outcome> {
    if (!isOperated(project, delivery))
      return yield {
        kind: 'not-applicable',
        reason: 'nothing is deployed from here that somebody would have to operate',
      }
    const [runbooks, empty] = partition(guidesOf(project, 'runbook'))
    for (const { at } of empty)
      yield { kind: 'problem', message: 'empty', data: { file: at.file }, at, severity: 'notice' }
    const sign = documented(runbooks, project) ?? inCode(infrastructure, files)
    if (sign !== undefined)
      return yield {
        kind: 'evidence',
        text: 'steps for operation stand in {what}',
        data: { what: sign.what },
        at: sign.at,
      }
    if (empty.length > 0) return
    yield {
      kind: 'unknown',
      origin: 'files',
      reason: 'there is no runbook here; it may be kept in a wiki or another repository',
      remedy: 'Keep runbooks under docs/runbooks, link them from the README, or attest where they are.',
    }
  },
})

/** Those that say something, and those that do not. */
function partition(guides: readonly Guide[]): [filled: Guide[], empty: Guide[]] {
  const isEmpty = ({ steps, words, links, unread }: Guide): boolean =>
    !unread && steps === 0 && words < LEAST_WORDS && links.length === 0
  return [guides.filter((guide) => !isEmpty(guide)), guides.filter(isEmpty)]
}

interface Found {
  readonly what: string
  readonly at: Location
}

function documented(runbooks: readonly Guide[], project: Project): Found | undefined {
  const [file] = runbooks
  if (file !== undefined) return { what: file.at.file, at: file.at }
  const [section] = project.rollbackDocuments
  if (section !== undefined) return { what: section.at.file, at: section.at }
  const linked = project.guides
    .flatMap(({ links }) => links)
    .find(({ value }) => isLinkOut(value) && /run-?books?|play-?books?|on-?call/i.test(value))
  return linked && { what: linked.value, at: linked.at }
}

/** Steps that a machine takes or that an alert names. */
function inCode(infrastructure: Infrastructure, files: FileIndex): Found | undefined {
  const automation = infrastructure.resources.find(
    ({ type, properties, file }) =>
      SSM_TYPES.has(type) &&
      isForUse(file, files) &&
      textOf(valueAt(properties, 'document_type') ?? valueAt(properties, 'DocumentType')) === 'Automation',
  )
  if (automation !== undefined) return { what: `${automation.type} ${automation.name}`, at: automation.at }
  const alert = alertRulesOf(infrastructure, files).find(
    ({ runbook }) => runbook !== undefined && !OF_OTHERS.test(textOf(runbook) ?? ''),
  )
  return alert && { what: `the runbook of the alert ${alert.name}`, at: alert.alert.at }
}
