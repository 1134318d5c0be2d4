import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as s,c}from"./chunk-LYIFYCBO.js";import"./chunk-EULSWHR3.js";import"./chunk-6G7CKFX6.js";var f=`pillarlint: which practices of the well-architected frameworks a repository's automation keeps

  pillarlint [path]                      lint a repository (the current folder)
  pillarlint list [checks|practices]     list checks, or practices of all frameworks
  pillarlint explain <check|practice>    explain one of them
  pillarlint explain --command <text>    explain what a command of a pipeline is taken for
  pillarlint config [path]               validate the configuration and print what holds
`,u={lint:`pillarlint [path] [options]: lint a repository, or a folder inside one (the current folder)
`,list:`pillarlint list [checks|practices] [options]: list checks (if not said), or practices of all frameworks
`,explain:`pillarlint explain <check>: what a check looks for
pillarlint explain <practice> [path]: what it asks for, what decides it, and its verdict on the repository at path
pillarlint explain [path] --command <text> | --uses <action>: what the repository at path makes of it
`,config:`pillarlint config [path] [options]: validate the configuration and print what holds
`},k=`Exit status
  0  the gate passes
  1  the gate fails
  2  the result cannot be trusted: wrong usage or configuration, or a check crashed
`;function x(t){let p=t===void 0?f:u[t],n=Object.keys(s).flatMap(e=>{let{short:i,value:a,choices:o,help:l,commands:r}=c(e)??{help:""};return t!==void 0&&r!==void 0&&!r.includes(t)?[]:[[`${i===void 0?"    ":`-${i}, `}--${e}${a===void 0?"":` <${a}>`}`,o===void 0?l:`${l} One of: ${o.join(", ")}.`]]}),h=Math.max(...n.map(([e])=>e.length)),d=n.map(([e,i])=>`  ${e.padEnd(h)}  ${i}
`).join("");return`${p}
Options
${d}${t===void 0||t==="lint"?`
${k}`:""}`}export{x as helpText};
