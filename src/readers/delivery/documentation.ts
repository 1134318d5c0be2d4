import type { Intent, Job, Pipeline } from '../../models/index.js'

/** Hosts of static sites; they serve applications too, so the tool alone does not tell. */
const SITE_TOOLS = new Set([
  'netlify',
  'vercel',
  'firebase',
  'wrangler',
  'cloudflare-pages',
  'surge',
  'aws-s3',
  'azure-static-web-apps',
])
const DOC_TOOLS = new Set(['github-pages', 'mkdocs', 'mike', 'gh-pages', 'docusaurus', 'read-the-docs'])
const DOC_WORDS = new Set([
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

/** Whether the deployment publishes documentation and nothing that users' requests run through. */
export function isDocumentation(pipeline: Pipeline, job: Job, intent: Intent | undefined): boolean {
  if (job.environment?.name.toLowerCase() === 'github-pages') return true
  if (intent === undefined) return false
  if (DOC_TOOLS.has(intent.tool)) return true
  return SITE_TOOLS.has(intent.tool) && [pipeline.file, pipeline.name, job.id, job.name].some(namesDocumentation)
}

function namesDocumentation(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => DOC_WORDS.has(word))
}
