/** How a practice stands. `partly-met` is called partial in the tables of the catalog. */
export const VERDICTS = ['met', 'partly-met', 'not-met', 'unknown', 'not-applicable', 'attested'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Importance of an indicator in the AWS DevOps Guidance. Other frameworks have none. */
export const CATEGORIES = ['foundational', 'recommended', 'optional'] as const
export type Category = (typeof CATEGORIES)[number]

export const FRAMEWORKS = [
  'aws-devops-guidance',
  'aws-well-architected',
  'ops05-bp10',
  'hashicorp-waf',
  'backend-automation',
] as const
export type Framework = (typeof FRAMEWORKS)[number]
