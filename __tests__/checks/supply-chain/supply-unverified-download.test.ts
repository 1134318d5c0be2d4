import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/supply-chain/supply-unverified-download.js'
import { downloadUrl } from '../../../src/check-api/supply-chain/download-url.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const github = (...lines: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    '      - run: |',
    ...lines.map((line) => `          ${line}`),
  ].join('\n'),
})
const image = (...lines: string[]) => ({ Dockerfile: ['FROM debian:13.1', ...lines].join('\n') })
const playbook = (...tasks: string[]) => ({
  'site.yml': ['- hosts: all', '  tasks:', ...tasks.map((task) => `    - ansible.builtin.${task}`)].join('\n'),
})
const FACTS = {
  fullName: 'acme/shop',
  defaultBranch: 'main',
  visibility: 'public',
  archived: false,
  mirror: false,
  fork: false,
} as const
const SCRIPT = 'https://tools.acme.example/install.sh'
const TOOL = 'https://tools.acme.example/latest/tool'

testCheck(check, {
  notApplicable: [
    { name: 'nothing is downloaded', files: github('make') },
    { name: 'a request', files: github(`curl -fsS ${TOOL} | jq .version`, `curl -X POST ${TOOL}`) },
    {
      name: 'what interpreters are told to do with it',
      files: github(
        `curl -s ${TOOL} | python3 -c "import sys"`,
        `curl -s ${TOOL} | python -m json.tool`,
        `curl -s ${TOOL} | node -e "process.stdin"`,
        `curl -s ${TOOL} | perl -ne print`,
        `curl -s ${TOOL} | bash read.sh`,
        `curl -s ${TOOL} | xargs -n1 echo`,
      ),
    },
    {
      name: 'a file that is data',
      files: github(
        `curl -o data.json ${TOOL}`,
        'cat data.json',
        `wget ${TOOL}.tgz`,
        'tar xzf tool.tgz',
        './run.sh data.json',
      ),
    },
    { name: 'a neighbour', files: github('curl -s http://localhost:8080/x | sh', 'curl http://10.0.0.7/x | bash') },
    { name: 'a host that is not known', files: github('curl -s "$MIRROR/install.sh" | sh') },
    {
      name: 'keys of package managers',
      files: github(
        'curl -fsSL https://a.example/key.gpg | gpg --dearmor -o k.gpg',
        'curl https://a.example/k | apt-key add -',
      ),
    },
    { name: 'words of an echo', files: github('echo "curl https://a.example/x | sh"') },
    {
      name: 'ADD of what nothing runs',
      files: image('ADD https://api.github.com/repos/a/b/git/refs/heads/main /version.json', 'RUN cat /version.json'),
    },
    { name: 'ADD of a repository', files: image('ADD https://github.com/a/b.git#main /src/bin') },
    {
      name: 'the script of the repository itself',
      files: github('curl -fsSL https://raw.githubusercontent.com/acme/shop/main/install.sh | sh'),
      hosting: { repository: known(FACTS) },
    },
    {
      name: 'words of options',
      files: github('curl -d @a.txt -x https://proxy.example/p $URL | sh', 'wget -i list.txt', 'sh list.txt'),
    },
    { name: 'unpacked into a folder of its own', files: github(`curl -sL ${TOOL}.tgz | tar xz -C vendor`) },
    {
      name: 'Ansible: data',
      files: playbook('get_url: { url: "https://a.example/latest/list", dest: /etc/list, mode: "0644" }'),
    },
    { name: 'the samples', files: { 'docs/Dockerfile': `FROM debian:13.1\nRUN curl ${SCRIPT} | sh` } },
    { name: 'a comment in a Dockerfile', files: image(`# RUN curl ${SCRIPT} | sh`, 'RUN true') },
  ],
  passes: [
    {
      name: 'a checksum',
      files: github(`curl -fsSLo tool ${TOOL}`, 'echo "$SUM  tool" | sha256sum --check', 'chmod +x tool', './tool'),
    },
    { name: 'a signature', files: github(`wget ${TOOL} ${TOOL}.asc`, 'gpg --verify tool.asc tool', 'chmod +x tool') },
    {
      name: 'a checksum that is compared by hand',
      files: github(`curl -fsSLo tool ${TOOL}`, '[ "$(sha256sum tool | cut -c1-64)" = "$SUM" ]', 'chmod +x tool'),
    },
    {
      name: 'Ansible: a checksum, and a version',
      files: playbook(
        'get_url: { url: "https://a.example/latest/b", dest: /usr/local/bin/b, checksum: "sha256:1" }',
        'get_url: { url: "https://a.example/1.2.3/b", dest: /opt/b, mode: "0755" }',
      ),
    },
    {
      name: 'a version that a build argument names',
      files: image('ARG VERSION=1.2.3', 'RUN curl -Lo /bin/b https://a.example/$VERSION/b && chmod +x /bin/b'),
    },
    { name: 'a version', files: github('curl -fsSL https://raw.githubusercontent.com/a/b/v0.40.3/install.sh | bash') },
    {
      name: 'a commit',
      files: github(`curl -fsSL https://raw.githubusercontent.com/a/b/${'a1b2'.repeat(10)}/install.sh | bash`),
    },
    { name: 'a release', files: github('curl -LO https://github.com/a/b/releases/download/v4/b', 'chmod +x b') },
    {
      name: 'ADD with a checksum',
      files: image(
        'ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://a.example/x /usr/bin/x',
      ),
    },
    {
      name: 'a checksum while an image is built',
      files: image(
        `RUN curl -o /usr/local/bin/tool ${TOOL} \\`,
        ' && echo "abc /usr/local/bin/tool" | sha256sum -c - \\',
        ' && chmod 755 /usr/local/bin/tool',
      ),
    },
    {
      name: 'GitLab: a version',
      files: { '.gitlab-ci.yml': 'a: { script: ["curl -sL https://a.example/2.4.1/i.sh | sh"] }' },
    },
  ],
  unknown: [
    { name: 'a number alone', files: github('curl -sL https://a.example/v2/i.sh | sh'), reason: 'may be a version' },
    {
      name: 'Ansible: an expression',
      files: playbook('get_url: { url: "https://a.example/{{ version }}/b", dest: /usr/bin/b }'),
      reason: 'hangs on a variable',
    },
    {
      name: 'a variable may be the version',
      files: github('curl -fsSL https://a.example/$TOOL_VERSION/install.sh | sh'),
      reason: 'hangs on a variable',
    },
    {
      name: 'an expression may be',
      files: github('curl -Lo b https://a.example/${{ inputs.version }}/b', 'chmod +x b'),
      reason: 'hangs on a variable',
    },
  ],
  fails: [
    { name: 'piped', files: github(`curl -fsSL ${SCRIPT} | sh # ! piped`) },
    { name: 'piped, with rights', files: github(`curl -fsSL ${SCRIPT} | sudo -E bash - # ! piped`) },
    { name: 'piped, with arguments', files: github(`wget -qO- ${SCRIPT} | sh -s -- -b bin v1.2.3 # ! piped`) },
    { name: 'piped through a filter', files: github(`curl ${SCRIPT} | sed s/a/b/ | bash # ! piped`) },
    { name: 'piped into an interpreter', files: github(`curl -s ${SCRIPT} | python3 - # ! piped`) },
    { name: 'a substituted file', files: github('bash <(curl -s https://codecov.io/bash) -F unit # ! piped') },
    { name: 'a substituted text', files: github(`sh -c "$(curl -fsSL ${SCRIPT})" -- -d # ! piped`) },
    { name: 'evaluated', files: github(`eval "$(curl -fsSL ${SCRIPT})" # ! piped`) },
    { name: 'sourced', files: github(`source <(curl -s ${SCRIPT}) # ! piped`) },
    { name: 'the text of an interpreter', files: github(`ruby -e "$(curl -fsSL ${SCRIPT})" # ! piped`) },
    { name: 'unpacked among programs', files: github(`curl -sL ${TOOL}.tgz | tar xz -C /usr/local/bin # ! moving`) },
    {
      name: 'a checksum that is only printed',
      files: github(`curl -fsSLo tool ${TOOL} # ! moving`, 'sha256sum tool', 'chmod +x tool'),
    },
    {
      name: 'a signature of another file',
      files: github(`wget ${TOOL} # ! moving`, 'gpg --verify other.asc other', 'chmod +x tool'),
    },
    {
      name: 'keys are imported, which verifies nothing',
      files: github(`curl -fsSLo tool ${TOOL} # ! moving`, 'gpg --import key.asc', 'chmod +x tool'),
    },
    {
      name: 'Ansible',
      files: playbook(
        'get_url: { url: "https://a.example/latest/b", dest: /usr/local/bin/b } # ! moving',
        'unarchive: { src: "https://a.example/latest/b.tgz", dest: /usr/local/bin, remote_src: true } # ! moving',
        'get_url: { url: "http://a.example/1.2/b", dest: /opt/b, mode: u=rwx } # ! plain',
      ),
    },
    {
      name: 'an installer by the version of its interface',
      files: github('curl -sSL https://dot.net/v1/dotnet-install.sh | bash # ! installer'),
    },
    { name: 'without a scheme', files: github('curl get.acme.example | sh # ! piped') },
    {
      name: 'twice in a file is one finding',
      files: github(`curl ${SCRIPT} | sh # ! piped`, `curl ${SCRIPT} | sh`),
    },
    {
      name: 'PowerShell',
      files: {
        '.github/workflows/ci.yml': [
          'on: push',
          'jobs:',
          '  build:',
          '    runs-on: windows-2025',
          '    steps:',
          `      - run: iwr -useb ${SCRIPT} | iex # ! piped`,
          '        shell: pwsh',
          `      - run: iex "& { $(irm ${SCRIPT}/b?a) }" # ! piped`,
          '        shell: pwsh',
          `      - run: iex ((New-Object System.Net.WebClient).DownloadString('https://tools.acme.example/a.ps1')) # ! piped`,
          '        shell: pwsh',
        ].join('\n'),
      },
    },
    { name: 'an installer', files: github('curl -sSf https://sh.rustup.rs | sh -s -- -y # ! installer') },
    {
      name: 'an installer that checks',
      files: github('curl -LsSf https://astral.sh/uv/install.sh | sh # ! installer'),
    },
    {
      name: 'an installer that is kept first',
      files: github('curl -sSf https://sh.rustup.rs > rustup.sh # ! installer', 'sh rustup.sh -y'),
    },
    { name: 'unencrypted, whatever the version', files: github('curl http://a.example/1.2.3/i.sh | sh # ! plain') },
    { name: 'a file that is made runnable', files: github(`curl -fsSLo tool ${TOOL} # ! moving`, 'chmod +x tool') },
    { name: 'a file that is run', files: github(`wget -q ${TOOL} # ! moving`, 'sudo bash tool') },
    { name: 'a file that is redirected', files: github(`curl -s ${TOOL} > bin/tool # ! moving`, 'bin/tool --help') },
    { name: 'a package', files: github('wget https://a.example/latest/a.deb # ! moving', 'sudo dpkg -i a.deb') },
    {
      name: 'the newest release, looked up',
      files: github(
        'curl -LO "https://dl.k8s.io/release/$(curl -Ls https://dl.k8s.io/release/stable.txt)/bin/linux/amd64/kubectl" # ! moving',
        'sudo install kubectl /usr/local/bin',
      ),
    },
    {
      name: 'the newest release for a machine',
      files: github(
        'curl -Lo b https://github.com/a/b/releases/latest/download/b-$(uname -s)-${ARCH} # ! moving',
        'chmod +x b',
      ),
    },
    { name: 'ADD', files: image('ADD https://a.example/latest/agent.jar /agent.jar # ! added') },
    {
      name: 'ADD of what a command runs',
      files: image('ADD https://a.example/latest/x /tmp/ # ! added', 'RUN chmod +x /tmp/x && /tmp/x'),
    },
    {
      name: 'RUN, on the line of the command',
      files: image('RUN apt-get update && \\', `    curl -sL ${SCRIPT} | bash - && \\ # ! piped`, '    true'),
    },
    { name: 'RUN with a here-document', files: image('RUN <<EOF', 'set -e', `curl ${SCRIPT} | sh # ! piped`, 'EOF') },
    {
      name: 'Jenkins',
      files: {
        Jenkinsfile: `pipeline { agent any\n stages { stage('b') { steps {\n sh 'curl ${SCRIPT} | sh' # ! piped\n } } } }`,
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  build:',
          '    docker: [{ image: "cimg/base:2025.01" }]',
          '    steps:',
          `      - run: curl -sL ${SCRIPT} | bash # ! piped`,
          'workflows: { all: { jobs: [build] } }',
        ].join('\n'),
      },
    },
    {
      name: 'through a script of the tree',
      files: { ...github('./setup.sh'), 'setup.sh': `#!/bin/sh\ncurl ${SCRIPT} | sh # ! piped\n` },
    },
  ],
})

