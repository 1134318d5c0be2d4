import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as h,c as p}from"./chunk-MH3NDDBD.js";import"./chunk-BWOGPK2N.js";import"./chunk-MB5LFAH6.js";import"./chunk-VK6F5HJW.js";import"./chunk-347YKLPU.js";import"./chunk-6G7CKFX6.js";var u=`pillarlint: which practices of the well-architected frameworks a repository's automation keeps

  pillarlint [path]                      lint a repository (the current folder)
  pillarlint list [checks|practices]     list checks, or practices of all frameworks
  pillarlint explain <check|practice>    explain one of them
  pillarlint explain --command <text>    explain what a command of a pipeline is taken for
  pillarlint owners [paths\u2026]             who must approve a change, by CODEOWNERS
  pillarlint attest <practice> [path]    vouch for a practice that files cannot show
  pillarlint init [path]                 write the step for your CI system, and a first configuration
  pillarlint baseline [path]             accept what is there today, so that only new findings count
  pillarlint publish <report.json>       publish the report of a run from a fork, in a run that follows it
  pillarlint config [path]               validate the configuration and print what holds
  pillarlint config explain <path>       say what holds for a file or folder, and where each value is from
`,w={lint:`pillarlint [path] [options]: lint a repository, or a folder inside one (the current folder)
`,list:`pillarlint list [checks|practices] [options]: list checks (if not said), or practices of all frameworks
`,explain:`pillarlint explain <check>: what a check looks for
pillarlint explain <practice> [path]: what it asks for, what decides it, and its verdict on the repository at path
pillarlint explain [path] --command <text> | --uses <action>: what the repository at path makes of it
`,owners:`pillarlint owners [paths\u2026] [--base <revision>]: who must approve a change of these files, or of what changed since
the revision, and which lines of CODEOWNERS decide it (without either: of the files of the current folder)
`,attest:`pillarlint attest <practice> [path] --statement <text> --owner <who> --evidence <where> [--service <name>]: vouch for a
practice that files cannot show, in .pillarlint/attestations.yaml; with --service for one service alone
`,init:`pillarlint init [path] [options]: write the step for the CI system that the repository uses, and pillarlint.yml. Asks on
a terminal only, and overwrites nothing without --force
`,baseline:`pillarlint baseline [path] [--output <file>]: accept every open finding, in the file that the configuration names or in
.pillarlint/baseline.json. Run again it removes what no longer occurs, and accepts new findings only with --grow
`,publish:`pillarlint publish <report.json>: comment on the pull request of a run that may not write, in a run of GitHub Actions
that follows it (on: workflow_run): docs/forks.md
`,config:`pillarlint config [path] [options]: validate the configuration and print what holds
pillarlint config explain <path> [folder] [options]: say what holds for a file or folder of the repository (in the
current folder), and where each value is from
`},m=`Exit status
  0  the gate passes
  1  the gate fails
  2  the result cannot be trusted: wrong usage or configuration, or a check crashed
`,g=`Exit status
  0  the owners are printed, even if some files have none
  1  there is no CODEOWNERS file that the host reads
  2  the answer cannot be given: a wrong path or revision, or a file that cannot be read
`;function k(t){let c=t===void 0?u:w[t],i=Object.keys(h).flatMap(e=>{let{short:n,value:o,choices:r,help:l,commands:s}=p(e)??{help:""};return t!==void 0&&s!==void 0&&!s.includes(t)?[]:[[`${n===void 0?"    ":`-${n}, `}--${e}${o===void 0?"":` <${o}>`}`,r===void 0?l:`${l} One of: ${r.join(", ")}.`]]}),f=Math.max(...i.map(([e])=>e.length)),d=i.map(([e,n])=>`  ${e.padEnd(f)}  ${n}
`).join(""),a=t===void 0||t==="lint"?m:t==="owners"?g:void 0;return`${c}
Options
${d}${a===void 0?"":`
${a}`}`}export{k as helpText};
