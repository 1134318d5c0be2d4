/** A script by which a project hands out its tool, to be piped into a shell. */
export interface Installer {
  /** The beginning of its address, without the scheme. */
  readonly address: RegExp
  readonly maker: string
  /** How the script checks what it installs; absent if it does not, or nobody here knows. */
  readonly verifies?: string
}

const SIGNED = 'packages of a signed repository'
const CHECKSUM = 'a checksum'

/** Installers of projects, at their own addresses. What the scripts check was read in the scripts themselves. */
export const INSTALLERS: readonly Installer[] = [
  { address: /^get\.docker\.(?:com|io)\b/, maker: 'Docker', verifies: SIGNED },
  { address: /^(?:deb|rpm)\.nodesource\.com\/setup/, maker: 'NodeSource', verifies: SIGNED },
  { address: /^packagecloud\.io\/install\/repositories\//, maker: 'packagecloud', verifies: SIGNED },
  { address: /^packages\.gitlab\.com\/install\/repositories\//, maker: 'GitLab', verifies: SIGNED },
  { address: /^aka\.ms\/InstallAzureCLIDeb\b/i, maker: 'Azure CLI', verifies: SIGNED },
  {
    address: /^raw\.githubusercontent\.com\/Homebrew\/install\//,
    maker: 'Homebrew',
    verifies: 'checksums of its formulae',
  },
  { address: /^raw\.githubusercontent\.com\/helm\/helm\/.*get-helm/, maker: 'Helm', verifies: CHECKSUM },
  {
    address: /^(?:raw\.githubusercontent\.com\/golangci\/golangci-lint\/.*install\.sh|golangci-lint\.run\/install\.sh)/,
    maker: 'golangci-lint',
    verifies: CHECKSUM,
  },
  { address: /^get\.anchore\.io\b/, maker: 'Anchore', verifies: CHECKSUM },
  {
    address: /^raw\.githubusercontent\.com\/anchore\/(?:syft|grype)\/.*install\.sh/,
    maker: 'Anchore',
    verifies: CHECKSUM,
  },
  {
    address: /^raw\.githubusercontent\.com\/aquasecurity\/(?:trivy|tfsec)\/.*install/,
    maker: 'Aqua Security',
    verifies: CHECKSUM,
  },
  { address: /^goreleaser\.com\/static\/run\b/, maker: 'GoReleaser', verifies: CHECKSUM },
  { address: /^taskfile\.dev\/install\.sh\b/, maker: 'Task', verifies: CHECKSUM },
  { address: /^get\.k3s\.io\b/, maker: 'K3s', verifies: CHECKSUM },
  { address: /^mise\.(?:run|jdx\.dev\/install\.sh)\b/, maker: 'mise', verifies: CHECKSUM },
  { address: /^astral\.sh\/(?:uv|ruff|ty)\/.*install/, maker: 'Astral', verifies: CHECKSUM },
  { address: /^(?:www\.)?fluxcd\.io\/install\.sh\b/, maker: 'Flux', verifies: CHECKSUM },
  { address: /^get\.opentofu\.org\b/, maker: 'OpenTofu', verifies: 'a signature' },
  { address: /^run\.linkerd\.io\//, maker: 'Linkerd', verifies: CHECKSUM },
  { address: /^(?:nixos\.org\/nix\/install|install\.determinate\.systems)\b/, maker: 'Nix', verifies: CHECKSUM },
  { address: /^sh\.rustup\.rs\b|^static\.rust-lang\.org\//, maker: 'Rust' },
  { address: /^raw\.githubusercontent\.com\/(?:nvm-sh|creationix)\/nvm\//, maker: 'nvm' },
  { address: /^get\.pnpm\.io\b/, maker: 'pnpm' },
  { address: /^get\.volta\.sh\b/, maker: 'Volta' },
  { address: /^get\.pulumi\.com\b/, maker: 'Pulumi' },
  { address: /^get\.sdkman\.io\b/, maker: 'SDKMAN!' },
  { address: /^get\.scoop\.sh\b/, maker: 'Scoop' },
  { address: /^(?:community\.)?chocolatey\.org\/install\.ps1\b/, maker: 'Chocolatey' },
  { address: /^install\.python-poetry\.org\b|^raw\.githubusercontent\.com\/python-poetry\//, maker: 'Poetry' },
  { address: /^(?:pyenv\.run|raw\.githubusercontent\.com\/pyenv\/)/, maker: 'pyenv' },
  { address: /^bootstrap\.pypa\.io\//, maker: 'pip' },
  { address: /^bun\.(?:sh|com)\/install\b/, maker: 'Bun' },
  { address: /^deno\.land\/(?:x\/)?install\b/, maker: 'Deno' },
  { address: /^fnm\.vercel\.app\b/, maker: 'fnm' },
  {
    address: /^(?:dot\.net\/v1|builds\.dotnet\.microsoft\.com|dotnet\.microsoft\.com|dotnetcli\.azureedge\.net)\//,
    maker: '.NET',
  },
  { address: /^aka\.ms\//, maker: 'Microsoft' },
  { address: /^just\.systems\b/, maker: 'just' },
  { address: /^(?:cli-assets|toolbelt)\.heroku\.com\b/, maker: 'Heroku' },
  { address: /^install\.meteor\.com\b/, maker: 'Meteor' },
  { address: /^sentry\.io\/get-cli\b/, maker: 'Sentry' },
  { address: /^(?:clis?|ibm)\.cloud\.ibm\.com\b/, maker: 'IBM Cloud' },
  { address: /^fly\.io\/install\.sh\b/, maker: 'Fly.io' },
  { address: /^foundry\.paradigm\.xyz\b/, maker: 'Foundry' },
  { address: /^sdk\.cloud\.google\.com\b/, maker: 'Google Cloud CLI' },
  { address: /^get\.rke2\.io\b/, maker: 'RKE2', verifies: CHECKSUM },
  { address: /^get\.rvm\.io\b/, maker: 'RVM' },
  { address: /^(?:www\.)?getcomposer\.org\/installer\b/, maker: 'Composer', verifies: CHECKSUM },
  { address: /^raw\.githubusercontent\.com\/kubernetes-sigs\/kustomize\//, maker: 'Kustomize' },
  { address: /^raw\.githubusercontent\.com\/k3d-io\/k3d\//, maker: 'k3d' },
  { address: /^raw\.githubusercontent\.com\/rhysd\/actionlint\//, maker: 'actionlint' },
  { address: /^raw\.githubusercontent\.com\/CircleCI-Public\/circleci-cli\//, maker: 'CircleCI' },
  { address: /^raw\.githubusercontent\.com\/terraform-linters\/tflint\//, maker: 'TFLint' },
  { address: /^raw\.githubusercontent\.com\/infracost\/infracost\//, maker: 'Infracost' },
]

/** The installer at an address; undefined for everything else. */
export function installerAt(url: string): Installer | undefined {
  const address = url.replace(/^[a-z]+:\/\//i, '')
  return INSTALLERS.find((each) => each.address.test(address))
}
