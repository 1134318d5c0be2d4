import type { Command, Value } from '../../models/index.js'
import { isOpen, textOf } from '../../models/value.js'
import { valuesOf } from '../common/options.js'

/** Options of `helm install` and `helm upgrade` whose value may be the next word (Helm docs: helm install, helm upgrade). */
const WITH_VALUE: ReadonlySet<string> = new Set(
  (
    '-n --namespace --kube-context --kubeconfig --kube-apiserver --kube-as-user --kube-as-group --kube-ca-file --kube-token ' +
    '-f --values --set --set-string --set-file --set-json --set-literal --version --timeout --repo --repository-cache ' +
    '--repository-config --registry-config --username --password --history-max --description --post-renderer ' +
    '--post-renderer-args -o --output --ca-file --cert-file --key-file --keyring --name-template -l --labels ' +
    '--burst-limit --qps'
  ).split(' '),
)

/** A release that a command installs or upgrades. */
export interface HelmInstallation {
  /** As written: a path, `repository/chart`, an address. */
  readonly chart: string
  /** False where an expression is part of it. */
  readonly literal: boolean
  /** True if the command looks for the chart in a repository that it names itself. */
  readonly named: boolean
  /** What it says of the version; absent where it says nothing. */
  readonly version?: { readonly text: string; readonly literal: boolean }
}

/** What `helm install` or `helm upgrade` installs; undefined for other commands, and where no chart is named. */
export function helmInstallation({ argv }: Pick<Command, 'argv'>): HelmInstallation | undefined {
  if (argv[0]?.text.split('/').at(-1) !== 'helm') return undefined
  const operands = argv.filter(({ text }, index) => {
    const before = argv[index - 1]?.text ?? ''
    return index > 0 && !text.startsWith('-') && !WITH_VALUE.has(before)
  })
  if (operands[0]?.text === 'secrets') operands.shift()
  const verb = operands.shift()?.text
  if (verb !== 'install' && verb !== 'upgrade') return undefined
  const nameless = argv.some(({ text }) => text === '-g' || /^--(?:generate-name|name-template|name)\b/.test(text))
  const chart = operands[nameless && operands.length === 1 ? 0 : 1]
  if (chart === undefined) return undefined
  const version = valuesOf(argv, '--version').at(-1)
  return {
    chart: chart.text,
    literal: chart.literal && !chart.text.includes('${{'),
    named: valuesOf(argv, '--repo').length > 0,
    ...(version !== undefined && { version }),
  }
}

/** The name that `helm repo add` gives to a repository. */
export function helmRepositoryAdded({ argv }: Pick<Command, 'argv'>): string | undefined {
  const [program, group, verb, ...rest] = argv.map(({ text }) => text)
  if (program?.split('/').at(-1) !== 'helm' || group !== 'repo' || verb !== 'add') return undefined
  return rest.find((text) => !text.startsWith('-'))
}

/** What a version says: one version, versions of one minor (`~1.2.3`, `1.2.x`), any of a range, or nothing that is known. */
export type VersionBreadth = 'exact' | 'patches' | 'range' | 'unknown'

const EXACT = /^=?\s*v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/
const PATCHES = /^(?:~\s*v?\d+\.\d+(?:\.\d+)?|v?\d+\.\d+(?:\.[xX*])?)$/
const RANGE = /[*^~<>|,]|(?:^|\.)[xX](?:\.|$)|\s-\s|^v?\d+$|^$/

/** How many versions fit (Helm docs: Charts, Chart dependencies; Masterminds/semver). */
export function versionBreadth(text: string): VersionBreadth {
  const version = text.trim()
  if (EXACT.test(version)) return 'exact'
  if (PATCHES.test(version)) return 'patches'
  return RANGE.test(version) || version === 'latest' ? 'range' : 'unknown'
}

/** The same of a value that may be an expression. A default that says one version does fix it. */
export function breadthOfVersion(value: Value): VersionBreadth {
  const text = textOf(value)
  if (text === undefined) return 'unknown'
  const breadth = versionBreadth(text)
  return breadth !== 'exact' && isOpen(value) ? 'unknown' : breadth
}
