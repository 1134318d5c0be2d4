import {
  defineCheck,
  elsewhereOf,
  givenUp,
  guidesOf,
  z,
  type CheckOutcome,
  type FileIndex,
  type Guide,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'blank' | 'noCriteria'>

/** Words of what must be true of a change before it is merged. */
const CRITERIA =
  /\btest(?:s|ed|ing)?\b|\bverif|\broll-?back|\brisk|\bbreaking|\bmigration|\bchangelog|\bdocumentation|\bchecklist|\breview|\bdefinition of done|\bacceptance|\bscreenshot|\bsecurity|\bbackwards?|\bcompatib|\bdeploy|\bimpact|\blint|\bvalidat|\bCLA\b|\bsign/i

const DONE =
  /definition.of.done|checklist|before.(?:you )?(?:submit|open|send)|pull.request|merge.request|submitting|acceptance/i

export default defineCheck({
  id: 'repo-change-template',
  title: 'Pull requests have no completion criteria',
  severity: 'notice',
  confidence: 'high',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CR.3', 'OPS05-BP06', 'OPS05-BP07', 'OPS07-BP05', 'hc.define.commit-messages'],
  needs: ['project', 'codeowners', 'files'],
  wants: ['repository', 'history'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'A new change starts with an empty text: nothing says what must be done before it is merged.',
      remedy: 'Add {place} with what to say of a change and what must be true of it: tests, documents, a way back.',
    },
    blank: {
      text: '{file} shows nothing to who opens a change: it is empty, or a comment alone.',
      remedy:
        'Put the questions outside of the comment, with a list of what must be true: tests, documents, a way back.',
    },
    noCriteria: {
      text: '{file} asks what a change is, and not whether it is complete.',
      remedy: 'Add two or three boxes to tick: tests cover it, documents say so, it can be taken back.',
    },
  },

  *run({ project, codeowners: { host }, files, repository, history }): Generator<Outcome> {
    const reason = givenUp(repository)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const templates = guidesOf(project, 'change-template').filter(({ unread }) => !unread)
    const complete = templates.find(hasCriteria)
    if (complete !== undefined) {
      const { at } = complete
      return yield { kind: 'evidence', text: '{file} says what a change must hold', data: { file: at.file }, at }
    }
    const done = guidesOf(project, 'contributing').find(
      ({ headings, steps }) => steps >= 2 && headings.some((heading) => DONE.test(heading)),
    )
    if (done !== undefined) {
      const { at } = done
      return yield { kind: 'evidence', text: '{file} says what a change must hold', data: { file: at.file }, at }
    }
    if (templates.length > 0) return yield* templates.slice(0, 1).map(judge)
    if (history.known && history.value.authors < 2 && !history.value.shallow)
      return yield { kind: 'not-applicable', reason: 'one person alone commits here' }
    if (isAzure(files))
      yield { kind: 'problem', message: 'none', data: { place: '.azuredevops/pull_request_template.md' } }
    else yield elsewhereOf(host, 'a template for changes')
  },
})

/** Boxes, or words for what must be true, wherever they stand: who opens the change sees comments too. */
function hasCriteria({ boxes, text, headings }: Guide): boolean {
  return boxes >= 2 || headings.some((heading) => CRITERIA.test(heading)) || CRITERIA.test(text)
}

function judge({ words, at }: Guide): Outcome {
  const message = words === 0 ? 'blank' : 'noCriteria'
  return { kind: 'problem', message, data: { file: at.file }, at }
}

/** Only Azure DevOps takes templates from nowhere but the repository. */
function isAzure({ paths }: FileIndex): boolean {
  const isOther = (path: string): boolean =>
    /^\.(?:github|gitlab|circleci|gitea|forgejo)\/|^\.gitlab-ci\.yml$/.test(path)
  return paths.some((path) => /^(?:\.azuredevops|\.vsts)\//i.test(path)) && !paths.some(isOther)
}