describe('addresses of downloads', () => {
  test.each<[string, string | undefined, string?]>([
    ['https://user:secret@a.example/x?token=t#f', 'a.example/x', 'yes'],
    ['http://a.example', 'http://a.example', 'yes'],
    ['a.example/x', 'a.example/x', 'yes'],
    ['https://a.example/v2/x', 'a.example/v2/x', 'major'],
    ['https://a.example/i686/x64.2', 'a.example/i686/x64.2', 'no'],
    ['https://github.com/a/b/releases/latest/download/b-1.2', 'github.com/a/b/releases/latest/download/b-1.2', 'yes'],
    ['ftp://a.example/1.2/x', 'ftp://a.example/1.2/x', 'no'],
    ['https://a.example/x86_64/amd64/x', 'a.example/x86_64/amd64/x', 'yes'],
    ['https://a.example/$A/x', 'a.example/$A/x', 'open'],
    ['https://a.example/${ARCH}/x', 'a.example/${ARCH}/x', 'yes'],
    ['https://$HOST/x', undefined],
    ['https://127.0.0.1/x', undefined],
    ['https://registry/x', undefined],
    ['-', undefined],
    ['', undefined],
    ['file.txt', 'file.txt', 'yes'],
    [`https://a.example/${'$('.repeat(5000)}`, undefined],
  ])('%s', (...[text, shown, moves]) => {
    const url = downloadUrl({ text })
    if (shown === undefined && url !== undefined) expect(url.text.length).toBeLessThan(2100)
    else expect([url?.text, url?.moves]).toEqual([shown, moves])
  })
})
