/** What an Ansible module does that is often done by a command: the command's first word, or first two. */
const MODULES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    apt: 'ansible.builtin.apt',
    'apt-get': 'ansible.builtin.apt',
    'apt-key': 'ansible.builtin.deb822_repository',
    yum: 'ansible.builtin.dnf',
    dnf: 'ansible.builtin.dnf',
    rpm: 'ansible.builtin.dnf',
    pip: 'ansible.builtin.pip',
    pip3: 'ansible.builtin.pip',
    systemctl: 'ansible.builtin.systemd_service',
    service: 'ansible.builtin.service',
    'git clone': 'ansible.builtin.git',
    'git pull': 'ansible.builtin.git',
    'git checkout': 'ansible.builtin.git',
    curl: 'ansible.builtin.get_url or ansible.builtin.uri',
    wget: 'ansible.builtin.get_url',
    tar: 'ansible.builtin.unarchive',
    unzip: 'ansible.builtin.unarchive',
    sed: 'ansible.builtin.lineinfile or ansible.builtin.replace',
    mkdir: 'ansible.builtin.file',
    chmod: 'ansible.builtin.file',
    chown: 'ansible.builtin.file',
    ln: 'ansible.builtin.file',
    rm: 'ansible.builtin.file',
    touch: 'ansible.builtin.file',
    cp: 'ansible.builtin.copy',
    useradd: 'ansible.builtin.user',
    usermod: 'ansible.builtin.user',
    groupadd: 'ansible.builtin.group',
    hostnamectl: 'ansible.builtin.hostname',
    mount: 'ansible.posix.mount',
    sysctl: 'ansible.posix.sysctl',
    ufw: 'community.general.ufw',
    npm: 'community.general.npm',
    'docker run': 'community.docker.docker_container',
    'docker pull': 'community.docker.docker_image',
    'docker network': 'community.docker.docker_network',
    'docker compose': 'community.docker.docker_compose_v2',
    'docker-compose': 'community.docker.docker_compose_v2',
    'kubectl apply': 'kubernetes.core.k8s',
    'kubectl create': 'kubernetes.core.k8s',
    'kubectl delete': 'kubernetes.core.k8s',
    'helm install': 'kubernetes.core.helm',
    'helm upgrade': 'kubernetes.core.helm',
    'helm repo': 'kubernetes.core.helm_repository',
    terraform: 'community.general.terraform',
  }),
)

/** Commands that only look, by their first word; options that make some of them write are named. */
const LOOKS: ReadonlyMap<string, RegExp | undefined> = new Map(
  Object.entries({
    awk: undefined,
    cat: undefined,
    cut: undefined,
    date: / -s\b| --set\b/,
    df: undefined,
    du: undefined,
    echo: undefined,
    find: / -(?:delete|exec|ok)/,
    free: undefined,
    getent: undefined,
    grep: undefined,
    egrep: undefined,
    head: undefined,
    hostname: / \S/,
    id: undefined,
    ip: / (?:add|del|set|flush|replace)\b/,
    jq: undefined,
    journalctl: / --(?:vacuum|rotate)/,
    ls: undefined,
    lsblk: undefined,
    lsmod: undefined,
    netstat: undefined,
    pgrep: undefined,
    printf: undefined,
    ps: undefined,
    pwd: undefined,
    readlink: undefined,
    ss: undefined,
    sort: undefined,
    stat: undefined,
    tail: undefined,
    test: undefined,
    '[': undefined,
    tr: undefined,
    uname: undefined,
    uptime: undefined,
    wc: undefined,
    which: undefined,
    whoami: undefined,
  }),
)

