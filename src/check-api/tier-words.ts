const NOT_PRODUCTION =
  /(?:^|[-_./])(?:dev|develop|development|sandbox|test|tests|testing|qa|uat|stg|stage|staging|preview|ephemeral|(?:non|pre)[-_]?prod(?:uction)?)(?:[-_./]|$)/i
const PRODUCTION = /(?:^|[-_./])(?:prod|production|prd|live)(?:[-_./]|$)/i

/** Whether a name or a path says that it is for an environment before production. */
export function namesNoProduction(text: string): boolean {
  return NOT_PRODUCTION.test(text)
}

/** Whether a name or a path says that it is for production. */
export function namesProduction(text: string): boolean {
  return PRODUCTION.test(text)
}
