/** Folders and file names of things made to be tried, tested or read, not to be run for users. */
const FOR_TRYING = new Set([
  'test',
  'tests',
  'testing',
  'e2e',
  'integration',
  'hack',
  'local',
  'demo',
  'demos',
  'sample',
  'samples',
  'quickstart',
  'quick-start',
  'tutorial',
  'tutorials',
  'docs',
  'doc',
  'documentation',
  'dev',
  'develop',
  'development',
  'devcontainer',
  '.devcontainer',
  'playground',
  'sandbox',
  'bench',
  'benchmark',
  'benchmarks',
  'scenarios',
  'workshop',
  'lab',
  'labs',
  'kind',
  'minikube',
  'ci',
  'template',
  'templates-example',
  'mock',
  'mocks',
])

/** Whether the path says that it is for development, tests, demonstrations or documents. */
export function isForTrying(path: string): boolean {
  const parts = path.toLowerCase().split('/')
  const name = parts.pop() ?? ''
  return parts.some((part) => FOR_TRYING.has(part)) || name.split(/[.\-_]/).some((word) => FOR_TRYING.has(word))
}
