/** The parts of a container image reference. */
export interface ImageReference {
  /** Host and port of the registry, if the reference names one: `ghcr.io`, `localhost:5000`. */
  readonly registry?: string
  /** Path of the image in its registry: `library/nginx`, `acme/api`. */
  readonly repository: string
  readonly tag?: string
  /** With its algorithm: `sha256:9f86…`. */
  readonly digest?: string
}

/**
 * Splits `[registry/]repository[:tag][@digest]`. The first component is a registry if it holds a dot or a colon or is
 * `localhost` (distribution reference grammar, "domain"). Total: text that is no reference gives a `repository` of that
 * text. Nothing is filled in: no default registry, no `latest`.
 */
export function parseImage(text: string): ImageReference {
  const [named, digest] = cut(text.trim(), text.trim().indexOf('@'))
  const slash = named.indexOf('/')
  const first = slash < 0 ? '' : named.slice(0, slash)
  const hasRegistry = first === 'localhost' || first.includes('.') || first.includes(':')
  const path = hasRegistry ? named.slice(slash + 1) : named
  const colon = path.lastIndexOf(':')
  const [repository, tag] = cut(path, colon > path.lastIndexOf('/') ? colon : -1)
  return {
    ...(hasRegistry && { registry: first }),
    repository,
    ...(tag !== undefined && tag !== '' && { tag }),
    ...(digest !== undefined && digest !== '' && { digest }),
  }
}

/** The text before and after the character at `index`; a negative index cuts nothing. */
function cut(text: string, index: number): [string, string | undefined] {
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)]
}
