import { fixOf, lineBreakAt, refuse } from '../edits.js'
import { insertBlock, replaceValue } from '../hcl/change.js'
import { HclSource } from '../hcl/source.js'
import { HCL } from '../kinds.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { folderPrefix } from '../../core/paths.js'

/** A provider as the lock file of a module fixes it. */
interface Locked {
  /** `hashicorp/aws`, with a host where it is not that of Terraform or OpenTofu. */
  readonly source: string
  /** `~> 5.31`: what is locked, and later ones of the same major version. */
  readonly constraint: string
}

/** Says in `required_providers` what the lock file already fixes, so that the next upgrade stays within its major version. */
export const requiredProviders: Fixer = {
  check: 'tf-version-constraints',
  messages: ['noProvider'],
  fixability: 'safe-fix',
  does: 'Adds the provider to `required_providers` with the source and the version that the lock file of the module holds',
  leaves: 'Providers that no lock file holds, versions before 1.0, and modules without a `terraform` block',
  propose: (input) => {
    const { folder, provider } = namedIn(input)
    const locked = lockedIn(input, folder, provider)
    if (locked === undefined) return refuse('no lock file of the module says which version it runs with')
    const source = blockFile(input, folder)
    if (source === undefined) return refuse('no file of the module has a terraform block')
    return addTo(source, provider, locked)
  },
}

/** The module's folder, from the file, and the provider's local name, from the finding. */
function namedIn({ finding: { at, message } }: FixInput): { folder: string; provider: string } {
  const values = message.flatMap((part) => (typeof part === 'string' ? [] : [part.value]))
  return { folder: folderPrefix(at.file), provider: values.at(-1) ?? '' }
}

/** Only where one provider of that name is locked, and nothing says that another is meant. */
function lockedIn({ textOf }: FixInput, folder: string, provider: string): Locked | undefined {
  const file = `${folder}.terraform.lock.hcl`
  const text = textOf(file)
  const source = text === undefined ? undefined : HclSource.read(file, text)
  if (source === undefined) return undefined
  const found = source.tree.body.items.flatMap((item) => {
    const [address = ''] = item.kind === 'block' && item.type === 'provider' ? item.labels : []
    const [host = '', namespace = '', name = ''] = address.split('/')
    const version = attributeOf(source, `provider.${address}.version`)
    const [, major = '', minor = ''] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? []
    if (name !== provider || major === '' || major === '0') return []
    const known = /^registry\.(?:terraform\.io|opentofu\.org)$/.test(host)
    const path = `${namespace}/${name}`
    return [{ source: known ? path : `${host}/${path}`, constraint: `~> ${major}.${minor}` }]
  })
  return found.length === 1 ? found[0] : undefined
}

function attributeOf(source: HclSource, route: string): string {
  const value = source.attribute(route)?.item.value
  return value === undefined ? '' : source.text.slice(value.start, value.end).replace(/^"|"$/g, '')
}

/** The file of the module whose `terraform` block the provider belongs in: the one that names providers, else the first. */
function blockFile({ models, textOf, finding: { at } }: FixInput, folder: string): HclSource | undefined {
  const { infrastructure } = models()
  const modules = infrastructure.known ? infrastructure.value.terraform : []
  const module = modules.find((each) => (each.folder === '.' ? '' : `${each.folder}/`) === folder)
  const files = new Set([
    ...(module?.requiredProviders.map((each) => each.at.file) ?? []),
    ...(module === undefined ? [] : [module.at.file]),
    at.file,
  ])
  const sources = [...files]
    .filter((file) => HCL.test(file))
    .flatMap((file) => {
      const text = textOf(file)
      return text === undefined ? [] : (HclSource.read(file, text) ?? [])
    })
  const within = sources.filter(({ file }) => file.startsWith(folder) && !file.slice(folder.length).includes('/'))
  return within.find((each) => each.block(REQUIRED) !== undefined) ?? within.find((each) => each.block('terraform'))
}

const REQUIRED = 'terraform.required_providers'

function addTo(source: HclSource, provider: string, { source: from, constraint }: Locked): Proposal {
  const entry = [`${provider} = {`, `  source  = "${from}"`, `  version = "${constraint}"`, '}']
  if (source.block(REQUIRED) === undefined) return insertBlock(source, 'terraform', 'required_providers', entry)
  const route = `${REQUIRED}.${provider}`
  const value = source.attribute(route)?.item.value
  if (value !== undefined) return withVersion(source, route, source.text.slice(value.start, value.end), constraint)
  return appended(source, route, entry)
}

/** Behind the last entry. Not aligned with it: `terraform fmt` aligns no value of several lines. */
function appended(source: HclSource, route: string, entry: readonly string[]): Proposal {
  const { text, tree } = source
  const block = source.block(REQUIRED)?.item
  const last = block?.body.items.at(-1)
  const before = last && text.slice(tree.positions.lineStart(tree.positions.place(last.start).line), last.start)
  const from = last === undefined ? 0 : tree.positions.lineEnd(last.end)
  if (last === undefined || before?.trim() !== '' || !/^[ \t]*(?:(?:#|\/\/).*)?\r?$/.test(text.slice(last.end, from)))
    return refuse('required_providers is laid out in a way that is not changed')
  const eol = lineBreakAt(text, from)
  const added = entry.map((line) => eol + before + line).join('')
  return fixOf(source.file, [route], [{ from, to: from, text: added }])
}

/** Adds the version to an entry that has a source, and nothing else. */
function withVersion(source: HclSource, route: string, text: string, constraint: string): Proposal {
  const [, setting] = /^\{\s*(source\s*=\s*"[^"\n]*")\s*\}$/.exec(text) ?? []
  if (setting === undefined) return refuse('its entry in required_providers is laid out in a way that is not changed')
  if (!text.includes('\n')) return replaceValue(source, route, `{ ${setting}, version = "${constraint}" }`)
  const at = text.indexOf(setting)
  const [start, end] = [text.slice(0, at), text.slice(at + setting.length)]
  const own = start.slice(start.lastIndexOf('\n') + 1)
  const eol = end.startsWith('\r\n') ? '\r\n' : '\n'
  const inside = `source  = ${setting.slice(setting.indexOf('"'))}${eol}${own}version = "${constraint}"`
  const from = source.attribute(route)?.item.value.start ?? 0
  return fixOf(source.file, [route], [{ from, to: from + text.length, text: start + inside + end }])
}
