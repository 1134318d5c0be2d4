import { resolveIn } from '../../paths.js'
import { readXml, type XmlElement } from '../xml.js'
import type { Ecosystem, ManifestSource } from './facts.js'

/** `pom.xml`. Maven has no lock file; versions are fixed unless they are ranges. */
export const MAVEN: Ecosystem = {
  name: 'maven',
  isManifest: (name) => name === 'pom.xml',
  lockFiles: [],
  read(source) {
    const elements = readXml(source.text)
    const at = (path: string) => elements.find((element) => element.path === path)
    const modules = new Set(
      elements
        .filter(({ path }) => /^project\/(?:profiles\/profile\/)?modules\/module$/.test(path))
        .map(({ text }) => resolveIn('', text)),
    )
    const dependency = elements.find(({ path }) => path.endsWith('dependencies/dependency'))
    return {
      hasDependencies: dependency !== undefined,
      publishable: at('project/distributionManagement/repository') === undefined ? undefined : true,
      ...(modules.size > 0 && { isMember: (folder: string) => modules.has(folder) }),
      ...placeOf(dependency, source),
    }
  },
}

/** .NET project files. */
export const NUGET: Ecosystem = {
  name: 'nuget',
  isManifest: (name) => /\.(?:cs|fs|vb)proj$/.test(name),
  lockFiles: ['packages.lock.json'],
  read(source) {
    const elements = readXml(source.text)
    const property = (name: string) => elements.find((element) => element.name === name)?.text
    const reference = elements.find(({ name }) => name === 'PackageReference')
    return {
      hasDependencies: reference !== undefined,
      publishable: packable(property, elements[0]?.attributes.get('Sdk') ?? ''),
      ...placeOf(reference, source),
    }
  },
}

/** `IsPackable`, `PackageId` and `GeneratePackageOnBuild` are NuGet's (Microsoft Learn: NuGet pack and restore as MSBuild targets). */
function packable(property: (name: string) => string | undefined, sdk: string): boolean | undefined {
  if (property('IsPackable')?.toLowerCase() === 'false') return false
  if (property('PackageId') !== undefined || property('GeneratePackageOnBuild')?.toLowerCase() === 'true') return true
  const runs = property('OutputType')?.toLowerCase() === 'exe' || /\.(?:Web|Worker)$/.test(sdk)
  return runs ? false : undefined
}

function placeOf(element: XmlElement | undefined, { path }: ManifestSource) {
  if (element === undefined) return {}
  const { line, column, name } = element
  return { at: { file: path, line, column, endLine: line, endColumn: column + name.length + 1, route: element.path } }
}
