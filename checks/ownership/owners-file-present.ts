import { defineCheck, fileLocation, unreadable, z, type Codeowners } from '../../src/check-api/index.js'

/** The place to name to somebody who has no file yet. */
const PLACE: Readonly<Record<Codeowners['host'], string>> = {
  github: '.github/CODEOWNERS',
  gitlab: '.gitlab/CODEOWNERS',
  bitbucket: '.bitbucket/CODEOWNERS',
  gitea: '.gitea/CODEOWNERS',
}

export default defineCheck({
  id: 'owners-file-present',
  title: 'No code owners',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CR.8',
    'ops05-bp10.guidance.owners',
    'OPS02-BP01',
    'OPS02-BP02',
    'OPS02-BP03',
    'hc.maturity.l1.untracked-changes',
    'hc.maturity.l4.merge-permission-deploys',
    'hc.culture.ownership',
    'ba.risk.over-automation',
    'ba.trap.unclear-ownership',
  ],
  needs: ['codeowners'],
  wants: ['history'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'No CODEOWNERS file exists where the host reads one.',
      remedy: 'Add {place} with at least one line such as “* @your-org/your-team”.',
    },
    misplaced: {
      text: 'The host does not look for CODEOWNERS at {file}.',
      remedy: 'Move the file to {place}.',
    },
    empty: { text: '{file} holds no valid rule.', remedy: 'Add at least one line such as “* @your-org/your-team”.' },
    tooLarge: {
      text: '{file} is over 3 MB, so the host does not load it.',
      remedy: 'Shorten it: let patterns cover folders instead of files.',
    },
    ignored: {
      text: '{file} is ignored, because {used} comes first.',
      remedy: 'Move its lines to {used} and remove it.',
    },
  },

  *run(subjects) {
    const { file, host, rules, unread, ignored, misplaced, tooLarge, equivalents } = subjects.codeowners
    const place = PLACE[host]
    if (file === undefined) {
      const equivalent = equivalents[0]
      if (equivalent !== undefined)
        return yield {
          kind: 'evidence',
          text: 'owners are named in {file}',
          data: { file: equivalent },
          at: fileLocation(equivalent),
        }
      const [near] = misplaced
      if (near !== undefined)
        return yield { kind: 'problem', message: 'misplaced', data: { place, file: near }, at: fileLocation(near) }
      const { history } = subjects
      if (!history.known)
        return yield { ...unreadable(history), reason: 'no CODEOWNERS file, and who commits here could not be read' }
      const { authors, shallow } = history.value
      // The owner of a one-person repository is no secret; a shallow clone hides how many there are.
      if (authors < 2 && shallow)
        return yield {
          kind: 'unknown',
          origin: 'hosting',
          reason: 'no CODEOWNERS file, and a shallow clone shows one committer only',
          remedy: 'Check out with fetch-depth: 0.',
        }
      if (authors < 2) return yield { kind: 'not-applicable', reason: 'one person alone commits here' }
      return yield { kind: 'problem', message: 'none', data: { place } }
    }
    const at = fileLocation(file)
    if (tooLarge) yield { kind: 'problem', message: 'tooLarge', data: { file }, at }
    else if (unread !== undefined)
      yield { kind: 'unknown', origin: 'files', reason: '{file} was not read: {unread}', data: { file, unread }, at }
    else if (rules.length === 0) yield { kind: 'problem', message: 'empty', data: { file }, at }
    else
      yield { kind: 'evidence', text: '{file} names owners in {count} rules', data: { file, count: rules.length }, at }

    for (const other of ignored) {
      yield {
        kind: 'problem',
        message: 'ignored',
        data: { file: other, used: file },
        at: fileLocation(other),
        severity: 'notice',
      }
    }
    for (const other of misplaced) {
      const data = { place, file: other }
      yield { kind: 'problem', message: 'misplaced', data, at: fileLocation(other), severity: 'notice' }
    }
  },
})
