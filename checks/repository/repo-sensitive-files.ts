import {
  defineCheck,
  isForTrying,
  isSample,
  z,
  type CheckOutcome,
  type ExpectedIgnore,
  type SensitiveFile,
} from '../../src/check-api/index.js'

/** Settings of test runs, which are meant to be tracked (dotenv: `.env.test`). A key among them is made for the tests. */
const OF_TESTS = /(?:^|\/)(?:\.env\.test(?:ing)?(?:\.\w+)?|test(?:ing)?\.env)$/

type Message = 'committed' | 'look' | 'store' | 'not-ignored'

export default defineCheck({
  id: 'repo-sensitive-files',
  title: 'State, key or environment file is committed',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.EAC.1',
    'AG.SAD.1',
    'SEC02-BP03',
    'hc.gitops.no-secrets-in-git',
    'hc.define.version-control.gitignore',
    'hc.define.version-control.remote-state',
    'ba.debt.hardcoded-config',
    'ba.bottleneck.state-management',
  ],
  needs: ['project'],
  options: z.strictObject({}),
  messages: {
    committed: {
      text: '{file} is tracked and holds a {what}.',
      remedy:
        'Replace what it opens, as the history keeps it; then `git rm --cached` the file, ignore it, and keep the new one in a store of secrets (a state: in a remote backend).',
    },
    look: {
      text: '{what} in {file} is a text that looks made at random, as credentials are.',
      remedy:
        'If it is one, replace it, as the history keeps it, and keep the new one in a store of secrets. Track a sample of the file with empty values instead.',
    },
    store: {
      text: '{file} is tracked and is a {what}, which as a rule holds private keys.',
      remedy:
        'If it does, replace the keys and keep the new store out of git; name a store of certificates alone after that (truststore).',
    },
    'not-ignored': {
      text: 'No ignore rule keeps {path} out of the repository, where it would be written with secrets in it.',
      remedy: 'Add `{pattern}` to .gitignore.',
    },
  },

  *run({ project }) {
    const outcomes = [...project.sensitiveFiles.flatMap(judge), ...ignored(project.expectedIgnores)]
    if (outcomes.length > 0) return yield* outcomes
    yield {
      kind: 'not-applicable',
      reason: 'no file with secrets is tracked, and no tool used here would write one beside the sources',
    }
  },
})

function judge({ kind, what, shownBy, at, conceals }: SensitiveFile): CheckOutcome<Message>[] {
  // What its form proves is real wherever it stands but in a text to read; the rest may be for trying.
  const isTestKey = what === 'private key' && OF_TESTS.test(at.file)
  const isProven = shownBy === 'form' && kind === 'settings' && !isTestKey
  if (isProven ? isSample(at.file) : isForTrying(at.file)) return []
  const data = { file: at.file, what }
  if (shownBy === 'unread')
    return [
      { kind: 'unknown', origin: 'files', reason: '{file} is called like a {what} and is too large to be read', data },
    ]
  if (shownBy === 'look') return [{ kind: 'problem', message: 'look', data, at, conceals, severity: 'warning' }]
  if (shownBy === 'name') return [{ kind: 'problem', message: 'store', data, at, severity: 'warning' }]
  return [{ kind: 'problem', message: 'committed', data, at, conceals }]
}

/** One outcome for each pattern: the rule that is missing is the same one for all places. */
function* ignored(expected: readonly ExpectedIgnore[]): Generator<CheckOutcome<Message>> {
  for (const pattern of new Set(expected.map((each) => each.pattern))) {
    const places = expected.filter((each) => each.pattern === pattern && !isForTrying(each.path))
    const open = places.find(({ rule }) => rule === undefined)
    const [first] = places
    if (open !== undefined)
      yield {
        kind: 'problem',
        message: 'not-ignored',
        data: { path: open.path, pattern },
        severity: 'notice',
        at: open.because,
      }
    else if (first?.rule !== undefined)
      yield { kind: 'evidence', text: '{pattern} is kept out of the repository', data: { pattern }, at: first.rule }
  }
}
