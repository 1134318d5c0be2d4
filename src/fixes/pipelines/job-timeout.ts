import { refuse } from '../edits.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { SHARED } from '../yaml/source.js'

/** Minutes: more than all but few jobs take, and a third of what GitHub allows without a limit. */
const MINUTES = 120

/** Keys behind which the limit stands, as people write them. */
const AFTER = ['runs-on', 'name']

/** Sets `timeout-minutes` of jobs of GitHub. How long jobs of other systems may take is in other words, or not in files. */
export const jobTimeout: Fixer = {
  check: 'ci-job-timeout',
  messages: ['missing'],
  fixability: 'safe-fix',
  does: `Adds \`timeout-minutes: ${MINUTES}\` to the job: more than nearly all jobs take, a third of the default. Lower it to a few times what yours takes`,
  leaves: 'Jobs on runners of your own, which may take longer, and jobs of other CI systems',
  propose: ({ file, finding, yaml }: FixInput): Proposal => {
    const source = yaml()
    const route = finding.at.route
    if (source === undefined || !file.startsWith('.github/workflows/'))
      return refuse('how long the job may take is said in another way there')
    const job = source.at(route)?.node
    if (job?.kind !== 'mapping') return refuse(SHARED)
    const runner = job.entries.find(({ key }) => key.text === 'runs-on')?.value
    if (runner?.kind !== 'scalar' || runner.text.includes('${{') || !HOSTED.test(runner.text))
      return refuse('the job may run on runners of your own, and so for longer')
    return insertKey(source, route, 'timeout-minutes', MINUTES, { after: AFTER })
  },
}

/** Labels of runners that GitHub provides (GitHub docs: GitHub-hosted runners reference). */
const HOSTED = /^(?:ubuntu|windows|macos)-[\w.-]+$/
