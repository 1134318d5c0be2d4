import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as l}from"./chunk-QWHA7S27.js";import{a as h,b as u,d as $}from"./chunk-3V5S4BVC.js";import{a as g,c as k}from"./chunk-53J5FQFY.js";import"./chunk-6G7CKFX6.js";import{readFileSync as j}from"node:fs";import{join as v}from"node:path";async function M({operands:n},{stdout:s,checks:e,packageRoot:t}){let[i,c]=n;if(i===void 0||c!==void 0)throw new g("explain needs the id of one check or practice");let r=await e(),a=r.find(p=>p.id===i),d=u(i);if(a!==void 0)s.write(C(a,t));else if(d!==void 0)s.write(await A(d,r));else throw P(i,r);return 0}function P(n,s){let e=k(n,[...s.map(i=>i.id),...h().map(i=>i.id)]),t=e===void 0?"pillarlint list prints all ids":`did you mean ${e}?`;return new g(`there is no check or practice "${n}"; ${t}`)}function C(n,s){let{id:e,title:t,severity:i,confidence:c,since:r,kind:a,practices:d}=n,p=[["severity",`${i} at most`],["confidence",c],["kind",a],["since",r],["looks at",[...n.needs,...(n.wants??[]).map(m=>`${m} (if known)`)].join(", ")]],o=d.map(m=>[`  ${m}`,u(m)?.title??""]);return`${[`${e}: ${t}`,l(p).trimEnd(),o.length>0?`Decides
${l(o).trimEnd()}`:"Decides no practice",E(s,e)??b(n)].join(`

`)}
`}function E(n,s){try{let e=j(v(n,"docs","checks",`${s}.md`),"utf8"),t=e.indexOf("<!-- /generated -->");return e.slice(t<0?0:t+19).trim()}catch{return}}function b({messages:n}){return`Reports
${Object.values(n).map(({text:e,remedy:t})=>`  ${e} ${t}`).join(`
`)}`}async function A(n,s){let{id:e,title:t,framework:i,category:c,url:r,observe:a,needs:d,checks:p}=n,o=await $(e),y=[["framework",i],...c===null?[]:[["category",c]],...o===void 0?[]:[["section",o.section]],["seen in",a.join(", ")],...r===null?[]:[["source",r]]],m=new Map(s.map(f=>[f.id,f.title])),w=p.map(f=>[`  ${f}`,m.get(f)??"not in this version"]),x=d==="all"?"all that apply must pass":"one pass suffices";return`${[`${e}: ${t}`,...o===void 0||o.summary===""?[]:[o.summary],l(y).trimEnd(),p.length>0?`Decided by (${x})
${l(w).trimEnd()}`:"Nothing in a repository decides it: a person can attest it, see attestations in the configuration."].join(`

`)}
`}export{M as explain};
