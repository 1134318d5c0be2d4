import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as v}from"./chunk-CVOYX62E.js";import{a as A}from"./chunk-32MRZ7DN.js";import"./chunk-EI4S6BVD.js";import{a as S}from"./chunk-MDGTM7L3.js";import"./chunk-3WGK35K5.js";import"./chunk-VZUFBB4G.js";import{a as I}from"./chunk-BKV4644L.js";import{a as b}from"./chunk-BWOGPK2N.js";import{a as g}from"./chunk-YP3BJYYG.js";import"./chunk-HUEZ4P7N.js";import"./chunk-FUCNKDAA.js";import"./chunk-ER5TRLVI.js";import{f as E,h as C}from"./chunk-NF2XEPZN.js";import"./chunk-CU3AI4MG.js";import"./chunk-F6NO7DBZ.js";import"./chunk-CRUIJHXH.js";import"./chunk-SAFJMZ57.js";import{k}from"./chunk-QEAZ6JLW.js";import{a as _}from"./chunk-E7GG2Y33.js";import{a as w}from"./chunk-VMD7CNYY.js";import{a as T}from"./chunk-VVV4JC2N.js";import"./chunk-TXMID4OJ.js";import"./chunk-J2PTIQJS.js";import"./chunk-PNBVVMKY.js";import"./chunk-FZD5EQ3Z.js";import"./chunk-MR7ZWTD5.js";import"./chunk-HXHZV7CW.js";import"./chunk-AIX7F7TN.js";import"./chunk-2E6HGXGB.js";import{a as R}from"./chunk-JYJGLOK5.js";import{a as m,b as P}from"./chunk-VK6F5HJW.js";import{a as u,b as x}from"./chunk-D5L4CQ3V.js";import"./chunk-347YKLPU.js";import"./chunk-BSGWFYW4.js";import"./chunk-XHLP5F5K.js";import"./chunk-O6HQ2T3B.js";import"./chunk-I4RKUKVP.js";import"./chunk-QO3ZBRAN.js";import"./chunk-6VB6WQDG.js";import"./chunk-F7J2UQLU.js";import"./chunk-VBJ6T7ZJ.js";import"./chunk-ZLVUUA3N.js";import"./chunk-W6LUNC6K.js";import"./chunk-VQWWFH4F.js";import"./chunk-XL5HU3UN.js";import"./chunk-RIC6553K.js";import"./chunk-VPWS7QGP.js";import"./chunk-45WOZZQ6.js";import"./chunk-6G7CKFX6.js";import{join as de}from"node:path";var f="node:24-bookworm@sha256:64af3819f9275802414d7cdc38c27e9d82bd564dec4d4da87d008255d36c63b4",O={ref:"3d3c42e5aac5ba805825da76410c181273ba90b1",comment:"v7.0.1"},c="pillarlint/pillarlint";function N({version:e,profile:n,baseline:i},t){let r=`https://github.com/${c}/blob/v${e}/docs`;return`# yaml-language-server: $schema=https://raw.githubusercontent.com/${c}/v${e}/docs/schemas/config.schema.json
# All keys: ${r}/configuration.md
# In a pull request the file of the base branch counts. "npx pillarlint config" prints what holds.

# Rules that come, or become stricter, after this version only warn until it is raised.
epoch: "${e.split(".").slice(0,2).join(".")}"

# Who works here, and so which practices count: solo, team or regulated.
profile: ${n}
${i===void 0?"":`
# What was there on the first day; "npx pillarlint baseline" takes out what has been mended.
baseline: ${i}
`}
# Practices of this importance, and more important ones, fail the run: foundational (if not said), recommended, optional, never.
# fail-on: recommended

# Settings and findings of one check: off, notice, warning, or its options; each has a page in ${r}/checks
# checks:
#   ci-job-timeout: notice
${X(t)}${ee(t)}${te(t)}`}function X({kind:e}){return`
# What the repository is, if "${e}" is wrong.
# repository:
#   kind: ${e==="application"?"library":"application"}
`}function ee({environments:e}){let n=e.length>0?e:["blue"];return`
# ${e.length>0?"These names do not tell":"Where a name does not tell"} what an environment is for: production, staging, test, development or preview.
# environments:
${n.map(t=>`#   ${t}: production
`).join("")}`}function te({owners:e}){return e===void 0?"":`
# Files that need an owner in ${e}, beside pipelines and infrastructure.
# critical-paths: ['billing/**']
`}var j={environments:new Map,exclude:[],trustedOwners:[],criticalPaths:[],lexicon:[]};var ne=["main","master","trunk","develop"];function D(e){let n=$(e,["symbolic-ref","--quiet","--short","refs/remotes/origin/HEAD"]);if(n!==void 0)return n.replace(/^origin\//,"");let i=$(e,["for-each-ref","--format=%(refname:short)","refs/heads"])?.split(`
`)??[];return ne.find(r=>i.includes(r))??$(e,["symbolic-ref","--quiet","--short","HEAD"])??"main"}function $(e,n){let i=T(e,n,{maxBytes:1e6}),t=i.ok?i.stdout.toString("utf8").trim():"";return t===""?void 0:t}var ie=5;async function M(e){let n=await C({root:e,hosting:w("init asks no host")});if(!n.known)throw new Error(n.reason);let{files:i,host:t}=n.value,{models:r}=E(n.value,j),o=r.pipelines.known?r.pipelines.value:{all:[],unread:[]},s=new Map;for(let{system:a,kind:l}of o.all)l==="workflow"&&s.set(a,(s.get(a)??0)+1);return{systems:[...s].sort(([,a],[,l])=>l-a).map(([a])=>a),others:[...new Set(o.unread.map(({system:a})=>a))],host:t,kind:r.project.known?r.project.value.kind:"unknown",branch:D(e),owners:r.codeowners.known?r.codeowners.value.file:void 0,environments:oe(r),hasMergeQueue:o.all.some(({triggers:a})=>a.some(({kind:l})=>l==="merge-queue")),checkout:se(r)??O,has:a=>i.has(a)}}var re=/^[A-Za-z][\w-]{0,63}$/;function oe({delivery:e}){let i=(e.known?e.value.deployments:[]).flatMap(({environment:t})=>t?.resolved===!0&&t.tier==="unknown"?[t.name]:[]);return[...new Set(i)].filter(t=>re.test(t)).slice(0,ie)}function se({pipelines:e}){let n=e.known?e.value.all:[];for(let{uses:i}of n.flatMap(({jobs:t})=>t.flatMap(({steps:r})=>r))){let{repository:t,path:r,ref:o="",comment:s=""}=i??{};if(!(t!=="actions/checkout"||r!==void 0||!/^[0-9a-f]{40}$/.test(o))&&/^v\d+(?:\.\d+){0,2}$/.test(s))return{ref:o,comment:s}}}function W(e){let{branch:n,comment:i,hasMergeQueue:t,checkout:r,action:o,tag:s}=e;return`# Automation practices: https://github.com/${c}/blob/main/docs/action.md
name: Pillarlint

on:
  pull_request:
    types: [opened, synchronize, reopened, edited] # edited: the base can be another one afterwards
  push:
    branches: [${h(n)}]
${t?`  merge_group:
`:""}
permissions:
  contents: read

# Of two runs for one branch the newer one counts; those of the default branch are all kept.
concurrency:
  group: pillarlint-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  practices:
    name: Automation practices
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read # files, branch rules
      actions: read # environments and their reviewers
      checks: read # checks that were reported
      deployments: read # how deployments ended
${i?"      pull-requests: write # the summary comment":"      pull-requests: read # reviews of merged changes"}
      security-events: read # whether code scanning runs
    steps:
      - uses: actions/checkout@${r.ref} # ${r.comment}
        with:
          fetch-depth: 2 # the base, so that findings of a change are told from older ones; 0 with "history: git"
          persist-credentials: false
${ae(o,s)}${i?"":`        with:
          comment: false
`}`}function ae(e,n){return e!==void 0?`      - uses: ${c}@${e.ref} # ${e.comment}
`:`      # The commit of ${n} could not be looked up: "pillarlint --fix" puts it here.
      - uses: ${c}@${n}
`}function h(e){return/^[A-Za-z][\w./-]*$/.test(e)&&!/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(e)?e:JSON.stringify(e)}var B=3;async function U({values:e},n,i){let t=e.has("yes")?void 0:n.ask;return{profile:m.find(o=>o===e.get("profile"))??(t===void 0?"team":await le(t)),comment:i&&t!==void 0?await H(t,"Keep a comment with the verdicts on each pull request?",!0):!0,baseline:e.has("baseline")||t!==void 0&&await H(t,"Accept what is found today, so that only new findings count (a baseline)?",!1)}}async function le(e){let n=m.map(i=>`  ${i.padEnd(10)} ${P(i).summary}
`).join("");for(let i=0;i<B;i+=1){let t=(await e(`Who works on this repository?
${n}Profile [team]: `)).trim().toLowerCase(),r=t===""?"team":m.find(o=>o===t);if(r!==void 0)return r}throw new u(`the profile is one of ${m.join(", ")}: say it with --profile`)}async function H(e,n,i){for(let t=0;t<B;t+=1){let r=(await e(`${n} [${i?"Y/n":"y/N"}]: `)).trim().toLowerCase();if(r==="")return i;if(["y","yes","n","no"].includes(r))return r.startsWith("y")}throw new u(`"${n}" takes y or n`)}var y="npx reads .npmrc and node_modules where it starts: nothing of the tree may choose what runs";function F({version:e}){return`# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
pillarlint:
  stage: test
  needs: []
  image: ${f}
  interruptible: true
  timeout: 10 minutes
  variables:
    GIT_DEPTH: '0' # the base of a merge request, and the history of delivery
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - empty=$(mktemp -d) && cd "$empty" # ${y}
    - >-
      npx --yes pillarlint@${e} "$CI_PROJECT_DIR"
      \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
      --output "$CI_PROJECT_DIR/gl-code-quality-report.json"
      --output "$CI_PROJECT_DIR/pillarlint.xml"
  artifacts:
    when: always
    expire_in: 1 month
    reports:
      codequality: gl-code-quality-report.json
      junit: pillarlint.xml
`}function J({branch:e,version:n}){return`# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
trigger:
  branches:
    include: [${h(e)}]
pr:
  branches:
    include: [${h(e)}]

pool:
  vmImage: ubuntu-24.04

jobs:
  - job: pillarlint
    displayName: Automation practices
    timeoutInMinutes: 10
    steps:
      - checkout: self
        fetchDepth: 0 # the base of a pull request, and the history of delivery
        persistCredentials: false
      - task: UseNode@1
        inputs:
          version: 24.x
      - script: |
          set --
          if [ -n "\${SYSTEM_PULLREQUEST_TARGETBRANCH:-}" ]; then
            set -- --base "origin/\${SYSTEM_PULLREQUEST_TARGETBRANCH#refs/heads/}"
          fi
          tree=$PWD # ${y}
          empty=$(mktemp -d) && cd "$empty" || exit
          npx --yes pillarlint@${n} "$tree" "$@" --output "$tree/pillarlint.xml"
        displayName: Pillarlint
      - task: PublishTestResults@2
        condition: succeededOrFailed()
        inputs:
          testResultsFormat: JUnit
          testResultsFiles: pillarlint.xml
          testRunTitle: Pillarlint
`}function q({branch:e,version:n}){return`# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
version: 2.1

jobs:
  pillarlint:
    docker:
      - image: ${f}
    resource_class: small
    steps:
      - checkout:
          method: full # the base of a change, and the history of delivery
      - run:
          name: Pillarlint
          no_output_timeout: 10m
          command: |
            set --
            if [ "$CIRCLE_BRANCH" != ${L(e)} ]; then set -- --base ${L(`origin/${e}`)}; fi
            tree=$PWD # ${y}
            empty=$(mktemp -d) && cd "$empty"
            npx --yes pillarlint@${n} "$tree" "$@" --output "$tree/test-results/pillarlint.xml"
      - store_test_results:
          path: test-results

workflows:
  pillarlint:
    jobs:
      - pillarlint
`}function G({branch:e,version:n}){return`# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
image: ${f}

clone:
  depth: full # the base of a pull request, and the history of delivery

pipelines:
  pull-requests:
    '**':
      - step:
          name: Pillarlint
          max-time: 10
          script:
            - git fetch origin "$BITBUCKET_PR_DESTINATION_BRANCH"
            - empty=$(mktemp -d) && cd "$empty" # ${y}
            - npx --yes pillarlint@${n} "$BITBUCKET_CLONE_DIR" --base FETCH_HEAD --output "$BITBUCKET_CLONE_DIR/test-results/pillarlint.xml"
  branches:
    ${h(e)}:
      - step:
          name: Pillarlint
          max-time: 10
          script:
            - empty=$(mktemp -d) && cd "$empty"
            - npx --yes pillarlint@${n} "$BITBUCKET_CLONE_DIR" --output "$BITBUCKET_CLONE_DIR/test-results/pillarlint.xml"
`}function K({version:e}){return`// Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
pipeline {
  agent none
  stages {
    stage('Pillarlint') {
      agent {
        docker { image '${f}' }
      }
      options {
        timeout(time: 10, unit: 'MINUTES')
      }
      steps {
        sh '''
          set --
          if [ -n "\${CHANGE_TARGET:-}" ]; then set -- --base "origin/$CHANGE_TARGET"; fi
          tree=$PWD # ${y}
          empty=$(mktemp -d) && cd "$empty"
          npx --yes pillarlint@${e} "$tree" "$@" --output "$tree/pillarlint.xml"
        '''
      }
      post {
        always {
          junit 'pillarlint.xml'
        }
      }
    }
  }
}
`}function L(e){return`'${e.replaceAll("'","'\\''")}'`}var ce={"gitlab-ci":{path:".gitlab/pillarlint.gitlab-ci.yml",single:!1,write:F},"azure-pipelines":{path:"azure-pipelines.pillarlint.yml",single:!1,write:J},circleci:{path:".circleci/config.yml",single:!0,write:q},"bitbucket-pipelines":{path:"bitbucket-pipelines.yml",single:!0,write:G},jenkins:{path:"Jenkinsfile",single:!0,write:K}},pe={github:"github-actions",gitlab:"gitlab-ci",bitbucket:"bitbucket-pipelines"};function z(e,{systems:n,host:i}){let t=b.find(s=>s===e);if(t!==void 0)return t;let r=n.filter(s=>b.some(a=>a===s)),o=i===void 0||i==="gitea"?void 0:pe[i];return o!==void 0&&(r.length===0||r.includes(o))?o:r[0]??"github-actions"}function Y(e,n,i){let{path:t,single:r,write:o}=ce[e],s={path:t,text:o(n),...r&&i(t)&&{intoExisting:!0}};return e!=="gitlab-ci"||i(".gitlab-ci.yml")?[s]:[s,{path:".gitlab-ci.yml",text:`include:
  - local: ${t}
`}]}function Q(e,n){let[i]=n;return i?.intoExisting===!0?[`Put what is printed above into ${i.path}: ${e} reads no other file.`]:e==="gitlab-ci"&&n.length===1?[`Add "- local: ${i?.path??""}" under "include:" in .gitlab-ci.yml.`]:e==="azure-pipelines"?[`In Azure DevOps make a pipeline of ${i?.path??""}, and for Azure Repos a branch policy (Build validation) that runs it on pull requests.`]:e==="jenkins"?["Make a Multibranch Pipeline of this repository in Jenkins, with the plugins Docker Pipeline and JUnit."]:[]}async function rt(e,n){let i=await ue(e,n),t=e.values.has("dry-run"),r=i.files.flatMap(o=>he(o,i,e,t));for(let o of r)n.stdout.write(`${o}
`);if(i.answers.baseline&&!t){let{baseline:o}=await import("./baseline-XKRYJPER.js"),s=new Map([...e.values].filter(([l])=>l!=="baseline")),a=await o({...e,command:"baseline",values:s},n);if(a!==0)return a}return n.stdout.write(`
Next
${ge(i,t).map(o=>`  - ${g(o)}
`).join("")}`),0}async function ue(e,n){let i=S(e,n),t=await M(i),r=z(e.values.get("ci"),t),o=await U(e,n,r==="github-actions"),s=R(n.packageRoot),{branch:a}=t,l=r==="github-actions"?await fe(s,e,n):void 0,p=r==="github-actions"?[{path:".github/workflows/pillarlint.yml",text:W({...t,...o,action:l,tag:me(s)})}]:Y(r,{branch:a,version:s},t.has),d=o.baseline?v:void 0,Z={path:"pillarlint.yml",text:N({version:s,profile:o.profile,baseline:d},t)},V=r!=="github-actions"||l!==void 0;return{root:i,system:r,files:[...p,Z],detected:t,answers:o,isPinned:V}}function me(e){return`v${e.split(".")[0]??""}`}async function fe(e,n,i){let t=await A(n,i).resolveRef?.(c,`v${e}`);return t===void 0||"refused"in t?void 0:{ref:t.commit,comment:t.version??`v${e}`}}function he(e,{root:n,detected:i},{values:t},r){let{path:o,text:s,intoExisting:a}=e;if(a===!0)return[`For ${o}:`,"",s];let l=ye(o,n,i);if(l!==void 0&&!t.has("force"))return[`${g(l)} is there, and stays as it is (--force overwrites it).`];if(r)return[`Would write ${o}:`,"",s];try{I(n,l??o,s)}catch(p){throw new u(`${o} cannot be written: ${x(p)}`)}return[`Written: ${g(l??o)}`]}function ye(e,n,{has:i}){return(e==="pillarlint.yml"?k:[e]).find(r=>i(r)||_(de(n,r)))}function ge({system:e,files:n,detected:i,isPinned:t},r){let{owners:o,systems:s,others:a}=i,l=[...s.filter(d=>d!==e&&d!=="pre-commit-ci"),...a],p=n[0]?.path??"";return[...r?["Run it again without --dry-run."]:[],...Q(e,n.filter(({path:d})=>d!=="pillarlint.yml")),...t?[]:[`The tag of ${c} in ${p} can be moved: "npx pillarlint --fix" writes its commit id when GitHub can be asked.`],...o===void 0?[]:[`Give ${p} and pillarlint.yml an owner in ${o}: who can change them decides what passes.`],...l.length>0?[`Also found: ${l.join(", ")}. --ci writes for another system.`]:[],"Look at the findings of today: npx pillarlint","Commit the files on a branch. The configuration counts from when it is merged."]}export{rt as init};
