/** What the bundle may weigh, and what each way of starting it may load. A test compares both with dist/. */

/** Kilobytes (of 1,000 bytes) of all JavaScript in dist/. */
export const BUNDLE_KILOBYTES = 4_800

/** Parts of the bundle that are large, each known by a text that only the chunk with it holds. */
export const PARTS = {
  practices: 'Organize infrastructure as code for scale',
  'texts of practices': 'record names the leader, the mandate and the share of time',
  checks: 'no backups are made here',
  'parts of checks': 'google_folder_iam_audit_config',
  lexicon: 'buildScanPublishPrevious',
  'links of the lexicon': 'https://github.com/mpalmer/action-validator',
  readers: 'Gitea or Forgejo',
  engine: 'there is nothing here that it judges',
  YAML: 'cannot resolve an ordered map item',
  fixes: 'the block is laid out in a way that is not changed',
  'settings on GitHub': 'the list of changed files is not complete',
  Octokit: 'POST /user/gpg_keys',
  undici: 'UND_ERR_NOT_SUPPORTED',
  'walk of folders': 'extglob',
  'HTML report': 'By what the practices of each framework are decided',
} as const

export type Part = keyof typeof PARTS

/** A way of starting it. */
export interface Load {
  readonly name: string
  /** Of the command line; without, it is the Action. */
  readonly args?: readonly string[]
  /** What is loaded of the parts, and nothing more. */
  readonly parts: readonly Part[]
  /** Kilobytes of all chunks that are loaded. */
  readonly kilobytes: number
}

const LINT: readonly Part[] = ['practices', 'checks', 'parts of checks', 'lexicon', 'readers', 'engine', 'YAML']

/** No start without network loads what speaks to GitHub over it, writes HTML, or fixes. */
export const LOADS: readonly Load[] = [
  { name: '`pillarlint --version`', args: ['--version'], parts: [], kilobytes: 25 },
  { name: '`pillarlint --help`', args: ['--help'], parts: [], kilobytes: 30 },
  { name: '`pillarlint list`', args: ['list'], parts: ['practices', 'checks', 'parts of checks'], kilobytes: 1_500 },
  {
    name: '`pillarlint explain` of a practice',
    args: ['explain', 'DL.ADS.2'],
    parts: [...LINT, 'texts of practices'],
    kilobytes: 3_550,
  },
  { name: '`pillarlint --offline`', args: ['.', '--offline'], parts: LINT, kilobytes: 3_350 },
  { name: 'the Action without a token', parts: LINT, kilobytes: 3_400 },
]
