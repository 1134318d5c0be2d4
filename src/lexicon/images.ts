import { IMAGES } from './entries.js'

/**
 * The program that a container of this image starts (`trivy` for `aquasec/trivy:0.60`), or undefined if the image's
 * entry point is not known or is a shell. `docker://` and Docker Hub's own host names are optional.
 */
export function imageProgram(image: string): string | undefined {
  return IMAGES.get(imageName(image))?.program
}

/** The image's name without scheme, Docker Hub host, tag and digest, lower case. */
export function imageName(image: string): string {
  const untagged = (image.toLowerCase().split('@')[0] ?? '').replace(/^docker:\/\//, '')
  const slash = untagged.lastIndexOf('/')
  const colon = untagged.indexOf(':', slash + 1)
  return (colon < 0 ? untagged : untagged.slice(0, colon))
    .replace(/^(index\.)?docker\.io\//, '')
    .replace(/^library\//, '')
}
