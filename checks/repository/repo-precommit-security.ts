import {
  defineCheck,
  givenUp,
  unreadable,
  z,
  type CheckOutcome,
  type GitHook,
  type GitHookStage,
  type Intent,
  type Subjects,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'hooksWithout' | 'manual'>

/** Hooks that run before anything leaves the machine. */
const BEFORE_PUSH: ReadonlySet<GitHookStage> = new Set<GitHookStage>(['pre-commit', 'pre-push', 'commit-msg'])

export default defineCheck({
  id: 'repo-precommit-security',
  title: 'No secret check before a change is pushed',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.LD.4', 'waf.sec.automate-security', 'SEC02-BP03', 'SEC11-BP02'],
  needs: ['gitHooks', 'project'],
  wants: ['security', 'repository'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Neither a git hook nor the host looks for secrets before a change is pushed; once pushed, each of them must be replaced.',
      remedy:
        'Add a hook of gitleaks, detect-secrets, TruffleHog or ggshield (pre-commit, lefthook, husky), or turn on secret scanning with push protection.',
    },
    hooksWithout: {
      text: 'Git hooks run here ({tool}), and neither they nor the host look for secrets before a change is pushed.',
      remedy:
        'Add gitleaks, detect-secrets, TruffleHog or ggshield to the hooks, or turn on secret scanning with push protection.',
    },
    manual: {
      text: '{tool} is listed for the stage manual alone, so no commit and no push runs it.',
      remedy: 'Let it run in the stage pre-commit or pre-push.',
    },
  },

  *run({ gitHooks, project, security, repository }): Generator<Outcome> {
    const reason =
      givenUp(repository) ?? (project.kind === 'docs-only' ? 'the repository holds documents only' : undefined)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const before = gitHooks.filter(({ stage }) => BEFORE_PUSH.has(stage))
    const [found] = before.flatMap(secretScans)
    if (found !== undefined) {
      const { tool, at, because } = found
      return yield { kind: 'evidence', text: '{tool} runs in a git hook', data: { tool }, at, because }
    }
    const [manual] = gitHooks.filter(({ stage }) => stage === 'manual').flatMap(secretScans)
    if (manual !== undefined) {
      const { tool, at, because } = manual
      return yield { kind: 'problem', message: 'manual', data: { tool }, at, because, severity: 'notice' }
    }
    const [hidden] = before.flatMap(({ opaque }) => opaque)
    const atHost = hostOf(security.known ? security.value : undefined)
    if (atHost?.kind === 'evidence') yield atHost
    else if (hidden !== undefined) {
      const { what, at, because } = hidden
      const text = '{what} runs in a git hook, may look for secrets and cannot be looked into'
      yield { kind: 'unknown', origin: 'files', reason: text, data: { what }, at, because }
    } else yield atHost ?? problemOf(before)
  },
})

function secretScans({ intents }: GitHook): readonly Intent[] {
  return intents.filter(({ kind }) => kind === 'secret-scan')
}

/** What the host does before a push is taken; undefined where it is known to do nothing and could not. */
function hostOf(security: Subjects['security'] | undefined): Outcome | undefined {
  const { secretScanning, pushProtection } = security ?? {}
  if (pushProtection?.known === true && pushProtection.value)
    return { kind: 'evidence', text: 'push protection of the host is on' }
  // Push protection is a part of secret scanning (GitHub docs: About push protection).
  if (secretScanning?.known === true && !secretScanning.value) return undefined
  if (pushProtection?.known === true)
    return { kind: 'implied', by: 'settings-security-alerts', reason: 'push protection is off' }
  const reason = 'no git hook looks for secrets, and whether the host stops them at the push could not be read'
  const gap = pushProtection ?? secretScanning
  if (gap === undefined || gap.known) return { kind: 'unknown', origin: 'hosting', reason }
  return { ...unreadable(gap), reason }
}

function problemOf([first]: readonly GitHook[]): Outcome {
  if (first === undefined) return { kind: 'problem', message: 'none' }
  return { kind: 'problem', message: 'hooksWithout', data: { tool: first.tool }, at: first.at }
}
