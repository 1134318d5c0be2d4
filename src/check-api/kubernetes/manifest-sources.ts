import { withoutTrailingSlashes } from '../../core/slashes.js'
import { downloadUrl } from '../supply-chain/download-url.js'
import { namesState, shownAddress } from '../supply-chain/package-sources.js'

/** Manifests that are taken from elsewhere. */
export interface ManifestSource {
  /** Fit to be shown: without user, password and query. */
  readonly text: string
  /** `github.com/acme/base`, where it is a repository of git, or a file of one. */
  readonly repository?: string
  /** The path in the repository, without slashes around it. */
  readonly path?: string
  /**
   * `state`: a commit, a tag, a release. `branch`: what a branch holds. `newest`: no version is named, or the last
   * release. `open`: an expression, or a name that may be a tag as well as a branch.
   */
  readonly follows: 'state' | 'branch' | 'newest' | 'open'
  /** As it is named. */
  readonly ref?: string
}

/** Hosts whose addresses without a scheme are repositories (Kustomize: remote targets, after go-getter). */
const HOSTS = /^(?:git::)?(?:https?:\/\/|ssh:\/\/)?(?:[\w.-]+@)?((?:[\w-]+\.)+[a-z]{2,})(?::\d+)?[/:](.*)$/i
const GIT_HOST = /^(?:(?:www\.)?github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|ssh\.github\.com)$/i

/** Branches by their usual names, and tags that are moved to each release. */
const BRANCHES = /^(?:refs\/heads\/.+|origin\/.+|main|master|trunk|dev|devel|develop|development|head)$/i
const MOVED_TAGS = /^(?:refs\/tags\/)?(?:latest|stable|edge|nightly|current)$/i

/** Reads an address as kustomizations and `kubectl` take it; undefined for a local path. */
export function manifestSource(written: string): ManifestSource | undefined {
  const text = written.trim()
  const isAddress = /^(?:git::|https?:\/\/|ssh:\/\/|git@|(?:github\.com|gitlab\.com|bitbucket\.org)[/:])/i.test(text)
  if (!isAddress || text.includes('\n')) return undefined
  const shown = shownAddress(text.replace(/^git::/, ''))
  if (/\$|\{\{/.test(text)) return { text: shown, follows: 'open' }
  const [address = '', query = ''] = text.split('?', 2)
  const [, host = '', rest = ''] = HOSTS.exec(address) ?? []
  const asked = /(?:^|&)(?:ref|version)=([^&]*)/.exec(query)?.[1]
  const words = withoutTrailingSlashes(rest).split('/')
  const raw = fileOf(host.toLowerCase(), words)
  if (raw !== undefined) return { text: shown, ...raw }
  if (/\.(?:ya?ml|json)$/i.test(rest)) return { text: shown, follows: ofFile(text) }
  const isGit =
    GIT_HOST.test(host) || /^(?:git::|ssh:\/\/|git@)/.test(text) || /\.git(?:\/|$)/.test(rest) || asked !== undefined
  if (!isGit) return { text: shown, follows: ofFile(text) }
  return { text: shown, ...repositoryOf(host, rest), ...revision(asked) }
}

function repositoryOf(host: string, rest: string): Pick<ManifestSource, 'repository' | 'path'> {
  const marked = /^(.*?)(?:\.git(?:\/|$)|\/\/)(.*)/.exec(rest)
  const words = rest.split('/').filter((word) => word !== '')
  const [repository, path] =
    marked !== null ? [marked[1] ?? '', marked[2] ?? ''] : [words.slice(0, 2).join('/'), words.slice(2).join('/')]
  return { repository: `${host}/${repository}`.toLowerCase(), path: path.replace(/^\/+|(?<!\/)\/+$/g, '') }
}

/** Files of repositories: raw ones, by their branch or tag, and those of releases. */
function fileOf(host: string, words: readonly string[]): Omit<ManifestSource, 'text'> | undefined {
  const [owner = '', name = '', ...rest] = words.filter((word) => word !== '')
  const repository = `${host === 'raw.githubusercontent.com' ? 'github.com' : host}/${owner}/${name}`.toLowerCase()
  if (host === 'raw.githubusercontent.com') return ofRaw(repository, rest)
  if (host === 'github.com' && rest[0] === 'releases')
    return rest[1] === 'latest' || MOVED_TAGS.test(rest[2] ?? '')
      ? { repository, follows: 'newest' }
      : { repository, follows: 'state', ...(rest[2] !== undefined && { ref: rest[2] }) }
  if (host === 'github.com' && (rest[0] === 'raw' || rest[0] === 'blob')) return ofRaw(repository, rest.slice(1))
  const raw = words.indexOf('raw')
  if (raw > 1 && words[raw - 1] === '-')
    return ofRaw(`${host}/${words.slice(0, raw - 1).join('/')}`.toLowerCase(), words.slice(raw + 1))
  return undefined
}

function ofRaw(repository: string, words: readonly string[]): Omit<ManifestSource, 'text'> {
  const length = words[0] === 'refs' ? 3 : 1
  return { repository, path: words.slice(length).join('/'), ...revision(words.slice(0, length).join('/')) }
}

function revision(ref: string | undefined): Pick<ManifestSource, 'follows' | 'ref'> {
  if (ref === undefined || ref === '') return { follows: 'newest' }
  if (BRANCHES.test(ref)) return { follows: 'branch', ref: ref.replace(/^refs\/heads\//, '') }
  if (MOVED_TAGS.test(ref)) return { follows: 'newest', ref }
  return { follows: namesState(ref) || ref.startsWith('refs/tags/') ? 'state' : 'open', ref }
}

/** A file of any server: a version in its address fixes it as far as addresses can. */
function ofFile(text: string): ManifestSource['follows'] {
  const moves = downloadUrl({ text })?.moves
  return moves === 'yes' ? 'newest' : moves === 'no' ? 'state' : 'open'
}
