import { themeRules } from './theme.js'

const LAYOUT = `
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.skip{position:absolute;left:-999em}
.skip:focus{left:1rem;top:1rem;z-index:2;padding:.5rem 1rem;background:var(--page)}
header,.columns,footer{max-width:84rem;margin:0 auto;padding:0 1.5rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding-top:1.25rem;padding-bottom:1rem}
.columns{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:2.5rem}
nav{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto;font-size:.9375rem}
nav ul{list-style:none;margin:0;padding:0}
nav a{display:block;padding:.25rem .5rem;border-radius:6px;color:var(--text);text-decoration:none}
nav a:hover{background:var(--panel);text-decoration:underline}
main>section{margin-bottom:3rem;scroll-margin-top:1rem}
footer{padding-top:1rem;padding-bottom:2rem;color:var(--quiet)}
@media (max-width:60rem){.columns{display:block}nav{position:static;max-height:none;margin-bottom:1.5rem}nav ul{display:flex;flex-wrap:wrap}}
`

const TEXT = `
h1{margin:0;font-size:1.5rem;overflow-wrap:anywhere}
h2{margin:0 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line);font-size:1.375rem}
h3{margin:1.5rem 0 .5rem;font-size:1.0625rem}
p{margin:.25rem 0}
.lead{font-size:1.125rem;margin-bottom:.5rem}
.quiet{color:var(--quiet);font-size:.9375rem}
a{color:var(--link)}
code{padding:.1em .25em;border-radius:4px;background:var(--panel);font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
a code{color:inherit}
pre{margin:.5rem 0;padding:.75rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);overflow:auto}
pre code{padding:0;background:none}
ul,ol{margin:.25rem 0;padding-left:1.5rem}
summary{cursor:pointer;color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.gate{margin:0;padding:.125rem .75rem;border:2px solid;border-radius:2rem;font-weight:600}
.gate-pass{color:var(--good)}.gate-fail,.gate-error{color:var(--bad)}
#theme{margin-left:auto}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1rem 0 0}
.facts dt{color:var(--quiet);font-size:.875rem}.facts dd{margin:0}
.badge{display:inline-block;padding:0 .5rem;border:1px solid;border-radius:2rem;font-size:.8125rem;font-weight:600;white-space:nowrap}
.severity-error>h3 .badge,.badge.severity-error,.verdict-not-met,.blocks{color:var(--bad)}
.badge.severity-warning,.verdict-partly-met{color:var(--warn)}
.badge.severity-notice,.new,.newer{color:var(--note)}
.verdict-met,.verdict-attested{color:var(--good)}
.verdict-unknown,.verdict-not-applicable{color:var(--quiet)}
`

const LISTS = `
.filters{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end;margin:1rem 0;padding:1rem;border:1px solid var(--line);border-radius:6px;background:var(--panel)}
.filters[hidden]{display:none}
.filters label{display:block;font-size:.875rem}
.filters fieldset{display:flex;gap:.75rem;margin:0;padding:0 0 .25rem;border:0}
.filters fieldset label{display:inline-flex;gap:.25rem;align-items:center}
.filters legend{padding:0;font-size:.875rem}
.filters p{flex-basis:100%;margin:0;font-weight:600}
input,select,button{padding:.375rem .5rem;border:1px solid var(--frame);border-radius:6px;background:var(--page);color:var(--text);font:inherit;font-size:.9375rem}
input::placeholder{color:var(--quiet);opacity:1}
select{max-width:16rem}
button{cursor:pointer}
.group{content-visibility:auto;contain-intrinsic-size:auto 12rem;padding:.25rem 0}
.group>h3{margin-top:.75rem}
.count{padding:0 .5rem;border-radius:1rem;background:var(--panel);color:var(--quiet);font-size:.875rem;font-weight:400}
.findings,.practices{list-style:none;padding:0;margin:.5rem 0}
.finding,.practice{content-visibility:auto;contain-intrinsic-size:auto 4.5rem;padding:.375rem .75rem;border-left:3px solid var(--line);margin-bottom:.375rem;scroll-margin-top:1rem}
.finding[hidden],.practice[hidden],.group[hidden]{display:none}
.severity-error .finding{border-left-color:var(--bad)}
.severity-warning .finding{border-left-color:var(--warn)}
.severity-notice .finding{border-left-color:var(--note)}
.finding:target,.practice:target,.finding:focus,.practice:focus{background:var(--mark)}
.self{margin-left:.5rem;text-decoration:none}
.fix>li{margin-bottom:.75rem}
`

const FIGURES = `
.scroll{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;font-size:.9375rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.375rem .75rem;border:1px solid var(--line);text-align:left;vertical-align:top}
thead th{background:var(--panel)}
tbody th{font-weight:400}
.number{text-align:right;font-variant-numeric:tabular-nums}
.beside{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:start}
.figure text{fill:var(--text);font:14px system-ui,sans-serif}
.figure .small{fill:var(--quiet);font-size:12px}
.figure .name{font-weight:600}
.cell{stroke:var(--frame);fill:none}
.cell.reached{fill:var(--good);stroke:var(--good)}
.cell.possible{fill:url(#hatch)}
.hatch{fill:var(--frame)}
.ladder{vertical-align:middle}
.bar{display:block;width:11rem;height:1rem;border-radius:3px}
.bar-not-met{fill:var(--bad)}.bar-partly-met{fill:var(--warn)}.bar-met{fill:var(--good)}.bar-attested{fill:var(--note)}
.bar-unknown{fill:var(--frame)}.bar-not-applicable{fill:var(--line)}
.lane{fill:var(--panel);stroke:var(--line)}
.box{fill:var(--page);stroke:var(--frame);stroke-width:1.5}
.box.deploy{stroke:var(--good);stroke-width:2}
.box.approve{stroke:var(--warn);stroke-width:2}
.flow{fill:none;stroke:var(--quiet);stroke-width:1.5}
.by-failure{stroke:var(--bad);stroke-dasharray:6 4}
.by-artifact{stroke-dasharray:2 4}
.tip{fill:var(--quiet)}
.environments{display:flex;flex-wrap:wrap;gap:.25rem .5rem;padding:0;list-style:none}
.environments li+li::before{content:"→ ";color:var(--quiet)}
.chain{font-size:.9375rem}
`

const PAPER = `
@media print{
nav,.filters,#theme,.skip,.self,.none{display:none}
.columns{display:block}
.group,.finding,.practice{content-visibility:visible}
.finding,.practice,tr{break-inside:avoid}
h2,h3{break-after:avoid}
a{color:inherit}
.scroll{overflow:visible}
.figure{max-width:100%;height:auto}
}
@media (forced-colors:active){.gate,.badge{border:1px solid CanvasText}}
`

/** The style of the report, the same for every report. */
export const STYLE = `${themeRules()}${LAYOUT}${TEXT}${LISTS}${FIGURES}${PAPER}`
