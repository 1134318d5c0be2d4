/** Lines at the start of a file in which its generator says so. */
const HEADER_LINES = 12

/** What generators write (`Code generated … DO NOT EDIT` is Go's convention, `@generated` that of Phabricator and others). */
const MARKS =
  /\bdo not (?:edit|modify|change)\b|\bauto-?generated\b|\b(?:is|was|been|file|code) generated\b|^\W*generated (?:by|from|with|using)\b|@generated\b/i

/** Whether the file says of itself that it is written by a program, so that a change of it would be lost. */
export function saysGenerated(text: string): boolean {
  return text
    .slice(0, 4_000)
    .split('\n', HEADER_LINES)
    .some((line) => line.length <= 300 && /^\s*(?:#|\/\/|\/\*|\*|<!--|;)/.test(line) && MARKS.test(line))
}
