/** Where the tool documents itself; its page in the registry of the only language it covers, where no other is known. */
export async function linkOf(tool: string, covers: readonly string[]): Promise<string | undefined> {
  const { REGISTRIES, TOOLS } = await import('./links.generated.js')
  const own = TOOLS.get(tool)
  if (own !== undefined) return own
  const [language, other] = covers
  const registry = language === undefined || other !== undefined ? undefined : REGISTRIES.get(language)
  return registry?.replace('{tool}', () => encodeURI(tool))
}
