import type { Located, Location } from '../../core/location.js'
import { secretsIn } from '../pipelines/pipelines.js'

/** Names of variables, inputs and secrets that hold a key which works until somebody revokes it. */
const KEYS: readonly (readonly [cloud: string, name: RegExp])[] = [
  ['AWS', /(^|_)AWS_(ACCESS_KEY(_ID)?|SECRET_(ACCESS_)?KEY)(_|$)/],
  ['Azure', /(^|_)(ARM_CLIENT_SECRET|AZURE_(CLIENT_SECRET|CREDENTIALS|SP_PASSWORD))(_|$)/],
  [
    'Google Cloud',
    /(^|_)((GCP|GCLOUD|GOOGLE|GKE)_(SA_KEY|SERVICE_KEY|SERVICE_ACCOUNT_KEY|(APPLICATION_)?CREDENTIALS)|CREDENTIALS_JSON|SERVICE_ACCOUNT_KEY)(_|$)/,
  ],
  ['Kubernetes', /(^|_)KUBE_?CONFIG(_|$)/],
  ['Vault', /(^|_)VAULT_TOKEN(_|$)/],
]

/** Services that speak the protocol of AWS S3, with keys of their own and no way to sign in without. */
const NOT_AWS =
  /(^|_)(R2|CLOUDFLARE|MINIO|SPACES|DIGITALOCEAN|B2|BACKBLAZE|WASABI|SCW|SCALEWAY|LINODE|HETZNER|CEPH)(_|$)/

/** A stored key of a cloud that a variable or an input is given. */
export interface CloudKey {
  /** The variable or input. */
  readonly key: string
  readonly value: Located<string>
  readonly at: Location
}

/** The first stored key of each cloud. */
export function cloudKeysIn(values: ReadonlyMap<string, Located<string>>): Map<string, CloudKey> {
  const found = new Map<string, CloudKey>()
  for (const [key, value] of values) {
    const secret = secretsIn(value.value).find((name) => name !== 'GITHUB_TOKEN')
    const cloud = secret === undefined ? undefined : (cloudOfKey(keyName(key)) ?? cloudOfKey(secret))
    if (cloud === undefined || secret === undefined || found.has(cloud)) continue
    // Temporary credentials come with a third part; an endpoint of its own is another service.
    const isOther =
      NOT_AWS.test(secret) || [...values.keys()].some((each) => /SESSION_TOKEN$|(^|_)ENDPOINT(_|$)/.test(keyName(each)))
    if (cloud !== 'AWS' || !isOther) found.set(cloud, { key, value, at: value.at })
  }
  return found
}

/** The cloud whose stored key goes by this name, in upper case with underscores. */
export function cloudOfKey(name: string): string | undefined {
  return KEYS.find(([, pattern]) => pattern.test(name))?.[0]
}

/** The name of a variable or an input as secrets are called. */
export function keyName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_')
}
