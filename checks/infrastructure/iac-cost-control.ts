import {
  authoredResources,
  costlyResources,
  defineCheck,
  fileLocation,
  isForUse,
  isOpen,
  itemsOf,
  pathsFitting,
  referencesIn,
  signInImages,
  signInSteps,
  textsIn,
  valueAt,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Pipelines,
  type Resource,
  type Sign,
} from '../../src/check-api/index.js'

/** Limits and watches of spending that tell somebody without being asked to, or cannot be made without saying whom. */
const WATCHES = [
  'AWS::Budgets::BudgetsAction',
  'AWS::CE::AnomalySubscription',
  'aws_budgets_budget_action',
  'aws_ce_anomaly_subscription',
  'azurerm_consumption_budget_management_group',
  'azurerm_consumption_budget_resource_group',
  'azurerm_consumption_budget_subscription',
  'azurerm_cost_anomaly_alert',
  'google_billing_budget',
  'oci_budget_alert_rule',
] as const

/** Budgets of AWS tell only whom they name. */
const BUDGETS: ReadonlyMap<string, string> = new Map([
  ['aws_budgets_budget', 'notification'],
  ['AWS::Budgets::Budget', 'NotificationsWithSubscribers'],
])

const ALARMS = ['aws_cloudwatch_metric_alarm', 'AWS::CloudWatch::Alarm'] as const

/** Programs that say in a pull request what a change will cost, and files that set them up. */
const ESTIMATORS = /^(?:infracost|terracost|openinfraquote|oiq)$/
const ESTIMATING_ACTION = /^(?:infracost|openinfraquote)\//
const ESTIMATOR_FILE = /(?:^|\/)infracost(?:-usage)?\.ya?ml(?:\.tmpl)?$/

/** Images of what shows the cost of a cluster. */
const COST_IMAGE = /(?:^|\/)(?:opencost|kubecost|cost-model|cost-analyzer)(?:[-/]|$)/

export default defineCheck({
  id: 'iac-cost-control',
  title: 'Spending is neither estimated nor capped',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.LD.7', 'AG.ACG.7', 'waf.cost.consumption-model', 'COST02-BP05', 'COST03-BP02'],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    silent: {
      text: 'Budget {budget} tells nobody when it is used up.',
      remedy: 'Add {property} with a threshold and those who should hear of it.',
    },
  },

  *run({ infrastructure, pipelines, files }) {
    const [first] = costlyResources(infrastructure, files)
    if (first === undefined)
      return yield { kind: 'not-applicable', reason: 'nothing that costs money is declared here' }
    const budgets = authoredResources(infrastructure, files, ...BUDGETS.keys()).map((each) =>
      judge(each, infrastructure),
    )
    yield* budgets
    const control = watchIn(infrastructure, files) ?? estimateIn(pipelines, files)
    if (control !== undefined) {
      const { what, at } = control
      return yield { kind: 'evidence', text: '{what} keeps an eye on what it costs', data: { what }, at }
    }
    if (budgets.length > 0) return
    yield {
      kind: 'unknown',
      origin: 'files',
      reason:
        'nothing here limits or estimates what {resource} and the rest cost; budgets may be set for the account elsewhere',
      data: { resource: first.name },
      remedy: 'Declare a budget that notifies its owners, or attest where spending is watched.',
      at: first.at,
    }
  },
})

function judge(budget: Resource, { resources }: Infrastructure): CheckOutcome<'silent'> {
  const { type, name, properties, complete, at } = budget
  const property = BUDGETS.get(type) ?? ''
  const notices = valueAt(properties, property)
  const data = { budget: name, property }
  const acts = resources.some(
    (each) =>
      each.type === 'aws_budgets_budget_action' &&
      referencesIn(each.properties).some((text) => text.includes(`.${name}.`)),
  )
  if (itemsOf(notices).length > 0 || acts)
    return { kind: 'evidence', text: 'budget {budget} says who hears of it', data, at }
  if (isOpen(notices) || !complete)
    return { kind: 'unknown', origin: 'files', reason: 'whom budget {budget} tells is decided elsewhere', data, at }
  return { kind: 'problem', message: 'silent', data, at }
}

function watchIn(infrastructure: Infrastructure, files: FileIndex): Sign | undefined {
  const watch = authoredResources(infrastructure, files, ...WATCHES)[0] ?? billingAlarm(infrastructure, files)
  if (watch !== undefined) return { what: watch.type, at: watch.at }
  return signInImages(infrastructure, COST_IMAGE, files)
}

/** An alarm on what the account is billed (Amazon CloudWatch User Guide: Create a billing alarm). */
function billingAlarm(infrastructure: Infrastructure, files: FileIndex): Resource | undefined {
  return authoredResources(infrastructure, files, ...ALARMS).find(({ properties }) =>
    textsIn(properties).some((text) => text === 'AWS/Billing' || text === 'EstimatedCharges'),
  )
}

function estimateIn(pipelines: Pipelines, files: FileIndex): Sign | undefined {
  const sign = signInSteps(pipelines, {
    action: (repository) => ESTIMATING_ACTION.test(repository),
    command: ([program = '']) => ESTIMATORS.test(program),
  })
  if (sign !== undefined) return sign
  const file = pathsFitting(files.paths, [ESTIMATOR_FILE]).find((path) => isForUse(path, files))
  return file === undefined ? undefined : { what: file, at: fileLocation(file) }
}
