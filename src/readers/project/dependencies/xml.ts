import { readXml, type XmlElement } from '../xml.js'
import { onLine, type DependencySource, type Named } from './source.js'

/** `pom.xml`: what `dependencies` name; what is only managed is a version, not a need. */
export function mavenDependencies({ path, text }: DependencySource): Named[] {
  const elements = readXml(text)
  return elements.flatMap((element, index): Named[] => {
    if (!element.path.endsWith('dependencies/dependency') || element.path.includes('dependencyManagement')) return []
    const child = (name: string): string | undefined => childOf(elements, index, name)
    const [group, artifact] = [child('groupId'), child('artifactId')]
    if (group === undefined || artifact === undefined) return []
    const name = `${group}:${artifact}`
    const at = onLine(path, element.line, element.column, '<dependency')
    return [{ name, development: child('scope') === 'test', at: { ...at, route: name } }]
  })
}

/** The text of a child of the element at `index`; children follow their parent. */
function childOf(elements: readonly XmlElement[], index: number, name: string): string | undefined {
  const parent = elements[index]?.path ?? ''
  for (let at = index + 1; at < elements.length; at += 1) {
    const element = elements[at]
    if (element?.path.startsWith(`${parent}/`) !== true) return undefined
    if (element.path === `${parent}/${name}`) return element.text
  }
  return undefined
}

/** .NET project files and the central list of versions. */
export function nugetDependencies({ path, text }: DependencySource): Named[] {
  return readXml(text).flatMap(({ name, attributes, line, column }): Named[] => {
    if (name !== 'PackageReference' && name !== 'PackageVersion') return []
    const id = attributes.get('Include') ?? attributes.get('Update')
    if (id === undefined) return []
    return [{ name: id, development: false, at: { ...onLine(path, line, column, `<${name}`), route: id } }]
  })
}

/** The SDK that an ASP.NET project names, as if it were a package: it brings the server along. */
export function dotnetSdk({ path, text }: DependencySource): Named[] {
  const [project] = readXml(text)
  const sdk = project?.attributes.get('Sdk')
  if (project === undefined || sdk === undefined) return []
  return [{ name: sdk, development: false, at: onLine(path, project.line, project.column, `<${project.name}`) }]
}
