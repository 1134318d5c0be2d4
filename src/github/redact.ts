/** The shapes of GitHub's tokens, whole. Source: GitHub docs, "About authentication to GitHub", token formats. */
const TOKEN_SHAPES = /\b(?:gh[pousr]_[A-Za-z0-9._-]{16,}|github_pat_[A-Za-z0-9_]{16,})/g

/** Returns a function that blanks the given tokens, and whatever has the shape of one. */
export function createRedactor(tokens: readonly (string | undefined)[]): (text: string) => string {
  const secrets = tokens.filter((token): token is string => token !== undefined && token !== '')
  return (text) => secrets.reduce((clean, token) => clean.replaceAll(token, '***'), text).replace(TOKEN_SHAPES, '***')
}
