const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Shell commands that look, talk, wait, set something or clean up: what follows does not rest on them. */
export const IDLE: ReadonlySet<string> = words(
  `alias awk basename break builtin bzip2 cat cd chmod chown clear cmp column command continue cut date declare df diff dig
  dirname du echo egrep env eval exec exit export expr false fgrep figlet file find free getopt getopts git-status grep gunzip
  hash head help hexdump history host hostname htop id ifconfig info ip jobs jq kill killall less let ln local locale logger ls
  lsof man md5sum mkdir mktemp more mountpoint nc netstat nohup nproc nslookup open perl pgrep pidof ping pkill popd printenv
  printf ps pushd pwd read readarray mapfile readlink readonly realpath return rm rmdir sed select seq set sha256sum shift shopt
  sleep sort source . stat stty sync tac tail tee test time timeout top touch tput tr trap true tty type typeset ulimit umask
  unalias uname uniq unset uptime usage w wait watch wc which who whoami xargs xdg-open yes yq : [ [[ (( false`,
)

/** Second words that make a command of another program look or clean up. */
export const IDLE_SECOND: ReadonlySet<string> = words(
  `status log logs ls list show get describe diff version info ps images inspect help config rev-parse branch remote fetch tag
  rm rmi kill stop down prune search view whoami -v --version --help -h which exists`,
)

/** Variables that a login, a CI system or the shell itself sets. */
export const ALWAYS_SET =
  /^(?:HOME|PWD|OLDPWD|USER|PATH|RANDOM|BASH_\w+|GITHUB_\w+|RUNNER_\w+|CI_\w+|BUILD_\w+|SYSTEM_\w+|AGENT_\w+|WORKSPACE|CIRCLE_\w+|BITBUCKET_\w+|BUILDKITE_\w+|TRAVIS_\w+|DRONE_\w+|CODEBUILD_\w+|SRCROOT|PODS_ROOT|\d+|[@*#?])$/

/** Verbs of PowerShell's cmdlets that change something (Microsoft's approved verbs). */
export const CHANGING_VERB =
  /^(?:add|compress|copy|deploy|disable|enable|expand|import|install|invoke|mount|move|new|publish|push|register|remove|rename|reset|restart|restore|save|set|start|stop|submit|uninstall|unregister|update|upload)-\w+$/i
