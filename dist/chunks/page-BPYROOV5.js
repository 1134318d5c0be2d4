import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as Le,b as G,c as Re,d as Z,e as _}from"./chunk-7VYF3TTR.js";import{a as pe,b as fe}from"./chunk-FBK3ZJNS.js";import{b as ye,c as ve,d as be,e as we,g as xe,h as ke,i as Se}from"./chunk-OC5Q7ZW5.js";import{a as ge,b as he,c as A,d as $e,e as q,f as m,g as V,h as z,i as N}from"./chunk-DVB2V6HQ.js";import{a as O,b as H,c as B,d as me}from"./chunk-QHWODYPV.js";import{a as ue,b as E}from"./chunk-RIC6553K.js";import{a as ce}from"./chunk-VPWS7QGP.js";import{b as M,c as Q}from"./chunk-347YKLPU.js";import{a as T,b as le}from"./chunk-IF4G2J5D.js";import{a as de}from"./chunk-O7UXKWV5.js";import"./chunk-6G7CKFX6.js";import{createHash as gn}from"node:crypto";var ct=2e3,C=class{text;constructor(t){this.text=t}};function o(e,...t){let n=[];return e.forEach((r,i)=>{n.push(r),He(n,t[i])}),new C(n.join(""))}function He(e,t){if(!(t===!1||t===void 0))if(t instanceof C)e.push(t.text);else if(typeof t=="object")for(let n of t)He(e,n);else e.push(pt(String(t)))}function U(e){return new C(e)}var mt={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function pt(e){return E(ue(e),ct).replace(/[&<>"']/g,t=>mt[t]??"")}function $(e){return e===""?o`<code>(empty)</code>`:o`<code>${e}</code>`}function w(e){return o`${e.map(t=>typeof t=="string"?t:$(t.value))}`}function ee(e){return o`<pre tabindex="0"><code>${e.map(t=>o`${t} `)}</code></pre>`}function x(e,t){return t!==void 0&&ft(t)?o`<a href="${t}">${e}</a>`:o`${e}`}function ft(e){return/^https?:\/\/[^\s/]/i.test(e)&&URL.canParse(e)}function W(e,t){return`${e}-${t.replace(/[^\w-]/g,n=>`_${n.charCodeAt(0).toString(16)}`)}`}var ut={met:"\u2713","partly-met":"\u25D0","not-met":"\u2717",unknown:"?","not-applicable":"\u2013",attested:"\u270E"},gt={error:"\u2717",warning:"!",notice:"i"};function D(e){return k(`verdict-${e}`,ut[e],O[e])}function X(e){return k(`severity-${e}`,gt[e],e)}function k(e,t,n){return o`<span class="badge ${e}"><span aria-hidden="true">${t}</span> ${n}</span>`}function b(e,t,n,r=[]){let i=s=>r.includes(s)?"number":"text";return o`<div class="scroll" role="region" tabindex="0" aria-label="${e}">
    <table>
      <caption>
        ${e}
      </caption>
      <thead>
        <tr>
          ${t.map((s,a)=>o`<th scope="col" class="${i(a)}">${s}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${n.map(([s,...a])=>o`<tr>
              <th scope="row">${s}</th>
              ${a.map((l,d)=>o`<td class="${i(d+1)}">${l}</td>`)}
            </tr> `)}
      </tbody>
    </table>
  </div>`}var ht=30;function g(e){return e.length>ht?S(`All ${e.length}`,Oe(e)):e.length===0?o``:Oe(e)}function Oe(e){return o`<ul>
    ${e.map(t=>o`<li>${t}</li> `)}
  </ul>`}function S(e,t){return o`<details>
    <summary>${e}</summary>
    ${t}
  </details> `}function v(e,t){return e===void 0?o`repository`:Ce(e.file,e.line,e.endLine,t)}function Y(e,t){return e.length===0?o``:o`<ol class="chain">
    ${e.map(({file:n,line:r,text:i})=>o`<li>${Ce(n,r,r,t)} ${$(i)}</li>`)}
  </ol>`}function L(e,t){let n=t?.checkPages;return x($(e),n===void 0?void 0:`${n}${encodeURIComponent(e)}.md`)}function Ce(e,t,n,r){let i=$(`${e}:${t}`);return x(i,r===void 0?void 0:pe(e,t,n,r))}function Fe(e){let{findings:t,practices:n}=e;return Pe("finding-list","findings",[te("search","finding-q","Search","q","text","words in any order"),P("finding-practice","Practice","practices","word",yt(t,n)),P("finding-check","Check","check","is",vt(t)),te("text","finding-path","Path contains","path","part",".github/workflows/"),P("finding-standing","Standing","standing","is",bt(t),"open"),z(e)&&P("finding-delta","Against the base","delta","is",[["introduced","introduced"],["existing","stood before"]]),$t(t)])}function Ee(e){let t=new Set(e.map(({verdict:n})=>n));return Pe("practice-list","practices",[te("search","practice-q","Search","q","text","id, title or reason"),P("practice-verdict","Verdict","verdict","is",H.filter(n=>t.has(n)).map(n=>[n,O[n]])),P("practice-category","Importance","category","is",[["foundational","foundational"],["recommended","recommended"],["optional","optional"]])])}function Pe(e,t,n){return o`<form class="filters" data-list="${e}" data-noun="${t}" aria-label="Filter the ${t}" hidden>
    ${n}
    <button type="reset">Clear the filters</button>
    <p role="status" aria-live="polite"></p>
  </form>`}function te(e,t,n,r,i,s){return o`<div>
    <label for="${t}">${n}</label
    ><input type="${e}" id="${t}" name="${r}" data-by="${i}" placeholder="${s}" autocomplete="off" />
  </div> `}function P(e,t,n,r,i,s=""){return i.length===0?o``:o`<div>
    <label for="${e}">${t}</label
    ><select id="${e}" name="${n}" data-by="${r}">
      <option value="">all</option>
      ${i.map(([a,l])=>o`<option value="${a}" ${a===s&&o` selected`}>${l}</option>`)}
    </select>
  </div> `}function $t(e){let t=[...ce].filter(n=>e.some(r=>r.severity===n));return t.length<2?o``:o`<fieldset>
    <legend>Severity</legend>
    ${t.map(n=>o`<label
          ><input type="checkbox" name="severity" value="${n}" data-by="any" checked /> ${n}
          <span class="quiet">(${e.filter(r=>r.severity===n).length})</span></label
        >`)}
  </fieldset> `}function yt(e,t){let n=new Map(t.map(({id:r,title:i})=>[r,i]));return ne(e.flatMap(r=>r.practices)).map(([r,i])=>{let s=n.get(r);return[r,`${r}${s===void 0?"":` ${s}`} (${i})`]})}function vt(e){return ne(e.map(({check:t})=>t)).map(([t,n])=>[t,`${t} (${n})`])}function bt(e){let t=ne(e.map(({standing:i})=>i)),n=([i])=>i==="open",r=t.some(n)?t:[["open",0],...t];return r.length<2?[]:r.map(([i,s])=>[i,`${i} (${s})`])}function ne(e){let t=new Map;for(let n of e)t.set(n,(t.get(n)??0)+1);return[...t].sort(([n],[r])=>de(n,r))}function I({fingerprint:e}){return W("finding",e)}function Te(e,t){let{at:n,message:r,standing:i,delta:s,standingReason:a}=e,l=kt(I(e),t.ids);return o`<li
    class="finding"
    id="${l}"
    data-standing="${i}"
    data-delta="${s??""}"
    data-path="${n?.file??""}"
  >
    <p>
      ${v(n,t.links)} ${wt(e,t)}<a
        class="self"
        href="#${l}"
        aria-label="Link to this finding"
        ><span aria-hidden="true">#</span></a
      >
    </p>
    <p>${w(r)}</p>
    ${i!=="open"&&o`<p class="quiet">${i}${a===void 0?"":`: ${a}`}</p>`}
    ${xt(e,t.links)}
  </li> `}function wt(e,{blocking:t,compared:n}){return o`${t.has(e)&&k("blocks","\u2717","fails the gate")}
  ${n&&e.delta==="introduced"&&k("new","+","new")}
  ${e.newer===!0&&k("newer","\u2191","newer than the configuration\u2019s epoch")}`}function xt({because:e,suggestion:t,patch:n,concealed:r},i){return o`${e.length>1&&S("How it is reached",Y(e,i))}
  ${t!==void 0&&r!==!0&&S("These lines instead",ee(t.split(`
`)))}
  ${n!==void 0&&S("Settings, ready to apply: read them before you run them",ee(ye(n)))}`}function kt(e,t){let n=e;for(let r=2;t.has(n);r+=1)n=`${e}-${r}`;return t.add(n),n}var Be=5;function je({practices:e},t){if(e.length===0)return o``;let n=r=>e.filter(i=>i.framework===r);return o`${Ee(e)}
    <div id="practice-list">${Q.map(r=>St(r,n(r),t))}</div>
    <p class="none" hidden>No practice is like that. <button type="button" class="reset">Clear the filters</button></p>`}function St(e,t,n){if(t.length===0)return o``;let r=q(t),i=H.filter(s=>r.has(s)).map(s=>`${r.get(s)??0} ${O[s]}`).join(", ");return o`<section class="group">
    <h3>${B[e]} <span class="count">${t.length}</span></h3>
    <p class="quiet">${i}</p>
    <ul class="practices">
      ${Lt(t).map(s=>Rt(s,n))}
    </ul>
  </section> `}function Lt(e){let t=({category:n})=>n===null?M.length:M.indexOf(n);return $e([...e].sort((n,r)=>t(n)-t(r)))}function Rt(e,t){let{id:n,framework:r,title:i,url:s,verdict:a,category:l,reason:d,permissions:c}=e;return o`<li
    class="practice"
    id="${Me(r,n)}"
    data-verdict="${a}"
    data-category="${l??""}"
  >
    <p>
      ${D(a)}
      <strong>${x(n,s)}</strong>
      ${i}${l!==null&&o` <span class="quiet">(${l})</span>`}
    </p>
    <p class="quiet">${d}${c.length>0&&` \u2014 needs ${c.join(", ")}`}</p>
    ${Ht(e)}${Ot(e.evidence,t)}
  </li> `}function Ht({id:e,findings:t}){let[n]=t;return n===void 0?o``:o`<p>
    <a href="#${I({fingerprint:n})}" data-practice="${e}"
      >${m(t.length,"finding")} against ${e}</a
    >
  </p>`}function Ot(e,t){if(e.length===0)return o``;let n=e.length-Be;return o`<details>
    <summary>${m(e.length,"piece")} of evidence</summary>
    <ul>
      ${e.slice(0,Be).map(({text:r,at:i,because:s})=>o`<li>
              ${w(r)}${i!==void 0&&o` (${v(i,t)})`}${s.length>1&&Y(s,t)}
            </li>`)}
    </ul>
    ${n>0&&o`<p>and ${n} more</p>`}
  </details>`}function R({practices:e}){let t=new Map(e.map(n=>[n.id,n]));return(n,r=!1)=>{let i=t.get(n);return i===void 0?o`${n}`:o`<a href="#${Me(i.framework,n)}">${n}</a>${r&&` ${i.title}`}`}}function Me(e,t){return W(`practice-${e}`,t)}var De=600,Ie=18;function Ae({practices:e}){let t=[...M.map(r=>({name:`AWS DevOps Guidance, ${r}`,own:e.filter(i=>i.category===r)})),...Q.map(r=>({name:B[r],own:e.filter(i=>i.framework===r&&i.category===null)}))].filter(({own:r})=>r.length>0);if(t.length===0)return o``;let n=["Practices",...H.map(r=>O[r])];return b("How many practices have which verdict",[...n,"drawn"],t.map(({name:r,own:i})=>{let s=q(i);return[r,...H.map(a=>s.get(a)??0),Ct(i)]}),H.map((r,i)=>i+1))}function Ct(e){let t=q(e),n=0,r=H.map(i=>{let s=Math.round((t.get(i)??0)/e.length*De),a=s===0?o``:o`<rect class="bar-${i}" x="${n}" y="0" width="${s}" height="${Ie}" />`;return n+=s,a});return o`<svg class="bar" aria-hidden="true" viewBox="0 0 ${De} ${Ie}" preserveAspectRatio="none">
    ${r}
  </svg>`}function qe(e){let{practices:t,coverage:n}=e,r=t.filter(({verdict:l})=>l==="unknown").length,{hosting:i}=n;if(r+i.length===0)return o``;let s=V(e),a=R(e);return o`<p>${m(r,"practice")} cannot be decided.</p>
    ${s.length>0&&o`<h3>Permissions that would settle them</h3>
        ${g(s.map(({permission:l,practices:d})=>S(o`${$(l)}: ${m(d.length,"practice")}`,g(d.map(c=>a(c,!0))))))}`}
    ${i.length>0&&o`<h3>Settings that cannot be read</h3>
        ${g(i.map(({fact:l,reason:d,permission:c,remedy:p})=>o`${l}:
              ${d}${c!==void 0&&o` (needs ${$(c)})`}${p!==void 0&&`. ${p}`}`))}`}`}function Ve({otherTools:e=[]},t){return o`${e.map(n=>o`<h3>${n.tool}</h3>
        <p>${ke(n)}</p>
        ${g(n.findings.map(r=>o`${X(r.severity)}
              ${r.at!==void 0&&o`${v(r.at,t)}: `}${x(Se(r),r.help)}${r.practices.length>0&&` (${r.practices.join(", ")})`}`))}`)}`}function ze({coverage:e,checks:t,leftovers:n},r){let{files:i,unresolved:s,practices:a}=e,l=t.filter(({state:d})=>d==="crashed"||d==="skipped");return o`<p>
      ${i.read} of ${m(i.seen,"file")} read, ${m(s.length,"construct")} not resolved,
      ${m(t.length,"check")} run.
    </p>
    ${l.length>0&&o`<h3>Checks that did not run to their end</h3>
        ${g(l.map(({id:d,state:c,reason:p})=>o`${L(d,r)} ${c==="crashed"?o`<strong>crashed</strong>`:"was skipped"}: ${p}`))}`}
    ${s.length>0&&o`<h3>Constructs that are not resolved</h3>
        ${g(s.map(({what:d,at:c})=>o`${v(c,r)}: ${d}`))}`}
    ${i.unread.length>0&&o`<h3>Files that were not read</h3>
        ${g(i.unread.map(({file:d,reason:c})=>o`${$(d)}: ${c}`))}`}
    ${n.length>0&&o`<h3>To clean up</h3>
        ${g(n.map(({at:d,message:c})=>o`${d!==void 0&&o`${v(d,r)}: `}${c}`))}`}
    ${a.length>0&&o`<h3>By what practices are decided</h3>
        ${b("By what the practices of each framework are decided",["Framework","practices","files","settings","history","attestation","checks that are off"],a.map(d=>[B[d.framework],d.practices,d.files,d.settings,d.history,d.attestation,d.notRun]),[1,2,3,4,5,6])}`}`}var f={width:190,height:46,across:56,down:12,top:30,bottom:10,margin:12},Ft=10,Et=80;function Ne({stages:e,flows:t}){let n=Pt(e,t),r=t.length>Et?[]:Tt(e,t,n),i=new Map,s=[],a=[],l=f.margin;for(let[c,p]of T(e,y=>y.pipeline)){let y=p.map(h=>({id:h.id,column:n.get(h.id)??0,stage:h}));for(let{lane:h,...F}of r)h===c&&y.push(F);let u=Bt(y,l,t,i,a);s.push({pipeline:c,y:l,height:u}),l+=u+f.margin}let d=Math.max(0,...n.values());return{width:2*f.margin+_e(d)+f.width,height:l,lanes:s,stages:a,flows:t.map(c=>({flow:c,points:Dt(c,n,i)}))}}function Pt(e,t){let n=new Map(e.map(({id:a})=>[a,0])),r=new Map(e.map(({id:a})=>[a,0]));for(let{to:a}of t)r.set(a,(r.get(a)??0)+1);let i=T(t,({from:a})=>a),s=new Set(e.map(({id:a})=>a));for(;s.size>0;){let a=[...s].find(l=>r.get(l)===0)??[...s][0];if(a===void 0)break;s.delete(a);for(let{to:l}of i.get(a)??[])r.set(l,(r.get(l)??0)-1),s.has(l)&&n.set(l,Math.max(n.get(l)??0,(n.get(a)??0)+1))}return n}function Tt(e,t,n){let r=new Map(e.map(({id:s,pipeline:a})=>[s,a])),i=new Map;for(let{from:s,to:a}of t){let[l,d,c=null]=[n.get(s)??0,n.get(a)??0,r.get(a)];for(let p=l+1;p<d;p+=1){let y=Ge(s,p);i.set(`${y} ${c??""}`,{id:y,column:p,lane:c})}}return[...i.values()]}var Ge=(e,t)=>`${e}>${t}`;function Bt(e,t,n,r,i){let s=T(n,({to:d})=>d),a=({id:d,stage:c})=>{let y=(c===void 0?[d.slice(0,d.indexOf(">"))]:(s.get(d)??[]).map(({from:u})=>u)).flatMap(u=>r.get(u)?.y??[]);return y.length===0?1/0:y.reduce((u,h)=>u+h,0)/y.length},l=t+f.top;for(let[d,c]of[...T(e,p=>p.column)].sort(([p],[y])=>p-y)){let p=t+f.top,y=c.map(u=>({slot:u,at:a(u)})).sort((u,h)=>u.at===h.at?0:u.at-h.at);for(let{slot:u}of y){let h=u.stage===void 0?Ft:f.height,F=f.margin+_e(d);r.set(u.id,{x:F,y:p+h/2}),u.stage!==void 0&&i.push({stage:u.stage,x:F,y:p}),p+=h+f.down}l=Math.max(l,p)}return l-t-f.down+f.bottom}var _e=e=>e*(f.width+f.across)+f.margin;function Dt({from:e,to:t},n,r){let[i,s]=[r.get(e),r.get(t)];if(i===void 0||s===void 0)return[];let a=[{x:i.x+f.width,y:i.y}];for(let l=(n.get(e)??0)+1;l<(n.get(t)??0);l+=1){let d=r.get(Ge(e,l));d!==void 0&&a.push({x:d.x,y:d.y},{x:d.x+f.width,y:d.y})}return[...a,{x:s.x,y:s.y}]}var Ue=26,It=60;function We({delivery:{graph:e}},t){if(e.stages.length===0)return o``;let n=Le(e);return o`${jt(e)}
    <div class="scroll" role="region" tabindex="0" aria-label="Picture of the delivery">
      ${Mt(Ne(n))}
    </div>
    <p class="quiet">
      Rounded: deploys. Pointed: a person decides. Dashed: only after a failure. Dotted: uses what was
      built.${n.more>0&&` ${m(n.more,"more stage")} in the table only.`}
    </p>
    ${Gt(e,t)}`}function jt({environments:e}){return e.length===0?o`<p>Nothing is deployed; what is published is drawn below.</p>`:o`<p>${m(e.length,"environment")}, in order of promotion:</p>
    <ol class="environments">
      ${e.map(({name:t,tier:n,persistent:r})=>o`<li>
            ${$(t)}${n!==t&&n!=="unknown"&&` (${n})`}${!r&&", goes away by itself"}
          </li>`)}
    </ol>`}function Mt({width:e,height:t,lanes:n,stages:r,flows:i}){return o`<svg
    class="figure delivery"
    role="img"
    aria-label="Delivery: the stages and what leads from one to another; the table below says the same"
    viewBox="0 0 ${e} ${t}"
    width="${e}"
    height="${t}"
  >
    <defs>
      <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path class="tip" d="M0 0L8 4L0 8z" />
      </marker>
    </defs>
    ${n.map(s=>At(s,e))} ${i.map(zt)} ${r.map(qt)}
  </svg>`}function At({pipeline:e,y:t,height:n},r){return o`<rect
      class="lane"
      x="${f.margin}"
      y="${t}"
      width="${r-2*f.margin}"
      height="${n}"
      rx="6"
    />
    <text class="small" x="${f.margin+10}" y="${t+18}">${e??"pulled by controllers"}</text> `}function qt({stage:e,x:t,y:n}){let[r,i]=[G(e),Xe(e)];return o`<g
    ><title>${r}: ${i}</title>${Vt(e,t,n)}
    <text class="name" x="${t+f.width/2}" y="${n+19}" text-anchor="middle">${E(r,Ue)}</text>
    <text class="small" x="${t+f.width/2}" y="${n+36}" text-anchor="middle">${E(i,Ue+2)}</text></g
  > `}function Vt({roles:e},t,n){let{width:r,height:i}=f;if(e.includes("deploy"))return o`<rect class="box deploy" x="${t}" y="${n}" width="${r}" height="${i}" rx="${i/2}" />`;if(!e.includes("approve"))return o`<rect class="box" x="${t}" y="${n}" width="${r}" height="${i}" rx="4" />`;let[s,a,l]=[t+r,n+i/2,n+i];return o`<polygon
    class="box approve"
    points="${t},${a} ${t+12},${n} ${s-12},${n} ${s},${a} ${s-12},${l} ${t+12},${l}"
  />`}function Xe(e){let t=Re(e),n=r=>r==="deploy"&&t.length>0?`deploy to ${t.join(", ")}`:r.replace("-"," ");return e.roles.map(n).join(" \xB7 ")}function zt({flow:e,points:t}){let[n,...r]=t;if(n===void 0)return o``;let[i,s]=[`M${n.x} ${n.y}`,n];for(let a of r){let l=a.x>s.x?(a.x-s.x)/2:f.across;i+=a.y===s.y&&a.x>s.x?`H${a.x}`:`C${s.x+l} ${s.y} ${a.x-l} ${a.y} ${a.x} ${a.y}`,s=a}return o`<g
    ><title>${E(Nt(e),It)}</title
    ><path class="flow by-${e.by}" d="${i}" marker-end="url(#tip)"
  /></g> `}var re={order:"after",failure:"if it fails, after",start:"started by",pull:"pulls what is written by",artifact:"uses what is built by"};function Nt(e){let t=Z(e);return t===""?re[e.by]:`${re[e.by]}: ${t}`}function Gt({stages:e,flows:t},n){let r=new Map(e.map(a=>[a.id,G(a)])),i=new Map,s=new Map;for(let a of t){let l=Z(a);le(s,a.to,o`<li>${re[a.by]} ${r.get(a.from)??""}${l!==""&&o` (${$(l)})`}</li>`)}for(let[a,l]of s)i.set(a,o`<ul>
        ${l}
      </ul>`);return o`<details>
    <summary>The delivery as a table (${m(e.length,"stage")})</summary>
    ${b("Stages of the delivery",["Stage","Does","Comes","Where"],e.map(a=>[G(a),Xe(a),i.get(a.id)??"first",v(a.at,n)]))}
  </details>`}var Ye=4;function Qe(e,t){let n=new Set(A(e)),r={links:t,blocking:n,compared:z(e),linkTo:R(e),ids:new Set},i=[...e.findings].sort((a,l)=>Ke(a,n)-Ke(l,n)||he(a,l)),s=i.filter(({standing:a})=>a==="open").length;return i.length===0?o`<p>Nothing was found.</p>
      ${Je(e,t)}`:o`<p>
      ${m(s,"open finding")}${i.length>s&&`, ${i.length-s} settled by comments, exceptions or the baseline`}.
    </p>
    ${Fe(e)}
    <div id="finding-list">${N(i).map(a=>_t(a,r))}</div>
    <p class="none" hidden>No finding is like that. <button type="button" class="reset">Clear the filters</button></p>
    ${Je(e,t)}`}function Ke(e,t){return e.standing==="open"?t.has(e)?0:1:2}function _t(e,t){let[{severity:n,title:r,check:i,remedy:s,practices:a,confidence:l}]=e;return o`<section
    class="group severity-${n}"
    data-check="${i}"
    data-severity="${n}"
    data-practices="${a.join(" ")}"
  >
    <h3>${X(n)} ${r} <span class="count">${e.length}</span></h3>
    <p class="quiet">
      ${L(i,t.links)} · ${l}
      confidence${a.length>0&&o` · speaks against ${Ut(a,t)}`}
    </p>
    <p><strong>Fix:</strong> ${w(s)}</p>
    <ul class="findings">
      ${e.map(d=>Te(d,t))}
    </ul>
  </section> `}function Ut(e,{linkTo:t}){let n=e.length-Ye,r=e.slice(0,Ye).map((i,s)=>o`${s>0&&", "}${t(i)}`);return o`${r}${n>0&&` and ${n} more`}`}function Je({fixed:e},t){return e.length===0?o``:o`<h3>Fixed by this change (${e.length})</h3>
    ${g(e.map(({check:n,message:r,at:i})=>o`${w(r)} (${L(n,t)}, ${v(i,t)})`))}`}function Ze({delivery:{history:e}}){let t=ve(e),n=be(e);return e.source===null?o`<p>${e.reason??"No history was read"}.</p>`:o`<p>${we(e)}.</p>
    ${t.length>0&&b("Delivery in figures",["Metric","Value","Nine of ten within","Made of","DORA level","Target"],t.map(Wt))}
    ${n.length>0&&o`<h3>Without a value</h3>
        ${g(n.map(({titles:r,because:i})=>`${r.join(", ")}: ${i}`))}`}`}function Wt({title:e,value:t,p90:n,sample:r,band:i,target:s,met:a,file:l}){return[o`${e}${l!==void 0&&o` (${$(l)})`}`,t,n,r,i===""?"":o`${Xt(i)} ${i}`,a===void 0?"":o`${a?k("verdict-met","\u2713","met"):k("verdict-partly-met","!","missed")} ${s}`]}function Xt(e){let t=_.length-_.indexOf(e);return o`<svg class="ladder" aria-hidden="true" viewBox="0 0 40 16" width="40" height="16">
    ${_.map((n,r)=>o`<rect
          class="${r<t?"reached":"open"} cell"
          x="${r*10+1}"
          y="${12-r*4}"
          width="8"
          height="${4+r*4}"
        />`)}
  </svg>`}var oe=[1,2,3,4,5];function et(e,t){let{level:n,phases:r,criteria:i}=e.maturity,s=Kt(e,t);return n===null&&s.text===""?o``:o`${n!==null&&Yt(e)} ${s}
  ${r.length>0&&o`<h3>By phase</h3>
      <p>The level of the repository is that of its lowest phase.</p>
      <div class="beside">
        ${Qt(r)}${b("Level of each phase",["Phase","Level"],r.map(a=>[a.title,en(a)]),[1])}
      </div>`}
  ${i.length>0&&o`<h3>Published criteria</h3>
      ${tn(i)}${g(i.filter(nn).map(a=>rn(a,R(e))))}`}`}function Yt({maturity:{level:e,atMost:t,name:n}}){let r=e!==null&&t!==null&&t>e?`, ${t} if all that is unknown turns out well`:"";return o`<p class="lead">Level ${e??""} of 5, ${n}${r}.</p>`}function Kt(e,t){let{level:n,toAttest:r}=e.maturity,i=R(e),s=[...xe(e).map(d=>Jt(d,t)),...r.map(d=>o`Attest ${i(d,!0)}: <code>pillarlint attest</code> writes the entry`)],a=V(e).map(({permission:d,practices:c})=>o`Grant ${$(d)}: it may settle ${m(c.length,"practice")}`);if(s.length+a.length===0)return o``;let l=n===null||n===5?"Next steps":`To reach level ${n+1}`;return o`${s.length>0&&o`<h3>${l}</h3>
      ${g(s)}`}${a.length>0&&o`<h3>To see more</h3>
      ${g(a)}`}`}function Jt({check:e,lead:t,title:n,note:r,at:i},s){let a=t==="Fix"?n:`whether: ${n}`;return o`<strong>${t}${t==="Fix"&&":"}</strong>
    ${a}${i!==void 0&&o` in ${v(i,s)}`} — ${r} (${L(e,s)})`}var ie=34,K=280,j=44;function Qt(e){let[t,n]=[K+oe.length*j,e.length*ie+20];return o`<svg
    class="figure"
    role="img"
    aria-label="Maturity level of each phase; the table beside it has the same numbers"
    viewBox="0 0 ${t} ${n}"
    width="${t}"
    height="${n}"
  >
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="2" height="6" />
      </pattern>
    </defs>
    ${oe.map((r,i)=>o`<text class="small" x="${K+i*j+j/2}" y="12" text-anchor="middle">${r}</text>`)}
    ${e.map(Zt)}
  </svg>`}function Zt({title:e,level:t,atMost:n},r){let i=20+r*ie;return o`<text x="${K-10}" y="${i+19}" text-anchor="end">${e}</text>
    ${oe.map((s,a)=>{let l=s<=t?"reached":s<=n?"possible":"open";return o`<rect
        class="cell ${l}"
        x="${K+a*j+1}"
        y="${i+3}"
        width="${j-3}"
        height="${ie-10}"
        rx="3"
      />`})} `}function en({level:e,atMost:t}){return t>e?`${e} to ${t}`:String(e)}function tn(e){return b("Published criteria of each level",["Level","met","partly","not met","unknown","do not apply"],e.map(({level:t,title:n,met:r,partlyMet:i,notMet:s,unknown:a,notApplicable:l})=>[`${t} ${n}`,...[r,i,s,a,l].map(d=>d.length)]),[1,2,3,4,5])}var nn=({notMet:e,partlyMet:t})=>e.length+t.length>0;function rn({level:e,notMet:t,partlyMet:n},r){return o`Missing of level ${e}:
  ${[...t,...n].map((i,s)=>o`${s>0&&", "}${r(i)}`)}`}var ae=String.raw`
(() => {
  'use strict'
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]

  const themes = ['auto', 'light', 'dark']
  const theme = document.getElementById('theme')
  const stored = () => { try { return localStorage.getItem('pillarlint-theme') } catch { return null } }
  const showTheme = (name) => {
    if (name === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = name
    theme.textContent = 'Theme: ' + name
  }
  let chosen = themes.includes(stored()) ? stored() : 'auto'
  theme.hidden = false
  showTheme(chosen)
  theme.addEventListener('click', () => {
    chosen = themes[(themes.indexOf(chosen) + 1) % themes.length]
    try { localStorage.setItem('pillarlint-theme', chosen) } catch { /* a file may have no storage */ }
    showTheme(chosen)
  })

  const matches = {
    text: (value, wanted) => wanted.every((word) => value.includes(word)),
    part: (value, wanted) => value.toLowerCase().includes(wanted),
    word: (value, wanted) => value.split(' ').includes(wanted),
    is: (value, wanted) => value === wanted,
    any: (value, wanted) => wanted.has(value),
  }

  const setUp = (form) => {
    const list = document.getElementById(form.dataset.list)
    const groups = all('.group', list).map((element) => ({ element, count: element.querySelector('.count'), items: [] }))
    const items = groups.flatMap((group) => all('li[id]', group.element).map((element) => {
      const item = { element, group, data: { ...group.element.dataset, ...element.dataset } }
      group.items.push(item)
      return item
    }))
    const textOf = (item) => (item.text ??= (item.group.words ??= all('h3, p', item.group.element)
      .filter((each) => each.closest('li') === null).map((each) => each.textContent)
      .concat(item.group.element.dataset.practices ?? '').join(' ').toLowerCase()) +
      ' ' + item.element.textContent.toLowerCase())
    const status = form.querySelector('[role=status]')
    const none = list.nextElementSibling

    const wishes = () => {
      const wanted = []
      const any = new Map()
      for (const control of form.elements) {
        const { by } = control.dataset
        if (by === 'any') {
          if (!any.has(control.name)) any.set(control.name, new Set())
          if (control.checked) any.get(control.name).add(control.value)
        } else if (by !== undefined && control.value.trim() !== '') {
          const value = control.value.trim()
          wanted.push({ by, name: control.name, value: by === 'text' ? value.toLowerCase().split(/\s+/) : by === 'part' ? value.toLowerCase() : value })
        }
      }
      for (const [name, value] of any) wanted.push({ by: 'any', name, value })
      return wanted
    }
    const apply = () => {
      const wanted = wishes()
      let shown = 0
      for (const group of groups) {
        let own = 0
        for (const item of group.items) {
          const fits = wanted.every(({ by, name, value }) => matches[by](by === 'text' ? textOf(item) : item.data[name] ?? '', value))
          item.element.hidden = !fits
          if (fits) own += 1
        }
        group.element.hidden = own === 0
        group.count.textContent = own === group.items.length ? String(own) : own + ' of ' + group.items.length
        shown += own
      }
      none.hidden = shown > 0
      status.textContent = shown + ' of ' + items.length + ' ' + form.dataset.noun + ' shown'
    }
    const clear = () => {
      for (const control of form.elements) {
        if (control.type === 'checkbox') control.checked = true
        else if (control.dataset.by !== undefined) control.value = ''
      }
      apply()
    }
    let timer
    form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(apply, 120) })
    form.addEventListener('submit', (event) => event.preventDefault())
    form.addEventListener('reset', (event) => { event.preventDefault(); clear() })
    none.querySelector('.reset').addEventListener('click', () => { clear(); form.elements[0].focus() })
    form.hidden = false
    apply()
    return { form, list, clear, apply }
  }
  const lists = all('form.filters').map(setUp)

  const follow = () => {
    let id = ''
    try { id = decodeURIComponent(location.hash.slice(1)) } catch { /* not one of ours */ }
    const target = id === '' ? null : document.getElementById(id)
    if (target === null || target.closest('main') === null) return
    for (const { list, clear } of lists) if (list.contains(target) && target.closest('[hidden]') !== null) clear()
    for (let each = target; each !== null; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true
    target.tabIndex = -1
    target.focus({ preventScroll: true })
    target.scrollIntoView()
  }
  addEventListener('hashchange', follow)
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a')
    if (link === null) return
    const found = link.dataset.practice === undefined ? undefined : lists.find(({ form }) => form.dataset.noun === 'findings')
    if (found !== undefined) {
      found.clear()
      found.form.elements.practices.value = link.dataset.practice
      found.apply()
    }
    if (link.getAttribute('href') === location.hash) follow()
  })
  follow()

  let closed = []
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])')
    for (const each of closed) each.open = true
  })
  addEventListener('afterprint', () => { for (const each of closed) each.open = false })
})()
`;var on=["page","panel","text","quiet","line","frame","link","bad","warn","good","note","mark"],tt={page:"#ffffff",panel:"#f6f8fa",text:"#1f2328",quiet:"#59636e",line:"#d1d9e0",frame:"#818b98",link:"#0860c4",bad:"#c4202b",warn:"#8a5a00",good:"#187233",note:"#0860c4",mark:"#fff3c4"},nt={page:"#0d1117",panel:"#161c24",text:"#f0f6fc",quiet:"#9aa3ad",line:"#3d444d",frame:"#6e7681",link:"#58a6ff",bad:"#ff7b72",warn:"#e3b341",good:"#56d364",note:"#58a6ff",mark:"#3a3000"};function rt(){return[`:root{color-scheme:light;${J(tt)}}`,`@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${J(nt)}}}`,`:root[data-theme=dark]{color-scheme:dark;${J(nt)}}`,`@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${J(tt)}}}`].join(`
`)}function J(e){return on.map(t=>`--${t}:${e[t]}`).join(";")}var an=`
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
`,sn=`
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
`,ln=`
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
`,dn=`
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
.environments li+li::before{content:"\u2192 ";color:var(--quiet)}
.chain{font-size:.9375rem}
`,cn=`
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
`,se=`${rt()}${an}${sn}${ln}${dn}${cn}`;function it(e){let{changes:t=[]}=e;if(t.length===0)return o``;let n=t.filter(({direction:i})=>i!=="open"),r=t.filter(({direction:i})=>i==="open");return o`<h3>Practices that this change moves (${n.length})</h3>
    ${n.length>0&&ot("Practices that this change moves",n,e)}
    ${r.length>0&&S(`${m(r.length,"practice")} that this change makes visible, or hides`,ot("Practices that this change makes visible, or hides",r,e))}`}function ot(e,t,n){let r=R(n);return b(e,["Practice","Before","Now","Why"],t.map(({id:i,from:s,to:a,because:l})=>[r(i,!0),D(s),D(a),l]))}var at=3,mn={pass:"\u2713",fail:"\u2717",error:"\u26A0"};function st({subject:e,gate:t}){return o`<h1>${e.repository}</h1>
    <p class="gate gate-${t.verdict}">
      <span aria-hidden="true">${mn[t.verdict]}</span> ${me[t.verdict]}
    </p>`}function lt(e,t){let{gate:n,configChanges:r}=e,i=A(e);return o`<p class="lead">${pn(e,i.length)}</p>
    ${i.length===0&&g(n.because)}
    ${i.length>0&&o`<h3>Fix ${i.length===1?"this":"these"} to pass</h3>
        ${fn(i,t)}
        <details>
          <summary>${m(n.because.length,"reason")} of the gate</summary>
          ${g(n.because)}
        </details>`}
    ${r.length>0&&o`<h3>Changes to the configuration of this linter</h3>
        <p>The configuration of the base branch judged this change. Once merged, these apply:</p>
        ${g(r)}`}
    ${it(e)} ${un(e,t)}`}function pn(e,t){let{gate:n,subject:r,fixed:i}=e;if(n.verdict==="error")return"Something went wrong in the linter itself, so its silence proves nothing.";if(n.verdict==="fail"){if(t===0)return"The gate fails for these reasons:";let d=r.pullRequest===null?"":" in this pull request";return`${m(t,"finding")} must be fixed${d}.`}let s=ge(e).length,a=n.failOn==="never"?" The gate is off.":"",l=i.length===0?"":` ${m(i.length,"finding")} fixed by this change.`;return s===0?`Nothing to report.${l}${a}`:`${m(s,"open finding")}, none of which fails the gate.${l}${a}`}function fn(e,t){return o`<ol class="fix">
    ${N(e).map(n=>{let[r]=n,i=n.length-at;return o`<li>
        <a href="#${I(r)}">${r.title}</a> ${L(r.check,t)}
        <ul>
          ${n.slice(0,at).map(({at:s,message:a})=>o`<li>${v(s,t)}: ${w(a)}</li> `)}
          ${i>0&&o`<li>…and ${m(i,"more finding")}</li>`}
        </ul>
        <strong>Fix:</strong> ${w(r.remedy)}
      </li> `})}
  </ol>`}function un({subject:e,gate:t,tool:n,coverage:r},i){let{revision:s,baseRevision:a,pullRequest:l,kind:d}=e,c=i===void 0?void 0:fe(i),p=h=>x($(h.slice(0,12)),c&&`${c}/commit/${encodeURIComponent(h)}`),y=t.failOn==="never"?"off":`fails on ${t.failOn} practices; judges ${t.scope==="changes"?"what the change introduces":"the whole repository"}`,u=[["Judged",s===null?o`the work tree`:o`commit ${p(s)}`],...a===null?[]:[["Compared with",o`commit ${p(a)}`]],...l===null?[]:[["Pull request",x(`#${l}`,c&&`${c}/pull/${l}`)]],["Gate",o`${y}`],["Taken for",o`${d}`],["Read",o`${r.files.read} of ${m(r.files.seen,"file")}`],["By",o`${n.name} ${n.version}`]];return o`<dl class="facts">
    ${u.map(([h,F])=>o`<div>
          <dt>${h}</dt>
          <dd>${F}</dd>
        </div>`)}
  </dl>`}function ao(e,{links:t}={}){let n=$n(e,t).filter(({body:i})=>!(i instanceof C)||i.text.trim()!=="");return o`${U("<!doctype html>")}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${hn()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${e.subject.repository}: Pillarlint report</title>
        ${U(`<style>${se}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <header>${st(e)}<button type="button" id="theme" hidden>Theme: auto</button></header>
        <div class="columns">
          <nav aria-label="Contents">
            <ul>
              ${n.map(({id:i,title:s})=>o`<li><a href="#${i}">${s}</a></li>`)}
            </ul>
          </nav>
          <main id="main">
            ${n.map(({id:i,title:s,body:a})=>o`<section id="${i}" aria-labelledby="${i}-title">
                  <h2 id="${i}-title">${s}</h2>
                  ${a}
                </section> `)}
          </main>
        </div>
        <footer>${e.tool.name} ${e.tool.version}</footer>
        ${U(`<script>${ae}</script>`)}
      </body>
    </html> `.text}function hn(){return["default-src 'none'",`style-src 'sha256-${dt(se)}'`,`script-src 'sha256-${dt(ae)}'`,"base-uri 'none'","form-action 'none'"].join("; ")}function dt(e){return gn("sha256").update(e).digest("base64")}function $n(e,t){return[{id:"verdict",title:"Verdict",body:lt(e,t)},{id:"score",title:"At a glance",body:Ae(e)},{id:"maturity",title:"Maturity and next steps",body:et(e,t)},{id:"findings",title:"Findings",body:Qe(e,t)},{id:"delivery",title:"Delivery",body:We(e,t)},{id:"history",title:"Delivery in figures",body:Ze(e)},{id:"practices",title:"Practices",body:je(e,t)},{id:"unknowns",title:"Unknown",body:qe(e)},{id:"other-tools",title:"Other tools",body:Ve(e,t)},{id:"coverage",title:"Coverage",body:ze(e,t)}]}export{ao as renderHtml};
