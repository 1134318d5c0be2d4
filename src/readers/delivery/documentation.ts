import type { Intent, Job, Pipeline, RepositoryKind, Step } from '../../models/index.js'
import { namesOf, says, wordsIn } from './words.js'

/** Tools that publish documentation and nothing else. */
const DOCUMENT_TOOLS: ReadonlySet<string> = new Set([
  'github-pages',
  'gh-pages',
  'gitlab-pages',
  'mkdocs',
  'mike',
  'docusaurus',
  'read-the-docs',
])

/** Hosts of static sites; they serve applications too, so the tool alone does not tell. */
const SITE_TOOLS: ReadonlySet<string> = new Set([
  'netlify',
  'vercel',
  'firebase',
  'wrangler',
  'surge',
  'aws-amplify',
  'aws-s3',
  'azure-static-web-apps',
  'azure-storage',
  'cloud-storage',
  'deno-deploy',
  'deploy-hook',
  'rclone',
  'rsync',
  'scp',
])

const DOCUMENT_WORDS: ReadonlySet<string> = new Set([
  'doc',
  'docs',
  'documentation',
  'website',
  'site',
  'storybook',
  'playground',
  'handbook',
  'blog',
])

/** Repositories whose product is published: a site that they deploy tells about it, unless it has stages of its own. */
const PUBLISHED: ReadonlySet<RepositoryKind> = new Set(['library', 'pipeline-library', 'docs-only', 'examples'])

/** Whether the deployment publishes documentation and nothing that users' requests run through. */
export function isDocumentation(
  pipeline: Pipeline,
  job: Job,
  step: Step,
  intent: Intent | undefined,
  kind: RepositoryKind,
): boolean {
  if (job.environment?.name.toLowerCase() === 'github-pages') return true
  if (intent === undefined) return false
  if (DOCUMENT_TOOLS.has(intent.tool)) return true
  if (!SITE_TOOLS.has(intent.tool)) return false
  const tier = job.environment?.tier ?? 'unknown'
  if (PUBLISHED.has(kind) && tier === 'unknown') return true
  return [namesOf(pipeline, job, step), namedBy(step, intent)].some((words) => says(words, DOCUMENT_WORDS))
}

/** The words by which the step says what it publishes: folders, projects, inputs. */
function namedBy({ workingDirectory, with: inputs }: Step, { command }: Intent): ReadonlySet<string> {
  return wordsIn(
    workingDirectory?.value,
    command?.directory,
    ...(command?.argv ?? []).map(({ text }) => text),
    ...(command === undefined ? Array.from(inputs.values(), ({ value }) => value) : []),
  )
}
