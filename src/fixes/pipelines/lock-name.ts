/** Jobs that deploy to the same environment, and the groups that lock them. */
export interface Beside {
  readonly jobs: readonly string[]
  readonly groups: readonly string[]
}

/**
 * The name of a lock for deployments to an environment: `deploy-production`. Where others deploy there too, with what the id of
 * the job adds to it (`deploy-production-api`), which no other lock may be called: names of groups are compared without
 * regard to case (GitHub docs: Workflow syntax, `concurrency`).
 */
export function lockName(environment: string, job: string, beside: Beside | undefined): string {
  const base = /^deploy(?:ment)?(?:[-_./]|$)/i.test(environment) ? environment : `deploy-${environment}`
  if (beside?.jobs.length === 0) return base
  const whole = `${base}-${job}`
  if (beside === undefined) return whole
  const short = shortened(base, job)
  const taken = [...beside.groups, ...beside.jobs.map((each) => shortened(base, each))]
  return taken.some((each) => each.toLowerCase() === short.toLowerCase()) ? whole : short
}

/** The base with those words of the job's id that it does not hold. */
function shortened(base: string, job: string): string {
  const said = new Set(wordsOf(base))
  const more = wordsOf(job).filter((word) => !said.has(word.toLowerCase()))
  return [base, ...more].join('-')
}

function wordsOf(text: string): string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
}
