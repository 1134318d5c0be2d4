import type { RegistrySetting } from '../../../models/index.js'
import { composeYaml } from '../../yaml/compose.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import { onLine } from '../dependencies/source.js'
import { readXml, type XmlElement } from '../xml.js'

/** Longer lines name no repository. */
const MAX_LINE = 1_000

const NUGET_ORG = /^https:\/\/(?:api|www)\.nuget\.org\//i

/**
 * `packageSources` of NuGet.config. Beside nuget.org, and without `packageSourceMapping`, whichever source has a package
 * gives it (Microsoft Learn: nuget.config reference, Package Source Mapping).
 */
export function nugetRegistries(path: string, text: string): RegistrySetting[] {
  const elements = readXml(text)
  const sources = elements.filter((each) => each.path === 'configuration/packageSources/add')
  const mapped = elements.some((each) => each.path === 'configuration/packageSourceMapping/packageSource')
  const withPublic = sources.some((each) => NUGET_ORG.test(each.attributes.get('value') ?? ''))
  return sources.flatMap((element) => {
    const url = element.attributes.get('value') ?? ''
    if (!/^https?:\/\//i.test(url)) return []
    const extra = withPublic && !mapped && !NUGET_ORG.test(url)
    return [settingOf('nuget', path, element, url, mapped ? 'named' : extra ? 'extra' : 'default')]
  })
}

/** Repositories of a POM and mirrors of `settings.xml` (Maven docs: POM Reference, Settings Reference). */
export function mavenRegistries(path: string, text: string): RegistrySetting[] {
  return readXml(text).flatMap((element) => {
    const [, role] = /\/(?:(repository|pluginRepository|mirror))\/url$/.exec(element.path) ?? []
    if (role === undefined || element.text === '' || element.path.includes('distributionManagement')) return []
    return [settingOf('maven', path, element, element.text, 'default')]
  })
}

function settingOf(
  ecosystem: string,
  path: string,
  { line, column, name }: XmlElement,
  value: string,
  role: RegistrySetting['role'],
): RegistrySetting {
  return { ecosystem, url: { value, at: onLine(path, line, column, `<${name}>`) }, role }
}

const GRADLE = /\burl(?:\s*[=(])?\s*(?:uri\s*\(\s*)?["'](https?:\/\/[^"'\s]+)["']/

/** `maven { url = uri("…") }` and `ivy { url "…" }` in Gradle's `repositories` blocks, left out where packages are published to. */
export function gradleRegistries(path: string, text: string): RegistrySetting[] {
  let depth = 0
  /** Depth at which a block of publications opened; what is inside it says where packages go. */
  let publishing: number | undefined
  let inRepositories: number | undefined
  return text.split('\n').flatMap((line, index): RegistrySetting[] => {
    if (line.length > MAX_LINE || /^\s*\/\//.test(line)) return []
    if (/^\s*(?:publishing|uploadArchives)\b.*\{/.test(line)) publishing ??= depth
    if (/^\s*repositories\b.*\{/.test(line)) inRepositories ??= depth
    const url = inRepositories === undefined || publishing !== undefined ? undefined : GRADLE.exec(line)?.[1]
    for (const char of line) depth += char === '{' ? 1 : char === '}' ? -1 : 0
    if (publishing !== undefined && depth <= publishing) publishing = undefined
    if (inRepositories !== undefined && depth <= inRepositories) inRepositories = undefined
    if (url === undefined) return []
    return [
      {
        ecosystem: 'gradle',
        url: { value: url, at: onLine(path, index + 1, line.indexOf(url) + 1, url) },
        role: 'default',
      },
    ]
  })
}

/** Sources of a Gemfile; a second one for all gems is asked beside the first (Bundler docs: Gemfile, Source priority). */
export function gemRegistries(path: string, text: string): RegistrySetting[] {
  const found: RegistrySetting[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const [, url, block] =
      line.length > MAX_LINE ? [] : (/^\s*source[\s(]+["']([^"']+)["']\)?(\s+do\b)?/.exec(line) ?? [])
    if (url === undefined) continue
    const isFirst = !found.some(({ role }) => role === 'default')
    const role = block !== undefined ? 'named' : isFirst ? 'default' : 'extra'
    found.push({
      ecosystem: 'bundler',
      url: { value: url, at: onLine(path, index + 1, line.indexOf(url) + 1, url) },
      role,
    })
  }
  return found
}

/** `repositories` of `composer.json`: each is asked before Packagist, and the first that has a package gives it (Composer docs: Repository priorities). */
export function composerRegistries(path: string, text: string): RegistrySetting[] {
  if (!text.includes('repositories')) return []
  return itemsOf(valueAt(composeYaml(path, text).documents[0], 'repositories')).flatMap((item) => {
    const url = scalarAt(item, 'url')
    return url === undefined || !/^https?:/.test(url.text)
      ? []
      : [{ ecosystem: 'composer', url: located(url), role: 'named' as const }]
  })
}
