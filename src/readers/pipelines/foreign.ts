import type { Pipelines } from '../../models/index.js'

/** Where other CI systems keep their pipelines. */
const SYSTEMS: readonly { system: string; pattern: RegExp }[] = [
  { system: 'Drone (written as a program)', pattern: /^\.drone\.(star|jsonnet)$/ },
  { system: 'Prow', pattern: /^\.prow(\/.+)?\.ya?ml$/ },
  { system: 'Zuul', pattern: /^\.?zuul(\.d\/.+)?\.ya?ml$/ },
  { system: 'Cirrus CI', pattern: /^\.cirrus\.(ya?ml|star)$/ },
  { system: 'AppVeyor', pattern: /^\.?appveyor\.ya?ml$/ },
  { system: 'Semaphore', pattern: /^\.semaphore\/.+\.ya?ml$/ },
  { system: 'TeamCity', pattern: /^\.teamcity\/.+\.kts?$/ },
  { system: 'Codefresh', pattern: /^codefresh\.ya?ml$/ },
  { system: 'Concourse', pattern: /^\.?(ci|concourse)\/([^/]+\/)*pipelines?[^/]*\.ya?ml$/ },
  { system: 'Wercker', pattern: /^wercker\.ya?ml$/ },
  { system: 'Screwdriver', pattern: /^screwdriver\.ya?ml$/ },
  { system: 'GoCD', pattern: /(^|\/)[^/]+\.gocd\.ya?ml$/ },
  { system: 'Harness', pattern: /^\.harness\/.+\.ya?ml$/ },
  { system: 'Spacelift', pattern: /^\.spacelift\/config\.ya?ml$/ },
  { system: 'Atlantis', pattern: /^atlantis\.ya?ml$/ },
  { system: 'Bamboo', pattern: /^bamboo-specs\/.+\.(ya?ml|java)$/ },
  { system: 'Bitrise', pattern: /^bitrise\.ya?ml$/ },
  { system: 'Codemagic', pattern: /^codemagic\.ya?ml$/ },
]

/** Pipeline files, by path, of systems that have no adapter. */
export function foreignPipelines(paths: readonly string[]): Pipelines['unread'] {
  return paths
    .filter((path) => !/(^|\/)(node_modules|vendor|third_party|testdata|fixtures|examples)\//.test(path))
    .flatMap((path) =>
      SYSTEMS.filter(({ pattern }) => pattern.test(path)).map(({ system }) => ({ file: path, system })),
    )
}
