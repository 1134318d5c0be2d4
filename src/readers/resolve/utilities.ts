/**
 * Verbs of PowerShell commands that read, shape or print (Microsoft: Approved Verbs for PowerShell Commands). The
 * convention is kept so widely that a command of unknown name with one of them is taken to serve no practice.
 */
const READING_VERBS: ReadonlySet<string> = new Set(
  `get write out format select where foreach sort group measure compare join split convertto convertfrom convert resolve read tee find show hide
  enter exit push pop trace debug`.split(/\s+/),
)

/** Whether a program that the lexicon does not know is known to be none that matters. */
export function isUtility(program: string): boolean {
  const verb = /^([A-Za-z]+)-[A-Za-z]\w*$/.exec(program)?.[1]
  return verb !== undefined && /^[A-Z]/.test(program) && READING_VERBS.has(verb.toLowerCase())
}
