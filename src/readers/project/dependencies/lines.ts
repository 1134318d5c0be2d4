import { onLine, type DependencySource, type Named } from './source.js'

/** Longer lines name no package. */
const MAX_LINE = 1_000

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => (line.length > MAX_LINE ? '' : line))
}

/** The package that a requirement names (PEP 508); undefined for options, paths and addresses. */
export function requirementName(requirement: string): string | undefined {
  return /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?(?:$|[=<>~!;@#\s])/.exec(requirement)?.[1]
}

/** Names of requirement files that only development reads. */
const FOR_DEVELOPMENT = /(?:^|[-_./])(?:dev|develop|development|tests?|testing|ci|lint|docs?|tools?)(?:[-_./]|$)/i

/** `requirements.txt` and its siblings. */
export function requirementsFile({ path, text }: DependencySource): Named[] {
  const development = FOR_DEVELOPMENT.test(path.replace(/\.(?:txt|in)$/, ''))
  return linesOf(text).flatMap((line, index): Named[] => {
    const git = gitRequirement(line)
    const name = requirementName(line) ?? git?.name
    if (name === undefined) return []
    const at = onLine(path, index + 1, line.indexOf(name) + 1, name)
    return [{ name, development, ...(git !== undefined && { git: git.source }), at }]
  })
}

/** `git+https://host/owner/repository.git@ref#egg=name`, alone or behind a name (pip docs: VCS Support). */
function gitRequirement(line: string): { name: string; source: NonNullable<Named['git']> } | undefined {
  const [, address, ref] =
    /^\s*(?:-e\s+|--editable[\s=]+|[\w.-]+\s?(?:\[[^\]]*\])?\s?@\s?)?git\+((?:https?|ssh|git):\/\/[^\s#@]+(?:@[^\s#@/]+\/[^\s#@]+)?)(?:@([^\s#]+))?/.exec(
      line,
    ) ?? []
  if (address === undefined) return undefined
  const name = /[#&]egg=([\w.-]+)/.exec(line)?.[1] ?? address.replace(/\.git$/, '').slice(address.lastIndexOf('/') + 1)
  return { name, source: { url: address, ...(ref !== undefined && { ref }) } }
}

/** `setup.py` and `setup.cfg`: the strings or lines of `install_requires`, and those of extras. */
export function setupDependencies({ path, text }: DependencySource): Named[] {
  const found: Named[] = []
  let section: 'install' | 'extra' | undefined
  for (const [index, line] of linesOf(text).entries()) {
    if (/\binstall_requires\b/.test(line)) section = 'install'
    else if (/\b(?:extras_require|tests_require)\b|^\[options\.extras_require\]/.test(line)) section = 'extra'
    else if (/^\[/.test(line) || /^\s{0,20}[a-z_]+\s?=[^=]/.test(line)) section = undefined
    if (section === undefined) continue
    const texts = path.endsWith('.py')
      ? Array.from(line.matchAll(/["']([^"']+)["']/g), ([, inner]) => inner ?? '')
      : [line.replace(/^\s*\w+\s?=/, '')]
    for (const each of texts) {
      const name = requirementName(each.trim())
      if (name === undefined) continue
      found.push({ name, development: section === 'extra', at: onLine(path, index + 1, line.indexOf(name) + 1, name) })
    }
  }
  return found
}

/** `go.mod`: what is required directly (Go Modules Reference: require directive). */
export function goDependencies({ path, text }: DependencySource): Named[] {
  let inside = false
  return linesOf(text).flatMap((line, index): Named[] => {
    const opens = /^require\s*\(/.test(line)
    if (opens || line.startsWith(')')) inside = opens
    const name = (inside ? /^\s+([\w./~-]+) v/ : /^require\s+([\w./~-]+) v/).exec(line)?.[1]
    if (name === undefined || line.includes('// indirect')) return []
    return [{ name, development: false, at: onLine(path, index + 1, line.indexOf(name) + 1, name) }]
  })
}

/** `gem 'name'` in a Gemfile; groups of development and test are told by their blocks or options. */
export function gemDependencies({ path, text }: DependencySource): Named[] {
  let development = false
  return linesOf(text).flatMap((line, index): Named[] => {
    const group = /^\s*group\b(.*)\bdo\b/.exec(line)?.[1]
    if (group !== undefined) development = !/:(?:production|default)\b/.test(group)
    else if (/^end\b/.test(line)) development = false
    const name =
      /^\s*(?:gem|spec\.add_(?:runtime_|development_)?dependency|s\.add_(?:runtime_|development_)?dependency)[\s(]+["']([\w./-]+)["']/.exec(
        line,
      )?.[1]
    if (name === undefined) return []
    const own = /\bgroups?:\s?\[?:(?:test|development)|add_development_dependency/.test(line)
    return [{ name, development: development || own, at: onLine(path, index + 1, line.indexOf(name) + 1, name) }]
  })
}

/** Coordinates in quotation marks behind the name of a configuration, or behind `id` for plug-ins. */
export function gradleDependencies({ path, text }: DependencySource): Named[] {
  return linesOf(text).flatMap((line, index): Named[] => {
    const match =
      /^\s*(?:add\(["'])?(\w+)["']?[\s(,]+(?:(?:platform|enforcedPlatform|project)\()?["']([\w.-]+:[\w.-]+)/.exec(line)
    const parts =
      /^\s*(\w+)[\s(]+group\s{0,4}[:=]\s{0,4}["']([\w.-]+)["'],\s{0,8}name\s{0,4}[:=]\s{0,4}["']([\w.-]+)["']/.exec(
        line,
      )
    if (parts !== null) {
      const [, configuration = '', group = '', artifact = ''] = parts
      const at = onLine(path, index + 1, line.indexOf(artifact, line.indexOf(group) + group.length) + 1, artifact)
      return [{ name: `${group}:${artifact}`, development: /test/i.test(configuration), at }]
    }
    const plugin = /^\s*(?:id|kotlin)[\s(]+["']([\w.-]+)["']/.exec(line)?.[1]
    const name = match?.[2] ?? plugin
    if (name === undefined) return []
    const development = match !== null && /test/i.test(match[1] ?? '')
    return [{ name, development, at: onLine(path, index + 1, line.indexOf(name) + 1, name) }]
  })
}
