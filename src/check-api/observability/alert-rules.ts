import type { FileIndex, Infrastructure, Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import { RULE_TYPES } from './alarm-types.js'
import { plainType } from './observability.js'
import { isForUse } from '../common/paths.js'

/** A rule of Prometheus that raises an alert. */
export interface AlertRule {
  readonly resource: Resource
  readonly name: string
  /** The line of its name. */
  readonly alert: Value
  /** Whether an annotation says what it means, or what to do; true if that may be. */
  readonly described: boolean
  /** Where an annotation says that the steps to take stand. */
  readonly runbook?: Value
  /** Whether it has a label by which a route can choose whom to tell; true if it may have. */
  readonly labelled: boolean
}

/** The rules that are meant to be run, of objects that a Prometheus or its kin takes them from. */
export function alertRulesOf({ resources }: Pick<Infrastructure, 'resources'>, files: FileIndex): AlertRule[] {
  return resources.flatMap((resource) => {
    if (!RULE_TYPES.has(plainType(resource)) || !isForUse(resource.file, files)) return []
    return itemsOf(valueAt(resource.properties, 'spec.groups'))
      .flatMap((group) => itemsOf(valueAt(group, 'rules')))
      .flatMap((rule): AlertRule[] => {
        const alert = rule.kind === 'dict' ? rule.entries.get('alert') : undefined
        if (alert === undefined) return []
        const runbook = valueAt(rule, 'annotations.runbook_url') ?? valueAt(rule, 'annotations.runbook')
        const name = alert.kind === 'unresolved' ? alert.text : (textOf(alert) ?? '')
        return [
          {
            resource,
            name,
            alert,
            described: !resource.complete || isFilled(valueAt(rule, 'annotations')),
            ...(runbook !== undefined && { runbook }),
            labelled: !resource.complete || isFilled(valueAt(rule, 'labels')),
          },
        ]
      })
  })
}

function isFilled(value: Value | undefined): boolean {
  return value?.kind === 'unresolved' || (value?.kind === 'dict' && value.entries.size > 0)
}
