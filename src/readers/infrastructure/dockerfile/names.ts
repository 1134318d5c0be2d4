/** How sure a file's name makes it that it is a Dockerfile; `template`: one that a generator fills in first. */
export type DockerfileName = 'certain' | 'likely' | 'template'

const TEMPLATE_ENDINGS: ReadonlySet<string> = new Set(['j2', 'jinja', 'jinja2', 'tmpl', 'tpl', 'template', 'erb', 'in'])
const OTHER_ENDINGS: ReadonlySet<string> = new Set(
  'dockerignore md rst txt sh bash py js ts go rb java cs json yml yaml toml lock html orig bak'.split(' '),
)

/**
 * Whether a path is named like a Dockerfile: `Dockerfile`, `Containerfile`, with a suffix (`Dockerfile.prod`), or as an
 * extension (`api.Dockerfile`).
 */
export function dockerfileName(path: string): DockerfileName | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (name === 'dockerfile' || name === 'containerfile') return 'certain'
  if (!name.includes('dockerfile') && !name.includes('containerfile')) return undefined
  if (name.endsWith('.dockerfile') || name.endsWith('.containerfile')) return 'certain'
  if (!/^(?:docker|container)file[._-]/.test(name)) return undefined
  const ending = name.slice(name.lastIndexOf('.') + 1)
  if (OTHER_ENDINGS.has(ending)) return undefined
  return TEMPLATE_ENDINGS.has(ending) ? 'template' : 'likely'
}
