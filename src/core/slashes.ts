/** The path, URL or pattern without slashes at its end. Linear: no slash but the first of a run is a place to begin. */
export function withoutTrailingSlashes(text: string): string {
  return text.replace(/(?<!\/)\/+$/, '')
}
