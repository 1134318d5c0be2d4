import type { Location } from '../../core/location.js'
import { textOf, valueAt } from '../../models/value.js'
import { imagesRun } from '../containers/images.js'
import { parseImage } from '../../models/image.js'
import { signalsOf, type Observed } from './observability.js'
import { isForUse } from '../common/paths.js'

/** Programs that take lines from machines and bring them to a store, as their images, charts and roles are called. */
const AGENTS: ReadonlySet<string> = new Set(
  (
    'fluent-bit fluentbit aws-for-fluent-bit fluentd fluentd-kubernetes-daemonset vector promtail alloy filebeat ' +
    'elastic-agent logging-operator ' +
    'amazon-cloudwatch-observability cloudwatch-agent amazon-cloudwatch-agent newrelic-logging ' +
    'nri-bundle splunk-otel-collector k8s-monitoring loki-stack logstash'
  ).split(' '),
)

/** Where types that install charts and add-ons name them. */
const INSTALLED: readonly (readonly [type: RegExp, path: string])[] = [
  [/^helm_release$/, 'chart'],
  [/^aws_eks_addon$/, 'addon_name'],
  [/^AWS::EKS::Addon$/, 'AddonName'],
  [/^helm\.toolkit\.fluxcd\.io\/.*\/HelmRelease$/, 'spec.chart.spec.chart'],
  [/^argoproj\.io\/.*\/Application$/, 'spec.source.chart'],
]

/** Folders of roles that install one, and what machines are told when they start. */
const ROLE = /(?:^|\/)roles\/([^/]+)\//
const STARTED = /amazon-cloudwatch-agent|fluent-bit|filebeat|promtail|google-cloud-ops-agent|awslogsd?\b/

/** The first thing in the tree that takes lines of logs from machines or clusters, if there is one. */
export function logAgentIn(observed: Observed): { readonly what: string; readonly at: Location } | undefined {
  const { infrastructure, files } = observed
  const signal = signalsOf(observed).find(({ kind }) => kind === 'log-shipping')
  if (signal !== undefined) return signal
  const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
  for (const { type, properties, at } of resources) {
    const path = INSTALLED.find(([pattern]) => pattern.test(type))?.[1]
    const name = path === undefined ? undefined : textOf(valueAt(properties, path))?.split('/').at(-1)
    if (name !== undefined && AGENTS.has(name)) return { what: name, at }
    const script = textOf(valueAt(properties, 'user_data'))
    if (script !== undefined && STARTED.test(script)) return { what: 'a script of the start', at }
  }
  const run = imagesRun({ resources }).find(({ image }) => AGENTS.has(nameOf(textOf(image) ?? '')))
  if (run !== undefined) return { what: textOf(run.image) ?? run.by, at: run.image.at }
  const role = infrastructure.ansible.tasks.find(({ file }) => {
    const name = ROLE.exec(file)?.[1]?.replace(/_/g, '-')
    return name !== undefined && AGENTS.has(name) && isForUse(file, files)
  })
  return role && { what: `the role ${ROLE.exec(role.file)?.[1] ?? ''}`, at: role.at }
}

function nameOf(image: string): string {
  return parseImage(image).repository.split('/').at(-1) ?? ''
}
