/**
 * A bar for each name, as Mermaid draws it in the version that GitHub has (its docs: XY Chart). Names are our own words: what
 * Mermaid could read as more than a name is left out of them all the same.
 */
export function barChart(
  axis: string,
  most: number,
  bars: readonly (readonly [name: string, value: number])[],
): string[] {
  const names = bars.map(([name]) => `"${name.replace(/[^\p{L}\p{N} ,.-]/gu, ' ')}"`)
  return [
    '```mermaid',
    `%%{init: {"xyChart": {"width": 640, "height": ${70 + 34 * bars.length}}}}%%`,
    'xychart-beta horizontal',
    `  x-axis [${names.join(', ')}]`,
    `  y-axis "${axis}" 0 --> ${most}`,
    `  bar [${bars.map(([, value]) => value).join(', ')}]`,
    '```',
    '',
  ]
}