/** Subcommands that only look, of commands that can do more. */
const LOOKING: readonly RegExp[] = [
  /^\S+ (?:--version|-version|version|--help)$/,
  /^command -v /,
  /^dpkg(?:-query)? (?:-l|-s|-L|-W|--list|--status)/,
  /^rpm -q/,
  /^systemctl (?:status|is-active|is-enabled|is-failed|show|list-\S+|cat)\b/,
  /^service \S+ status\b/,
  /^git (?:rev-parse|status|log|describe|ls-remote|show|diff)\b/,
  /^docker (?:ps|inspect|info|images|version|logs)\b/,
  /^docker (?:container|image|volume|network|node|service) (?:ls|inspect)\b/,
  /^docker(?: |-)compose (?:.* )?(?:ps|config|logs)\b/,
  /^(?:kubectl|oc) (?:.* )?(?:get|describe|wait|version|logs|rollout status|config view|cluster-info|auth can-i|diff)\b/,
  /^helm (?:.* )?(?:list|ls|status|get|template|version|history|search)\b/,
  /^terraform (?:.* )?(?:output|show|validate|plan|state list)\b/,
  /^aws (?:.* )?\S+ (?:describe|get|list|wait)\b/,
  /^etcdctl (?:.* )?(?:get|endpoint|member list|cluster-health)\b/,
  /^curl (?!.*(?: -[a-zA-Z]*[oOXdTF]| --(?:output|remote-name|request|data|form|upload-file)))/,
  /^openssl (?:x509|s_client|verify|version)\b/,
  /^(?:pip|pip3) (?:list|show|freeze|check)\b/,
  /^npm (?:list|ls|view|outdated)\b/,
  /^nginx -[tT]\b/,
  /^(?:mysql|psql) .*(?:-e|-c|--execute|--command)[ =]?["']?(?:select|show)\b/i,
]

/** The module that does what the command does, if there is one. */
export function moduleInsteadOf(command: string): string | undefined {
  const [first = '', second = ''] = wordsOf(partsOf(command)[0] ?? '')
  const name = nameOf(first)
  return MODULES.get(`${name} ${second}`) ?? MODULES.get(name)
}

/** The program that a command starts with; undefined if an expression names it. */
export function programOf(command: string): string | undefined {
  const name = nameOf(wordsOf(partsOf(command)[0] ?? '')[0] ?? '')
  return /^[\w.+-]+$/.test(name) ? name : undefined
}

/** Commands that bring about a state, and do nothing where it is there already. */
const CONVERGING: readonly RegExp[] = [
  /^(?:kubectl|oc) (?:.* )?apply\b/,
  /^helm (?:.* )?upgrade\b.* (?:--install|-i)\b/,
  /^helm repo (?:add|update)\b/,
  /^terraform (?:.* )?(?:apply|init)\b/,
  /^docker(?: |-)compose (?:.* )?(?:up|pull)\b/,
  /^docker pull\b/,
  /^systemctl (?:enable|start|daemon-reload|mask)\b/,
  /^(?:swapoff|sync|update-ca-certificates|ldconfig|modprobe|sysctl|mkdir -p|ln -sf|chmod|chown|sestatus|setenforce)\b/,
]

/** Whether each part of a command only looks, or does nothing where its state is reached. */
export function convergesByItself(command: string): boolean {
  const parts = partsOf(command)
  return (
    parts.length > 0 &&
    parts.every((part) => {
      const [first = '', ...rest] = wordsOf(part)
      const text = [nameOf(first), ...rest].join(' ')
      return looks(part) || CONVERGING.some((pattern) => pattern.test(text))
    })
  )
}

/** A program's name without its folder, be that an expression or not. */
function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1)
}

/** Whether each part of a command only looks at something. */
export function onlyLooks(command: string): boolean {
  const parts = partsOf(command)
  // Output to /dev/null is thrown away; any other is a file that is written.
  const writes = /(?:^|[^0-9&<>-])>{1,2}(?!\s*(?:\/dev\/null|&))/.test(command)
  return parts.length > 0 && !writes && parts.every(looks)
}

function looks(part: string): boolean {
  const words = wordsOf(part)
  const name = nameOf(words[0] ?? '')
  const text = [name, ...words.slice(1)].join(' ')
  if (LOOKING.some((pattern) => pattern.test(text))) return true
  if (!LOOKS.has(name)) return false
  const unless = LOOKS.get(name)
  return unless === undefined || !unless.test(text)
}

/** The commands of pipes, lists and lines. Words in quotes may be cut, too: that only makes fewer commands harmless. */
function partsOf(command: string): string[] {
  return command
    .split(/\|\|?|&&|;|\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(?:set [-+]|cd |export |#|true$|exit )/.test(part))
}

/** The words of a command without what stands before the program: variables and `sudo`. */
function wordsOf(part: string): string[] {
  // Blanks within expressions part no words.
  const words = part
    .replace(/\{\{([^{}]*)\}\}/g, (_, inner: string) => `{{${inner.replace(/^-|-$|\s/g, '')}}}`)
    .split(/\s+/)
  const isSudo = words.includes('sudo')
  const start = words.findIndex(
    (word) => !/^\w+=/.test(word) && word !== 'sudo' && word !== 'exec' && !(isSudo && word.startsWith('-')),
  )
  return words.slice(Math.max(0, start))
}
