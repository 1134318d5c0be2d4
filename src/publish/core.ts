/**
 * What we use of @actions/core. Named one by one, so that the bundle leaves out the rest: its HTTP client takes longer
 * to load than everything of ours.
 */
export { debug, error, info, notice, setOutput, summary, warning } from '@actions/core'
