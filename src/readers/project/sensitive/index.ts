import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation, placeWithin, type Location } from '../../../core/location.js'
import type { FileIndex, SensitiveFile } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { nameOf } from '../../paths.js'
import { isInTestFolder } from '../languages.js'
import { privateKeysIn, puttyKeysIn, railsKeyIn, type Spot } from './keys.js'
import { assignedIn, clusterLoginsIn, formsIn, loginsIn, npmTokensIn, vaultPasswordIn } from './settings.js'
import { stateIn } from './state.js'

interface Kind {
  readonly kind: SensitiveFile['kind']
  readonly path: RegExp
  /** What stands there. Without it the content is not text, and the name alone counts. */
  readonly look?: (text: string) => Spot[]
  readonly what?: string
}

/** Files by their paths; the first that fits counts. */
const KINDS: readonly Kind[] = [
  { kind: 'state', path: /\.tfstate(?:\.backup|\.\d{1,20}\.backup)?$/, look: stateIn, what: 'Terraform state' },
  { kind: 'private-key', path: /(?:^|\/)config\/(?:master|credentials\/[^/]+)\.key$/, look: railsKeyIn },
  { kind: 'private-key', path: /\.ppk$/, look: puttyKeysIn },
  {
    kind: 'private-key',
    path: /\.(?:pem|key|p8|rsa|ovpn)$|(?:^|[/_-])id_(?:rsa|dsa|ecdsa|ed25519)$|[_-]rsa$/,
    look: privateKeysIn,
  },
  { kind: 'key-store', path: /\.(?:p12|pfx|jks|keystore)$/, what: 'key store' },
  { kind: 'settings', path: /(?:^|\/)\.npmrc$/, look: npmTokensIn },
  { kind: 'settings', path: /(?:^|\/)(?:\.pypirc|[._]netrc)$/, look: loginsIn },
  { kind: 'settings', path: /(?:^|\/)\.git-credentials$/, look: formsIn },
  {
    kind: 'settings',
    path: /(?:^|\/)\.aws\/credentials$|(?:^|\/)(?:credentials|[\w-]*access[_-]?keys?)\.csv$/i,
    look: formsIn,
  },
  {
    kind: 'settings',
    path: /(?:^|\/)\.kube\/config$|(?:^|\/)(?:[\w.-]*\.)?kube-?config(?:\.ya?ml)?$/,
    look: clusterLoginsIn,
  },
  { kind: 'settings', path: /(?:^|\/)\.?vault[_-]?pass(?:word)?(?:\.txt)?$/, look: vaultPasswordIn },
  {
    kind: 'settings',
    path: /(?:^|\/)(?:\.env(?:\.[\w-]+)*|[\w-]+\.env)$|(?:^|\/)\.envrc$|\.tfvars$/,
    look: assignedIn,
  },
  {
    kind: 'settings',
    path: /(?:credential|secret|service[_-]?account|gcp|gcloud|firebase|[_-]key|(?:^|\/)(?:key|sa))[^/]*\.json$/i,
    look: formsIn,
  },
]

/** Names of files that are to be copied and filled in. */
const TO_COPY = /example|sample|template|\bdist\b|default|\btpl\b|\bdemo\b|dummy|placeholder|\boss\b|\.md$/i

/** Words in names of keys that guard nothing, or that everybody has: of tests, of the own machine, of tools. */
const HARMLESS =
  /test|debug|valid|dummy|fake|mock|example|sample|snakeoil|localhost|self-?signed|insecure|vagrant|expired|public|trust|cacerts|temporarykey|(?:^|[^a-z])(?:dev|local|demo|ca-?certs?)(?:[^a-z]|$)/i

/** Folders of what tests are run with: `testutil`, `testca`. */
const FOR_TESTS = /(?:^|[/_-])(?:test|molecule|mock|fixture)[^/]*\//i

/** Files beyond this number are not opened. */
const MAX_FILES = 500

/** Findings of one file beyond this number say nothing more. */
const MAX_SPOTS = 20

/** Tracked files that should not be in a repository, in order of path. Those of tests and samples are left out. */
export function readSensitiveFiles({ files }: ReaderContext, index: FileIndex): SensitiveFile[] {
  const patterns = KINDS.map(({ path }) => path)
  return pathsFitting(index.paths, patterns)
    .flatMap((path) => {
      const kind = KINDS.find((each) => each.path.test(path))
      return kind === undefined || isHarmless(path, kind) || index.isExcluded(path) ? [] : [{ path, kind }]
    })
    .slice(0, MAX_FILES)
    .flatMap(({ path, kind }): SensitiveFile[] => {
      const { look, what = '' } = kind
      const base = { kind: kind.kind, what, at: fileLocation(path), conceals: [] }
      if (look === undefined) return [{ ...base, shownBy: 'name' }]
      const text = files.text(path)
      if (text !== undefined)
        return look(text)
          .slice(0, MAX_SPOTS)
          .map((spot) => found(path, text, spot, kind))
      return what !== '' && files.unread.some(({ file }) => file === path) ? [{ ...base, shownBy: 'unread' }] : []
    })
}

function isHarmless(path: string, { kind }: Kind): boolean {
  if (isInTestFolder(path) || TO_COPY.test(nameOf(path))) return true
  return (kind === 'private-key' || kind === 'key-store') && (HARMLESS.test(nameOf(path)) || FOR_TESTS.test(path))
}

function found(path: string, text: string, { what, start, end, shownBy }: Spot, { kind }: Kind): SensitiveFile {
  const conceals = kind === 'state' ? [] : [text.slice(start, end)]
  return { kind, what, shownBy, at: placeOf(path, text, start, end), conceals }
}

function placeOf(file: string, text: string, start: number, end: number): Location {
  const lines = text.split('\n')
  let offset = 0
  const segments = lines.map((line, index) => {
    const segment = { offset, line: index + 1, column: 1 }
    offset += line.length + 1
    return segment
  })
  const at = { file, line: 1, column: 1, endLine: lines.length, endColumn: (lines.at(-1)?.length ?? 0) + 1, route: '' }
  return placeWithin({ value: text, at, segments }, start, end)
}
