/** Where the source of a Terraform module leads, and what fixes its version (Terraform docs: Module Sources). */
export type ModuleSource =
  | { readonly kind: 'local' }
  | { readonly kind: 'registry' }
  | { readonly kind: 'git' | 'archive'; readonly ref?: string; readonly path: string }

/** Hosts that Terraform takes for git repositories without a prefix. */
const GIT_HOSTS = /^(?:github\.com|bitbucket\.org)\//

/** Reads the source of a module. */
export function moduleSourceOf(source: string): ModuleSource {
  if (/^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:\\)/.test(source)) return { kind: 'local' }
  const [path = '', query = ''] = source.split('?', 2)
  const ref = /(?:^|&)(?:ref|tag|rev)=([^&]*)/.exec(query)?.[1]
  const found = { path, ...(ref !== undefined && ref !== '' && { ref }) }
  if (/^(?:git|hg)::/.test(source) || /^git@/.test(source) || GIT_HOSTS.test(source) || /\.git(?:\/\/|$)/.test(path))
    return { kind: 'git', ...found }
  if (/^(?:https?:\/\/|s3::|gcs::|oci:\/\/|\w+::)/.test(source)) return { kind: 'archive', ...found }
  return { kind: 'registry' }
}
