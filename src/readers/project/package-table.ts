/** What packages show, by ecosystem and kind: names separated by blanks; a `*` at the end stands for any rest. */
export type PackageTable<Kind extends string> = Readonly<Record<string, Readonly<Partial<Record<Kind, string>>>>>

interface Names<Kind> {
  readonly exact: ReadonlyMap<string, readonly Kind[]>
  readonly prefixes: readonly (readonly [prefix: string, kind: Kind])[]
}

/** The kinds that a package of an ecosystem shows by a table; Gradle shares the names of Maven. */
export function packageKinds<Kind extends string>(
  packages: PackageTable<Kind>,
): (ecosystem: string, name: string) => readonly Kind[] {
  const tables = new Map<string, Names<Kind>>()
  return (ecosystem, name) => {
    const key = ecosystem === 'gradle' ? 'maven' : ecosystem
    const names = packages[key]
    if (names === undefined || !Object.hasOwn(packages, key)) return []
    const table = tables.get(key) ?? compile(names)
    tables.set(key, table)
    const byPrefix = table.prefixes.filter(([prefix]) => name.startsWith(prefix)).map(([, kind]) => kind)
    return [...new Set([...(table.exact.get(name) ?? []), ...byPrefix])]
  }
}

function compile<Kind extends string>(kinds: Readonly<Partial<Record<Kind, string>>>): Names<Kind> {
  const exact = new Map<string, Kind[]>()
  const prefixes: (readonly [string, Kind])[] = []
  for (const [kind, names] of Object.entries(kinds) as [Kind, string][]) {
    for (const name of names.split(' ')) {
      if (name.endsWith('*')) prefixes.push([name.slice(0, -1), kind])
      else exact.set(name, [...(exact.get(name) ?? []), kind])
    }
  }
  return { exact, prefixes }
}
