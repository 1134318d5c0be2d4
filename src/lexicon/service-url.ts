import type { LexiconWord } from './types.js'

/** Hosts that serve downloads, packages, notifications and APIs of other people: asking them proves no deployment. */
const FOREIGN_HOSTS: readonly string[] = [
  'github.com',
  'githubusercontent.com',
  'githubapp.com',
  'gitlab.com',
  'bitbucket.org',
  'sourceforge.net',
  'npmjs.org',
  'npmjs.com',
  'yarnpkg.com',
  'pypi.org',
  'pythonhosted.org',
  'pypa.io',
  'python-poetry.org',
  'crates.io',
  'rustup.rs',
  'rust-lang.org',
  'rubygems.org',
  'packagist.org',
  'getcomposer.org',
  'nuget.org',
  'maven.org',
  'apache.org',
  'gradle.org',
  'golang.org',
  'go.dev',
  'nodejs.org',
  'nodesource.com',
  'deno.land',
  'bun.sh',
  'docker.com',
  'docker.io',
  'ghcr.io',
  'gcr.io',
  'quay.io',
  'k8s.io',
  'helm.sh',
  'hashicorp.com',
  'opentofu.org',
  'pulumi.com',
  'googleapis.com',
  'google.com',
  'awscli.amazonaws.com',
  's3.amazonaws.com',
  'aka.ms',
  'microsoft.com',
  'azureedge.net',
  'jsdelivr.net',
  'unpkg.com',
  'debian.org',
  'ubuntu.com',
  'launchpad.net',
  'nixos.org',
  'determinate.systems',
  'codecov.io',
  'sonarsource.com',
  'sonarcloud.io',
  'snyk.io',
  'aquasec.com',
  'slack.com',
  'discord.com',
  'discordapp.com',
  'telegram.org',
  'pagerduty.com',
  'opsgenie.com',
  'webhook.office.com',
  'fly.io',
  'vercel.com',
  'netlify.com',
  'render.com',
  'heroku.com',
  'cloudflare.com',
  'ifconfig.me',
  'ipify.org',
  'checkip.amazonaws.com',
]

/** First labels of hosts that exist to be downloaded from. */
const DOWNLOAD_LABELS: ReadonlySet<string> = new Set([
  'dl',
  'dist',
  'download',
  'downloads',
  'get',
  'install',
  'installer',
  'releases',
  'packages',
  'pkg',
  'pkgs',
  'repo',
  'archive',
  'artifacts',
  'artifactory',
  'nexus',
  'mirror',
  'raw',
  'sh',
  'hooks',
])

/** Folders of addresses from which programs are fetched. */
const DOWNLOAD_FOLDERS: readonly string[] = ['/install', '/download', '/releases/', '/raw/', '/archive/', '/dl/']

/** Ends of paths that name a file to fetch. */
const FILE_ENDS: readonly string[] = [
  '.sh',
  '.bash',
  '.ps1',
  '.py',
  '.pl',
  '.gz',
  '.tgz',
  '.xz',
  '.bz2',
  '.zst',
  '.zip',
  '.tar',
  '.deb',
  '.rpm',
  '.apk',
  '.exe',
  '.msi',
  '.pkg',
  '.dmg',
  '.jar',
  '.war',
  '.whl',
  '.gem',
  '.phar',
  '.asc',
  '.gpg',
  '.key',
  '.pub',
  '.pem',
  '.crt',
  '.sig',
  '.sha256',
  '.sha512',
  '.md5',
  '.patch',
  '.diff',
]

/** Parts of a variable's name by which it does not hold the address of a deployed service. */
const OTHER_PURPOSES: readonly string[] = [
  'download',
  'install',
  'release',
  'artifact',
  'archive',
  'registry',
  'mirror',
  'package',
  'repo',
  'github',
  'gitlab',
  'slack',
  'discord',
  'teams',
  'webhook',
  'hook',
  'notif',
  'token',
  'upload',
  'codecov',
  'sonar',
  'jira',
  'actions_',
  'runner',
  'metadata',
]

/** Parts of a variable's name, or of a path behind it, by which it does. */
const SERVICE_WORDS: readonly string[] = [
  'url',
  'uri',
  'host',
  'endpoint',
  'domain',
  'address',
  'ingress',
  'site',
  'health',
  'ready',
  'alive',
  'livez',
  'status',
  'ping',
]

/**
 * Whether the word is the http(s) address of a service that somebody deployed. An address that starts with a
 * variable counts if the variable's name or the path says that it is one (`$APP_URL`, `$BASE/healthz`).
 */
export function isServiceUrl({ text, literal }: LexiconWord): boolean {
  const lower = text.toLowerCase()
  const scheme = ['https://', 'http://'].find((each) => lower.startsWith(each))
  if (scheme !== undefined) return isServiceAddress(lower.slice(scheme.length))
  if (literal)
    return ['localhost', '127.0.0.1'].some(
      (host) => lower === host || lower.startsWith(`${host}:`) || lower.startsWith(`${host}/`),
    )
  return lower.startsWith('$') && !holds(lower, OTHER_PURPOSES) && !isDownload(lower) && holds(lower, SERVICE_WORDS)
}

function isServiceAddress(address: string): boolean {
  const end = address.search(/[/?#]/)
  const authority = end < 0 ? address : address.slice(0, end)
  if (isDownload(address)) return false
  if (authority.includes('$')) return !holds(authority, OTHER_PURPOSES)
  const host = (authority.split('@').at(-1) ?? '').split(':')[0] ?? ''
  const label = host.split('.')[0] ?? ''
  const foreign = FOREIGN_HOSTS.some((each) => host === each || host.endsWith(`.${each}`))
  return host !== '' && !foreign && !DOWNLOAD_LABELS.has(label)
}

function isDownload(address: string): boolean {
  const path = address.split(/[?#]/)[0] ?? ''
  return FILE_ENDS.some((end) => path.endsWith(end)) || holds(path, DOWNLOAD_FOLDERS)
}

function holds(text: string, parts: readonly string[]): boolean {
  return parts.some((part) => text.includes(part))
}
