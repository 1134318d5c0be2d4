/** Names of files that hold YAML or JSON. A script may happen to read as either, so their text does not tell. */
export const YAML = /\.(?:ya?ml|json)$/i

/** Names of files that hold HCL. */
export const HCL = /\.(?:tf|tofu|hcl|nomad)$/i
