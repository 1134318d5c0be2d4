import { classifyCommand } from './commands.js'
import { splitWords } from './split-words.js'
import type { CommandMeaning } from './types.js'

/**
 * Scripts that makers of tools hand out for `curl … | sh`: address without its scheme, in which `*` stands for any text, and
 * the tool that the script installs (installation pages of the tools).
 */
const INSTALLERS: readonly (readonly [address: string, tool: string])[] = [
  ['aka.ms/installazureclideb', 'az'],
  ['aka.ms/install-azd.sh', 'azd'],
  ['aquasecurity.github.io/trivy*/install.sh', 'trivy'],
  ['astral.sh/ruff*/install.sh', 'ruff'],
  ['astral.sh/uv*/install.sh', 'uv'],
  ['astral.sh/uv*/install.ps1', 'uv'],
  ['bun.com/install*', 'bun'],
  ['bun.sh/install*', 'bun'],
  ['cli-assets.heroku.com/install*', 'heroku'],
  ['cli.doppler.com/install.sh', 'doppler'],
  ['community.chocolatey.org/install.ps1', 'choco'],
  ['chocolatey.org/install.ps1', 'choco'],
  ['cnfl.io/cli', 'confluent'],
  ['deb.nodesource.com/setup*', 'node'],
  ['deno.land/install.sh', 'deno'],
  ['deno.land/x/install/install.sh', 'deno'],
  ['dl.dagger.io/dagger/install.sh', 'dagger'],
  ['dot.net/v1/dotnet-install.*', 'dotnet'],
  ['fluxcd.io/install.sh', 'flux'],
  ['fly.io/install.sh', 'flyctl'],
  ['foundry.paradigm.xyz', 'foundry'],
  ['get-ghcup.haskell.org', 'ghcup'],
  ['get.anchore.io/grype', 'grype'],
  ['get.anchore.io/syft', 'syft'],
  ['get.docker.com', 'docker'],
  ['get.haskellstack.org', 'stack'],
  ['get.jetify.com/devbox', 'devbox'],
  ['get.k3s.io', 'k3s'],
  ['get.pnpm.io/install.sh', 'pnpm'],
  ['get.pulumi.com', 'pulumi'],
  ['get.scoop.sh', 'scoop'],
  ['get.sdkman.io*', 'sdkman'],
  ['get.volta.sh', 'volta'],
  ['golangci-lint.run/install.sh', 'golangci-lint'],
  ['install.determinate.systems/nix', 'nix'],
  ['install.duckdb.org', 'duckdb'],
  ['install.meteor.com', 'meteor'],
  ['install.python-poetry.org', 'poetry'],
  ['just.systems/install.sh', 'just'],
  ['mise.jdx.dev/install.sh', 'mise'],
  ['mise.run', 'mise'],
  ['moonrepo.dev/install/proto.sh', 'proto'],
  ['nixos.org/nix/install', 'nix'],
  ['raw.githubusercontent.com/anchore/grype/*/install.sh', 'grype'],
  ['raw.githubusercontent.com/anchore/syft/*/install.sh', 'syft'],
  ['raw.githubusercontent.com/aquasecurity/tfsec/*/scripts/install_linux.sh', 'tfsec'],
  ['raw.githubusercontent.com/aquasecurity/trivy/*/contrib/install.sh', 'trivy'],
  ['raw.githubusercontent.com/circleci-public/circleci-cli/*/install.sh', 'circleci'],
  ['raw.githubusercontent.com/golangci/golangci-lint/*/install.sh', 'golangci-lint'],
  ['raw.githubusercontent.com/helm/helm/*/scripts/get*', 'helm'],
  ['raw.githubusercontent.com/homebrew/install/*/install.sh', 'brew'],
  ['raw.githubusercontent.com/infracost/infracost/*/scripts/install.sh', 'infracost'],
  ['raw.githubusercontent.com/k3d-io/k3d/*/install.sh', 'k3d'],
  ['raw.githubusercontent.com/rancher/k3d/*/install.sh', 'k3d'],
  ['raw.githubusercontent.com/kubernetes-sigs/kustomize/*/hack/install_kustomize.sh', 'kustomize'],
  ['raw.githubusercontent.com/leanprover/elan/*/elan-init.sh', 'elan'],
  ['raw.githubusercontent.com/nvm-sh/nvm/*/install.sh', 'nvm'],
  ['raw.githubusercontent.com/reviewdog/reviewdog/*/install.sh', 'reviewdog'],
  ['raw.githubusercontent.com/rhysd/actionlint/*/scripts/download-actionlint.bash', 'actionlint'],
  ['raw.githubusercontent.com/securego/gosec/*/install.sh', 'gosec'],
  ['raw.githubusercontent.com/terraform-linters/tflint/*/install_linux.sh', 'tflint'],
  ['rpm.nodesource.com/setup*', 'node'],
  ['rustwasm.github.io/wasm-pack/installer/init.sh', 'wasm-pack'],
  ['sdk.cloud.google.com', 'gcloud'],
  ['sentry.io/get-cli', 'sentry-cli'],
  ['sh.rustup.rs', 'rustup'],
  ['taskfile.dev/install.sh', 'task'],
  ['wasmtime.dev/install.sh', 'wasmtime'],
]

/** Scripts that do at once what a command of their tool does. */
const COMMANDS: readonly (readonly [address: string, command: string])[] = [['codecov.io/bash', 'codecov']]

const ADDRESS = /https?:\/\/([^\s'"`)(|;]+)/i

/** What a downloaded script does when it is run, by the address that the downloading command names; undefined if not known. */
export function classifyDownload(command: string): CommandMeaning | undefined {
  const address = ADDRESS.exec(command)?.[1]
    ?.toLowerCase()
    .replace(/[?#].*/, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '')
  if (address === undefined) return undefined
  const runs = COMMANDS.find(([pattern]) => fitsAddress(address, pattern))
  if (runs !== undefined) return classifyCommand(splitWords(runs[1]))
  const tool = INSTALLERS.find(([pattern]) => fitsAddress(address, pattern))?.[1]
  return tool === undefined ? undefined : { intents: [{ kind: 'setup', tool, covers: [] }] }
}

/** Whether the parts of a pattern stand in the address one after the other, the first and the last at its ends. */
function fitsAddress(address: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const last = parts.at(-1) ?? ''
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found = address.indexOf(part, at)
    if (found < 0 || (index === 0 && found > 0)) return false
    at = found + part.length
  }
  return parts.length === 1
    ? address === pattern
    : address.endsWith(last) && address.length >= pattern.length - parts.length + 1
}
