import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as u}from"./chunk-H66EH3EC.js";import{a as $,b as g,d as k}from"./chunk-3V5S4BVC.js";import{a as y}from"./chunk-D5L4CQ3V.js";import{a as h}from"./chunk-XL5HU3UN.js";import"./chunk-6G7CKFX6.js";import{readFileSync as j}from"node:fs";import{join as v}from"node:path";async function M(n,i){let{operands:e,values:t}=n,{stdout:r,checks:d,packageRoot:p}=i;if(t.has("command")||t.has("uses"))return(await import("./explain-usage-BRUIX42E.js")).explainUsage(n,i);let[o,m]=e;if(o===void 0||m!==void 0)throw new y("explain needs the id of one check or practice");let c=await d(),s=c.find(a=>a.id===o),f=g(o);if(s!==void 0)r.write(C(s,p));else if(f!==void 0)r.write(await A(f,c));else throw P(o,c);return 0}function P(n,i){let e=h(n,[...i.map(r=>r.id),...$().map(r=>r.id)]),t=e===void 0?"pillarlint list prints all ids":`did you mean ${e}?`;return new y(`there is no check or practice "${n}"; ${t}`)}function C(n,i){let{id:e,title:t,severity:r,confidence:d,since:p,kind:o,practices:m}=n,c=[["severity",`${r} at most`],["confidence",d],["kind",o],["since",p],["looks at",[...n.needs,...(n.wants??[]).map(a=>`${a} (if known)`)].join(", ")]],s=m.map(a=>[`  ${a}`,g(a)?.title??""]);return`${[`${e}: ${t}`,u(c).trimEnd(),s.length>0?`Decides
${u(s).trimEnd()}`:"Decides no practice",E(i,e)??b(n)].join(`

`)}
`}function E(n,i){try{let e=j(v(n,"docs","checks",`${i}.md`),"utf8"),t=e.indexOf("<!-- /generated -->");return e.slice(t<0?0:t+19).trim()}catch{return}}function b({messages:n}){return`Reports
${Object.values(n).map(({text:e,remedy:t})=>`  ${e} ${t}`).join(`
`)}`}async function A(n,i){let{id:e,title:t,framework:r,category:d,url:p,observe:o,needs:m,checks:c}=n,s=await k(e),f=[["framework",r],...d===null?[]:[["category",d]],...s===void 0?[]:[["section",s.section]],["seen in",o.join(", ")],...p===null?[]:[["source",p]]],a=new Map(i.map(l=>[l.id,l.title])),w=c.map(l=>[`  ${l}`,a.get(l)??"not in this version"]),x=m==="all"?"all that apply must pass":"one pass suffices";return`${[`${e}: ${t}`,...s===void 0||s.summary===""?[]:[s.summary],u(f).trimEnd(),c.length>0?`Decided by (${x})
${u(w).trimEnd()}`:"Nothing in a repository decides it: a person can attest it, see attestations in the configuration."].join(`

`)}
`}export{M as explain};
