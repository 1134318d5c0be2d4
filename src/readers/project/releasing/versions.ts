import type { Located } from '../../../core/location.js'

/** Where manifests write the version of what they describe. */
interface VersionPlace {
  /** Whole paths, in lower case. */
  readonly path: RegExp
  /** The table or section in which the line must stand, if the format has some. */
  readonly section?: RegExp
  readonly line: RegExp
}

const PLACES: readonly VersionPlace[] = [
  // The first such key of a package is its own: dependencies are maps below it.
  {
    path: /^(?:package|composer|lerna|deno|jsr|galaxy|manifest)\.jsonc?$/,
    line: /^(?: {1,4}|\t)?(?:\{\s{0,4})?"version"\s{0,4}:\s{0,4}"([^"]{1,60})"/,
  },
  {
    path: /^pyproject\.toml$/,
    section: /^(?:project|tool\.poetry)$/,
    line: /^version\s{0,8}=\s{0,8}["']([^"']{1,60})["']/,
  },
  {
    path: /^cargo\.toml$/,
    section: /^(?:package|workspace\.package)$/,
    line: /^version\s{0,8}=\s{0,8}["']([^"']{1,60})["']/,
  },
  { path: /^setup\.cfg$/, section: /^metadata$/, line: /^version\s{0,8}=\s{0,8}(\d[\w.+-]{0,60})\s*$/ },
  { path: /^setup\.py$/, line: /^\s{0,12}version\s{0,4}=\s{0,4}["'](\d[^"']{0,60})["']/ },
  { path: /^gradle\.properties$/, line: /^(?:version|projectVersion|VERSION_NAME)\s{0,4}=\s{0,4}(\d\S{0,60})/ },
  { path: /^build\.gradle(?:\.kts)?$/, line: /^version\s{0,4}=?\s{0,4}["'](\d[^"']{0,60})["']/ },
  { path: /^[^/]+\.gemspec$/, line: /^\s{0,8}\w{1,10}\.version\s{0,8}=\s{0,8}["']([^"']{1,60})["']/ },
  { path: /^(?:chart|galaxy|pubspec)\.ya?ml$/, line: /^version:\s{0,8}["']?(\d[\w.+-]{0,60})/ },
  { path: /^mix\.exs$/, line: /^\s{0,8}(?:version:|@version)\s{0,4}"([^"]{1,60})"/ },
  { path: /^version(?:\.txt)?$/, line: /^v?(\d+\.\d[\w.+-]{0,60})\s*$/ },
]

const MAX_LINES = 600

/** The version that the manifest gives, the first if it gives several. */
export function versionIn(file: string, text: string): Located<string> | undefined {
  const place = PLACES.find(({ path }) => path.test(file.toLowerCase()))
  if (place === undefined) return file === 'pom.xml' ? versionOfPom(file, text) : undefined
  let section = ''
  for (const [i, line] of text.split('\n', MAX_LINES).entries()) {
    section = /^\[([\w.-]{1,80})\]/.exec(line)?.[1] ?? section
    if (place.section !== undefined && !place.section.test(section)) continue
    const version = line.length > 1_000 ? undefined : place.line.exec(line)?.[1]
    if (version !== undefined) return located(file, i + 1, line, version)
  }
  return undefined
}

/** The version of the project itself: behind its parent, before what it consists of. */
function versionOfPom(file: string, text: string): Located<string> | undefined {
  let inParent = false
  for (const [i, line] of text.split('\n', MAX_LINES).entries()) {
    if (line.includes('<parent>')) inParent = true
    if (/<(?:dependencies|dependencyManagement|build|modules|profiles|properties)>/.test(line)) return undefined
    const version =
      inParent || line.length > 1_000 ? undefined : /<version>\s{0,4}(\d[^<\s]{0,60})\s{0,4}<\/version>/.exec(line)?.[1]
    if (version !== undefined) return located(file, i + 1, line, version)
    if (line.includes('</parent>')) inParent = false
  }
  return undefined
}

function located(file: string, line: number, text: string, version: string): Located<string> {
  const column = text.indexOf(version) + 1
  return {
    value: version,
    at: { file, line, column, endLine: line, endColumn: column + version.length, route: 'version' },
  }
}
