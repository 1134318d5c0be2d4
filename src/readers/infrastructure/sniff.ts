/** Whether a line of `text` starts with `key:`: a top-level key of a YAML block mapping. */
export function hasTopKey(text: string, key: string): boolean {
  return text.startsWith(`${key}:`) || text.includes(`\n${key}:`)
}

/** Whether the first character that is not blank opens a JSON object. */
export function startsWithBrace(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return code === 123
  }
  return false
}

/** Folders that hold other people's code: nothing in them defines this repository's infrastructure. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|\.terraform|\.git)\//

/** Whether the file lies in a folder of other people's code. */
export function isForeign(path: string): boolean {
  return FOREIGN.test(path)
}

/** JSON files of tools: never infrastructure, and often large. */
const TOOL_JSON =
  /(?:^|\/)(?:package|package-lock|npm-shrinkwrap|tsconfig[\w.-]*|jsconfig|composer|lerna|nx|turbo|renovate|deno|biome|components|manifest|cdk|cdk\.context|angular|values\.schema|\.[\w.-]+)\.json$|\.(?:schema|min|config|stories|lock|ipynb|tfvars|map)\.json$/

/** Whether a JSON file is named as tools name theirs. */
export function isToolJson(path: string): boolean {
  return TOOL_JSON.test(path)
}

/** JSON files beyond this number are not looked at: they are data. */
export const MAX_JSON = 500
