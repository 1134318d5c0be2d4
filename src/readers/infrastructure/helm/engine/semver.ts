interface Version {
  readonly parts: readonly [number, number, number]
  readonly pre: string
}

function parse(text: string): Version | undefined {
  const match = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(-[\w.-]*)?(?:\+[\w.-]*)?$/.exec(text.trim())
  if (match === null) return undefined
  return { parts: [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)], pre: match[4] ?? '' }
}

function compare(a: Version, b: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = a.parts[index] - b.parts[index]
    if (difference !== 0) return Math.sign(difference)
  }
  if (a.pre === b.pre) return 0
  if (a.pre === '' || b.pre === '') return a.pre === '' ? 1 : -1
  return a.pre < b.pre ? -1 : 1
}

/**
 * Whether a version without a pre-release part satisfies a constraint (Masterminds/semver: "Checking Version
 * Constraints"), or undefined for a form that is not read here (wildcards, ranges with a hyphen).
 */
export function satisfies(constraint: string, versionText: string): boolean | undefined {
  const version = parse(versionText)
  if (version === undefined || version.pre !== '' || constraint.length > 200) return undefined
  const results = constraint.split('||').map((alternative) => {
    const terms = alternative.match(/(?:(?<![<>=!~^])[<>=!~^]+\s*)?v?\d[\w.+-]*/g) ?? []
    const rest = terms.reduce((text, term) => text.replace(term, ''), alternative)
    if (terms.length === 0 || /[^\s,]/.test(rest)) return undefined
    const each = terms.map((term) => termHolds(term, version))
    return each.includes(undefined) ? undefined : each.every(Boolean)
  })
  if (results.includes(true)) return true
  return results.includes(undefined) ? undefined : false
}

const OPERATORS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['!=', (order) => order !== 0],
  ['>', (order) => order > 0],
  ['>=', (order) => order >= 0],
  ['=>', (order) => order >= 0],
  ['<', (order) => order < 0],
  ['<=', (order) => order <= 0],
  ['=<', (order) => order <= 0],
])

function termHolds(text: string, version: Version): boolean | undefined {
  const [, operator = '', rest = ''] = /^([<>=!~^]*)\s*(.*)/.exec(text) ?? []
  const bound = parse(rest)
  if (bound === undefined) return undefined
  const order = compare(version, bound)
  const [major, minor] = bound.parts
  switch (operator) {
    case '':
    case '=':
      return /^v?\d+\.\d+\.\d/.test(rest) ? order === 0 : undefined
    case '^':
      return major === 0 ? undefined : order >= 0 && version.parts[0] === major
    case '~':
      if (!rest.includes('.')) return undefined
      return order >= 0 && compare(version, { parts: [major, minor + 1, 0], pre: '' }) < 0
    default:
      return OPERATORS.get(operator)?.(order)
  }
}
