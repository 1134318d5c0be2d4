import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as Fe,b as Te,c as Ee,d as Pe,e as G,f as Be,g as Z,h as _}from"./chunk-KCV4O57I.js";import{a as ue,c as he}from"./chunk-CVGOEMXK.js";import{b as ve,c as be,d as we,e as xe,g as ke,h as Se,i as Le,k as Re,l as He,m as Oe,n as Ce}from"./chunk-UBPTJ2J4.js";import{a as ge,b as $e,c as A,d as ye,e as q,f as m,g as V,h as N,i as z}from"./chunk-VEZYMPSR.js";import"./chunk-2E6HGXGB.js";import{b as M,c as Q}from"./chunk-347YKLPU.js";import{a as P,b as le,c as de}from"./chunk-VQWWFH4F.js";import{a as O,b as H,c as B,d as me}from"./chunk-QHWODYPV.js";import{a as pe,b as T,c as fe}from"./chunk-RIC6553K.js";import{a as ce}from"./chunk-VPWS7QGP.js";import"./chunk-6G7CKFX6.js";import{createHash as On}from"node:crypto";var bt=2e3,C=class{text;constructor(t){this.text=t}};function o(e,...t){let n=[];return e.forEach((r,i)=>{n.push(r),De(n,t[i])}),new C(n.join(""))}function De(e,t){if(!(t===!1||t===void 0))if(t instanceof C)e.push(t.text);else if(typeof t=="object")for(let n of t)De(e,n);else e.push(xt(String(t)))}function W(e){return new C(e)}var wt={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function xt(e){return T(fe(pe(e)),bt).replace(/[&<>"']/g,t=>wt[t]??"")}function p(e){return e===""?o`<code>(empty)</code>`:o`<code>${e}</code>`}function w(e){return o`${e.map(t=>typeof t=="string"?t:p(t.value))}`}function ee(e){return o`<pre tabindex="0"><code>${e.map(t=>o`${t} `)}</code></pre>`}function k(e,t){return t!==void 0&&kt(t)?o`<a href="${t}">${e}</a>`:o`${e}`}function kt(e){return/^https?:\/\/[^\s/]/i.test(e)&&URL.canParse(e)}function U(e,t){return`${e}-${t.replace(/[^\w-]/g,n=>`_${n.charCodeAt(0).toString(16)}`)}`}var St={met:"\u2713","partly-met":"\u25D0","not-met":"\u2717",unknown:"?","not-applicable":"\u2013",attested:"\u270E"},Lt={error:"\u2717",warning:"!",notice:"i"};function D(e){return L(`verdict-${e}`,St[e],O[e])}function X(e){return L(`severity-${e}`,Lt[e],e)}function L(e,t,n){return o`<span class="badge ${e}"><span aria-hidden="true">${t}</span> ${n}</span>`}function b(e,t,n,r=[]){let i=a=>r.includes(a)?"number":"text";return o`<div class="scroll" role="region" tabindex="0" aria-label="${e}">
    <table>
      <caption>
        ${e}
      </caption>
      <thead>
        <tr>
          ${t.map((a,s)=>o`<th scope="col" class="${i(s)}">${a}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${n.map(([a,...s])=>o`<tr>
              <th scope="row">${a}</th>
              ${s.map((l,d)=>o`<td class="${i(d+1)}">${l}</td>`)}
            </tr> `)}
      </tbody>
    </table>
  </div>`}var Rt=30;function f(e){return e.length>Rt?S(`All ${e.length}`,je(e)):e.length===0?o``:je(e)}function je(e){return o`<ul>
    ${e.map(t=>o`<li>${t}</li> `)}
  </ul>`}function S(e,t){return o`<details>
    <summary>${e}</summary>
    ${t}
  </details> `}function v(e,t){return e===void 0?o`repository`:Ie(e.file,e.line,e.endLine,t)}function Y(e,t){return e.length===0?o``:o`<ol class="chain">
    ${e.map(({file:n,line:r,text:i})=>o`<li>${Ie(n,r,r,t)} ${p(i)}</li>`)}
  </ol>`}function R(e,t){let n=t?.checkPages;return k(p(e),n===void 0?void 0:`${n}${encodeURIComponent(e)}.md`)}function Ie(e,t,n,r){let i=p(`${e}:${t}`);return k(i,r===void 0?void 0:ue(e,t,n,r))}function Me({otherTools:e=[]},t){return o`${e.map(n=>o`<h3>${n.tool}</h3>
        <p>${Se(n)}</p>
        ${f(n.findings.map(r=>o`${X(r.severity)}
              ${r.at!==void 0&&o`${v(r.at,t)}: `}${k(Le(r),r.help)}${r.practices.length>0&&` (${r.practices.join(", ")})`}`))}`)}`}function Ae({coverage:e,checks:t,leftovers:n},r){let{files:i,unresolved:a,practices:s}=e,l=Te(t);return o`<p>
      ${i.read} of ${m(i.seen,"file")} read, ${m(a.length,"construct")} not resolved,
      ${m(t.length,"check")} run.
    </p>
    ${l.length>0&&o`<h3>Checks that did not run to their end</h3>
        ${f(l.map(({ids:d,crashed:c,reason:g})=>o`${c?o`<strong>Crashed</strong>`:"Skipped"}: ${g}: ${d.map(($,h)=>o`${h>0&&", "}${R($,r)}`)}`))}`}
    ${a.length>0&&o`<h3>Constructs that are not resolved</h3>
        ${f(a.map(({what:d,at:c})=>o`${v(c,r)}: ${d}`))}`}
    ${i.unread.length>0&&o`<h3>Files that were not read</h3>
        ${f(i.unread.map(({file:d,reason:c})=>o`${p(d)}: ${c}`))}`}
    ${n.length>0&&o`<h3>To clean up</h3>
        ${f(n.map(({at:d,message:c})=>o`${d!==void 0&&o`${v(d,r)}: `}${c}`))}`}
    ${s.length>0&&o`<h3>By what practices are decided</h3>
        ${b("By what the practices of each framework are decided",["Framework","practices","files","settings","history","attestation","checks that are off"],s.map(d=>[B[d.framework],d.practices,d.files,d.settings,d.history,d.attestation,d.notRun]),[1,2,3,4,5,6])}`}`}var u={width:190,height:46,across:56,down:12,top:30,bottom:10,margin:12},Ht=10,Ot=80;function qe({stages:e,flows:t}){let n=Ct(e,t),r=t.length>Ot?[]:Ft(e,t,n),i=new Map,a=[],s=[],l=u.margin;for(let[c,g]of P(e,$=>$.pipeline)){let $=g.map(y=>({id:y.id,column:n.get(y.id)??0,stage:y}));for(let{lane:y,...F}of r)y===c&&$.push(F);let h=Tt($,l,t,i,s);a.push({pipeline:c,y:l,height:h}),l+=h+u.margin}let d=Math.max(0,...n.values());return{width:2*u.margin+Ne(d)+u.width,height:l,lanes:a,stages:s,flows:t.map(c=>({flow:c,points:Et(c,n,i)}))}}function Ct(e,t){let n=new Map(e.map(({id:s})=>[s,0])),r=new Map(e.map(({id:s})=>[s,0]));for(let{to:s}of t)r.set(s,(r.get(s)??0)+1);let i=P(t,({from:s})=>s),a=new Set(e.map(({id:s})=>s));for(;a.size>0;){let s=[...a].find(l=>r.get(l)===0)??[...a][0];if(s===void 0)break;a.delete(s);for(let{to:l}of i.get(s)??[])r.set(l,(r.get(l)??0)-1),a.has(l)&&n.set(l,Math.max(n.get(l)??0,(n.get(s)??0)+1))}return n}function Ft(e,t,n){let r=new Map(e.map(({id:a,pipeline:s})=>[a,s])),i=new Map;for(let{from:a,to:s}of t){let[l,d,c=null]=[n.get(a)??0,n.get(s)??0,r.get(s)];for(let g=l+1;g<d;g+=1){let $=Ve(a,g);i.set(`${$} ${c??""}`,{id:$,column:g,lane:c})}}return[...i.values()]}var Ve=(e,t)=>`${e}>${t}`;function Tt(e,t,n,r,i){let a=P(n,({to:d})=>d),s=({id:d,stage:c})=>{let $=(c===void 0?[d.slice(0,d.indexOf(">"))]:(a.get(d)??[]).map(({from:h})=>h)).flatMap(h=>r.get(h)?.y??[]);return $.length===0?1/0:$.reduce((h,y)=>h+y,0)/$.length},l=t+u.top;for(let[d,c]of[...P(e,g=>g.column)].sort(([g],[$])=>g-$)){let g=t+u.top,$=c.map(h=>({slot:h,at:s(h)})).sort((h,y)=>h.at===y.at?0:h.at-y.at);for(let{slot:h}of $){let y=h.stage===void 0?Ht:u.height,F=u.margin+Ne(d);r.set(h.id,{x:F,y:g+y/2}),h.stage!==void 0&&i.push({stage:h.stage,x:F,y:g}),g+=y+u.down}l=Math.max(l,g)}return l-t-u.down+u.bottom}var Ne=e=>e*(u.width+u.across)+u.margin;function Et({from:e,to:t},n,r){let[i,a]=[r.get(e),r.get(t)];if(i===void 0||a===void 0)return[];let s=[{x:i.x+u.width,y:i.y}];for(let l=(n.get(e)??0)+1;l<(n.get(t)??0);l+=1){let d=r.get(Ve(e,l));d!==void 0&&s.push({x:d.x,y:d.y},{x:d.x+u.width,y:d.y})}return[...s,{x:a.x,y:a.y}]}var ze=26,Pt=60;function Ge({delivery:{graph:e}},t){if(e.stages.length===0)return o``;let n=Pe(e);return o`${Bt(e)}
    <div class="scroll" role="region" tabindex="0" aria-label="Picture of the delivery">
      ${Dt(qe(n))}
    </div>
    <p class="quiet">
      Rounded: deploys. Pointed: a person decides. Dashed: only after a failure. Dotted: uses what was
      built.${n.more>0&&` ${m(n.more,"more stage")} in the table only.`}
    </p>
    ${Vt(e,t)}`}function Bt({environments:e}){return e.length===0?o`<p>Nothing is deployed; what is published is drawn below.</p>`:o`<p>${m(e.length,"environment")}, in order of promotion:</p>
    <ol class="environments">
      ${e.map(({name:t,tier:n,persistent:r})=>o`<li>
            ${p(t)}${n!==t&&n!=="unknown"&&` (${n})`}${!r&&", goes away by itself"}
          </li>`)}
    </ol>`}function Dt({width:e,height:t,lanes:n,stages:r,flows:i}){return o`<svg
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
    ${n.map(a=>jt(a,e))} ${i.map(At)} ${r.map(It)}
  </svg>`}function jt({pipeline:e,y:t,height:n},r){return o`<rect
      class="lane"
      x="${u.margin}"
      y="${t}"
      width="${r-2*u.margin}"
      height="${n}"
      rx="6"
    />
    <text class="small" x="${u.margin+10}" y="${t+18}">${e??"pulled by controllers"}</text> `}function It({stage:e,x:t,y:n}){let[r,i]=[G(e),_e(e)];return o`<g
    ><title>${r}: ${i}</title>${Mt(e,t,n)}
    <text class="name" x="${t+u.width/2}" y="${n+19}" text-anchor="middle">${T(r,ze)}</text>
    <text class="small" x="${t+u.width/2}" y="${n+36}" text-anchor="middle">${T(i,ze+2)}</text></g
  > `}function Mt({roles:e},t,n){let{width:r,height:i}=u;if(e.includes("deploy"))return o`<rect class="box deploy" x="${t}" y="${n}" width="${r}" height="${i}" rx="${i/2}" />`;if(!e.includes("approve"))return o`<rect class="box" x="${t}" y="${n}" width="${r}" height="${i}" rx="4" />`;let[a,s,l]=[t+r,n+i/2,n+i];return o`<polygon
    class="box approve"
    points="${t},${s} ${t+12},${n} ${a-12},${n} ${a},${s} ${a-12},${l} ${t+12},${l}"
  />`}function _e(e){let t=Be(e),n=r=>r==="deploy"&&t.length>0?`deploy to ${t.join(", ")}`:r.replace("-"," ");return e.roles.map(n).join(" \xB7 ")}function At({flow:e,points:t}){let[n,...r]=t;if(n===void 0)return o``;let[i,a]=[`M${n.x} ${n.y}`,n];for(let s of r){let l=s.x>a.x?(s.x-a.x)/2:u.across;i+=s.y===a.y&&s.x>a.x?`H${s.x}`:`C${a.x+l} ${a.y} ${s.x-l} ${s.y} ${s.x} ${s.y}`,a=s}return o`<g
    ><title>${T(qt(e),Pt)}</title
    ><path class="flow by-${e.by}" d="${i}" marker-end="url(#tip)"
  /></g> `}var te={order:"after",failure:"if it fails, after",start:"started by",pull:"pulls what is written by",artifact:"uses what is built by"};function qt(e){let t=Z(e);return t===""?te[e.by]:`${te[e.by]}: ${t}`}function Vt({stages:e,flows:t},n){let r=new Map(e.map(s=>[s.id,G(s)])),i=new Map,a=new Map;for(let s of t){let l=Z(s);le(a,s.to,o`<li>${te[s.by]} ${r.get(s.from)??""}${l!==""&&o` (${p(l)})`}</li>`)}for(let[s,l]of a)i.set(s,o`<ul>
        ${l}
      </ul>`);return o`<details>
    <summary>The delivery as a table (${m(e.length,"stage")})</summary>
    ${b("Stages of the delivery",["Stage","Does","Comes","Where"],e.map(s=>[G(s),_e(s),i.get(s.id)??"first",v(s.at,n)]))}
  </details>`}function We(e){let{findings:t,practices:n}=e;return Xe("finding-list","findings",[ne("search","finding-q","Search","q","text","words in any order"),E("finding-practice","Practice","practices","word",zt(t,n)),E("finding-check","Check","check","is",Gt(t)),ne("text","finding-path","Path contains","path","part",".github/workflows/"),E("finding-standing","Standing","standing","is",_t(t),"open"),N(e)&&E("finding-delta","Against the base","delta","is",[["introduced","introduced"],["existing","stood before"]]),Nt(t)])}function Ue(e){let t=new Set(e.map(({verdict:n})=>n));return Xe("practice-list","practices",[ne("search","practice-q","Search","q","text","id, title or reason"),E("practice-verdict","Verdict","verdict","is",H.filter(n=>t.has(n)).map(n=>[n,O[n]])),E("practice-category","Importance","category","is",[["foundational","foundational"],["recommended","recommended"],["optional","optional"]])])}function Xe(e,t,n){return o`<form class="filters" data-list="${e}" data-noun="${t}" aria-label="Filter the ${t}" hidden>
    ${n}
    <button type="reset">Clear the filters</button>
    <p role="status" aria-live="polite"></p>
  </form>`}function ne(e,t,n,r,i,a){return o`<div>
    <label for="${t}">${n}</label
    ><input type="${e}" id="${t}" name="${r}" data-by="${i}" placeholder="${a}" autocomplete="off" />
  </div> `}function E(e,t,n,r,i,a=""){return i.length===0?o``:o`<div>
    <label for="${e}">${t}</label
    ><select id="${e}" name="${n}" data-by="${r}">
      <option value="">all</option>
      ${i.map(([s,l])=>o`<option value="${s}" ${s===a&&o` selected`}>${l}</option>`)}
    </select>
  </div> `}function Nt(e){let t=[...ce].filter(n=>e.some(r=>r.severity===n));return t.length<2?o``:o`<fieldset>
    <legend>Severity</legend>
    ${t.map(n=>o`<label
          ><input type="checkbox" name="severity" value="${n}" data-by="any" checked /> ${n}
          <span class="quiet">(${e.filter(r=>r.severity===n).length})</span></label
        >`)}
  </fieldset> `}function zt(e,t){let n=new Map(t.map(({id:r,title:i})=>[r,i]));return re(e.flatMap(r=>r.practices)).map(([r,i])=>{let a=n.get(r);return[r,`${r}${a===void 0?"":` ${a}`} (${i})`]})}function Gt(e){return re(e.map(({check:t})=>t)).map(([t,n])=>[t,`${t} (${n})`])}function _t(e){let t=re(e.map(({standing:i})=>i)),n=([i])=>i==="open",r=t.some(n)?t:[["open",0],...t];return r.length<2?[]:r.map(([i,a])=>[i,`${i} (${a})`])}function re(e){let t=new Map;for(let n of e)t.set(n,(t.get(n)??0)+1);return[...t].sort(([n],[r])=>de(n,r))}function j({fingerprint:e}){return U("finding",e)}function Ye(e,t){let{at:n,message:r,standing:i,delta:a,standingReason:s}=e,l=Xt(j(e),t.ids);return o`<li
    class="finding"
    id="${l}"
    data-standing="${i}"
    data-delta="${a??""}"
    data-path="${n?.file??""}"
  >
    <p>
      ${v(n,t.links)} ${Wt(e,t)}<a
        class="self"
        href="#${l}"
        aria-label="Link to this finding"
        ><span aria-hidden="true">#</span></a
      >
    </p>
    <p>${w(r)}</p>
    ${i!=="open"&&o`<p class="quiet">${i}${s===void 0?"":`: ${s}`}</p>`}
    ${Ut(e,t.links)}
  </li> `}function Wt(e,{blocking:t,compared:n}){return o`${t.has(e)&&L("blocks","\u2717","fails the gate")}
  ${n&&e.delta==="introduced"&&L("new","+","new")}
  ${e.newer===!0&&L("newer","\u2191","newer than the configuration\u2019s epoch")}`}function Ut({because:e,suggestion:t,patch:n,concealed:r},i){return o`${e.length>1&&S("How it is reached",Y(e,i))}
  ${t!==void 0&&r!==!0&&S("These lines instead",ee(t.split(`
`)))}
  ${n!==void 0&&S("Settings, ready to apply: read them before you run them",ee(ve(n)))}`}function Xt(e,t){let n=e;for(let r=2;t.has(n);r+=1)n=`${e}-${r}`;return t.add(n),n}var Ke=5;function Ze({practices:e},t){if(e.length===0)return o``;let n=r=>e.filter(i=>i.framework===r);return o`${Ue(e)}
    <div id="practice-list">${Q.map(r=>Yt(r,n(r),t))}</div>
    <p class="none" hidden>No practice is like that. <button type="button" class="reset">Clear the filters</button></p>`}function Yt(e,t,n){if(t.length===0)return o``;let r=q(t),i=H.filter(a=>r.has(a)).map(a=>`${r.get(a)??0} ${O[a]}`).join(", ");return o`<section class="group">
    <h3>${B[e]} <span class="count">${t.length}</span></h3>
    <p class="quiet">${i}</p>
    <ul class="practices">
      ${Kt(t).map(a=>Jt(a,n))}
    </ul>
  </section> `}function Kt(e){let t=({category:n})=>n===null?M.length:M.indexOf(n);return ye([...e].sort((n,r)=>t(n)-t(r)))}function Jt(e,t){let{id:n,framework:r,title:i,url:a,verdict:s,category:l,reason:d,permissions:c}=e;return o`<li
    class="practice"
    id="${et(r,n)}"
    data-verdict="${s}"
    data-category="${l??""}"
  >
    <p>
      ${D(s)}
      <strong>${k(n,a)}</strong>
      ${i}${l!==null&&o` <span class="quiet">(${l})</span>`}
    </p>
    <p class="quiet">${d}${c.length>0&&` \u2014 needs ${c.join(", ")}`}</p>
    ${Qt(e)}${Zt(e.evidence,t)}
  </li> `}function Qt({id:e,findings:t}){let[n]=t;return n===void 0?o``:o`<p>
    <a href="#${j({fingerprint:n})}" data-practice="${e}"
      >${m(t.length,"finding")} against ${e}</a
    >
  </p>`}function Zt(e,t){if(e.length===0)return o``;let n=e.length-Ke;return o`<details>
    <summary>${m(e.length,"piece")} of evidence</summary>
    <ul>
      ${e.slice(0,Ke).map(({text:r,at:i,because:a})=>o`<li>
              ${w(r)}${i!==void 0&&o` (${v(i,t)})`}${a.length>1&&Y(a,t)}
            </li>`)}
    </ul>
    ${n>0&&o`<p>and ${n} more</p>`}
  </details>`}function x({practices:e}){let t=new Map(e.map(n=>[n.id,n]));return(n,r=!1)=>{let i=t.get(n);return i===void 0?o`${n}`:o`<a href="#${et(i.framework,n)}">${n}</a>${r&&` ${i.title}`}`}}function et(e,t){return U(`practice-${e}`,t)}var Je=600,Qe=18;function tt({practices:e}){let t=[...M.map(r=>({name:`AWS DevOps Guidance, ${r}`,own:e.filter(i=>i.category===r)})),...Q.map(r=>({name:B[r],own:e.filter(i=>i.framework===r&&i.category===null)}))].filter(({own:r})=>r.length>0);if(t.length===0)return o``;let n=["Practices",...H.map(r=>O[r])];return b("How many practices have which verdict",[...n,"drawn"],t.map(({name:r,own:i})=>{let a=q(i);return[r,...H.map(s=>a.get(s)??0),en(i)]}),H.map((r,i)=>i+1))}function en(e){let t=q(e),n=0,r=H.map(i=>{let a=Math.round((t.get(i)??0)/e.length*Je),s=a===0?o``:o`<rect class="bar-${i}" x="${n}" y="0" width="${a}" height="${Qe}" />`;return n+=a,s});return o`<svg class="bar" aria-hidden="true" viewBox="0 0 ${Je} ${Qe}" preserveAspectRatio="none">
    ${r}
  </svg>`}var nt=4;function it(e,t){let n=new Set(A(e)),r={links:t,blocking:n,compared:N(e),linkTo:x(e),ids:new Set},i=[...e.findings].sort((s,l)=>rt(s,n)-rt(l,n)||$e(s,l)),a=i.filter(({standing:s})=>s==="open").length;return i.length===0?o`<p>Nothing was found.</p>
      ${ot(e,t)}`:o`<p>
      ${m(a,"open finding")}${i.length>a&&`, ${i.length-a} settled by comments, exceptions or the baseline`}.
    </p>
    ${We(e)}
    <div id="finding-list">${z(i).map(s=>tn(s,r))}</div>
    <p class="none" hidden>No finding is like that. <button type="button" class="reset">Clear the filters</button></p>
    ${ot(e,t)}`}function rt(e,t){return e.standing==="open"?t.has(e)?0:1:2}function tn(e,t){let[{severity:n,title:r,check:i,remedy:a,practices:s,confidence:l}]=e;return o`<section
    class="group severity-${n}"
    data-check="${i}"
    data-severity="${n}"
    data-practices="${s.join(" ")}"
  >
    <h3>${X(n)} ${r} <span class="count">${e.length}</span></h3>
    <p class="quiet">
      ${R(i,t.links)} · ${l}
      confidence${s.length>0&&o` · speaks against ${nn(s,t)}`}
    </p>
    <p><strong>Fix:</strong> ${w(a)}</p>
    <ul class="findings">
      ${e.map(d=>Ye(d,t))}
    </ul>
  </section> `}function nn(e,{linkTo:t}){let n=e.length-nt,r=e.slice(0,nt).map((i,a)=>o`${a>0&&", "}${t(i)}`);return o`${r}${n>0&&` and ${n} more`}`}function ot({fixed:e},t){return e.length===0?o``:o`<h3>Fixed by this change (${e.length})</h3>
    ${f(e.map(({check:n,message:r,at:i})=>o`${w(r)} (${R(n,t)}, ${v(i,t)})`))}`}function at({delivery:{history:e}}){let t=be(e),n=we(e);return e.source===null?o`<p>${e.reason??"No history was read"}.</p>`:o`<p>${xe(e)}.</p>
    ${t.length>0&&b("Delivery in figures",["Metric","Value","Nine of ten within","Made of","DORA level","Target"],t.map(rn))}
    ${n.length>0&&o`<h3>Without a value</h3>
        ${f(n.map(({titles:r,because:i})=>`${r.join(", ")}: ${i}`))}`}`}function rn({title:e,value:t,p90:n,sample:r,band:i,target:a,met:s,file:l}){return[o`${e}${l!==void 0&&o` (${p(l)})`}`,t,n,r,i===""?"":o`${on(i)} ${i}`,s===void 0?"":o`${s?L("verdict-met","\u2713","met"):L("verdict-partly-met","!","missed")} ${a}`]}function on(e){let t=_.length-_.indexOf(e);return o`<svg class="ladder" aria-hidden="true" viewBox="0 0 40 16" width="40" height="16">
    ${_.map((n,r)=>o`<rect
          class="${r<t?"reached":"open"} cell"
          x="${r*10+1}"
          y="${12-r*4}"
          width="8"
          height="${4+r*4}"
        />`)}
  </svg>`}var oe=[1,2,3,4,5];function st(e,t){let{level:n,phases:r,criteria:i}=e.maturity,a=sn(e,t);return n===null&&a.text===""?o``:o`${n!==null&&an(e)} ${a}
  ${r.length>0&&o`<h3>By phase</h3>
      <p>The level of the repository is that of its lowest phase.</p>
      <div class="beside">
        ${dn(r)}${b("Level of each phase",["Phase","Level"],r.map(s=>[s.title,mn(s)]),[1])}
      </div>`}
  ${i.length>0&&o`<h3>Published criteria</h3>
      ${pn(i)}${f(i.filter(fn).map(s=>un(s,x(e))))}`}`}function an({maturity:{level:e,atMost:t,name:n}}){let r=e!==null&&t!==null&&t>e?`, ${t} if all that is unknown turns out well`:"";return o`<p class="lead">Level ${e??""} of 5, ${n}${r}.</p>`}function sn(e,t){let{level:n,toAttest:r}=e.maturity,i=x(e),a=[...ke(e).map(d=>ln(d,t)),...r.map(d=>o`Attest ${i(d,!0)}: <code>pillarlint attest</code> writes the entry`)],s=V(e).map(({permission:d,practices:c})=>o`Grant ${p(d)}: it may settle ${m(c.length,"practice")}`);if(a.length+s.length===0)return o``;let l=n===null||n===5?"Next steps":`To reach level ${n+1}`;return o`${a.length>0&&o`<h3>${l}</h3>
      ${f(a)}`}${s.length>0&&o`<h3>To see more</h3>
      ${f(s)}`}`}function ln({check:e,lead:t,title:n,note:r,at:i},a){let s=t==="Fix"?n:`whether: ${n}`;return o`<strong>${t}${t==="Fix"&&":"}</strong>
    ${s}${i!==void 0&&o` in ${v(i,a)}`} — ${r} (${R(e,a)})`}var ie=34,K=280,I=44;function dn(e){let[t,n]=[K+oe.length*I,e.length*ie+20];return o`<svg
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
    ${oe.map((r,i)=>o`<text class="small" x="${K+i*I+I/2}" y="12" text-anchor="middle">${r}</text>`)}
    ${e.map(cn)}
  </svg>`}function cn({title:e,level:t,atMost:n},r){let i=20+r*ie;return o`<text x="${K-10}" y="${i+19}" text-anchor="end">${e}</text>
    ${oe.map((a,s)=>{let l=a<=t?"reached":a<=n?"possible":"open";return o`<rect
        class="cell ${l}"
        x="${K+s*I+1}"
        y="${i+3}"
        width="${I-3}"
        height="${ie-10}"
        rx="3"
      />`})} `}function mn({level:e,atMost:t}){return t>e?`${e} to ${t}`:String(e)}function pn(e){return b("Published criteria of each level",["Level","met","partly","not met","unknown","do not apply"],e.map(({level:t,title:n,met:r,partlyMet:i,notMet:a,unknown:s,notApplicable:l})=>[`${t} ${n}`,...[r,i,a,s,l].map(d=>d.length)]),[1,2,3,4,5])}var fn=({notMet:e,partlyMet:t})=>e.length+t.length>0;function un({level:e,notMet:t,partlyMet:n},r){return o`Missing of level ${e}:
  ${[...t,...n].map((i,a)=>o`${a>0&&", "}${r(i)}`)}`}var hn={passed:"passed",failed:"failed",inherited:"fails only by what holds for the whole repository",off:"off",unsure:"no result that can be trusted"};function lt(e){let{services:t=[]}=e;if(t.length===0)return o``;let{rows:n,calm:r}=Re(e),i=x(e);return o`<p>${He(t,n.length)}</p>
    ${n.length>0&&b("Services with something of their own to mend",["Service","Gate","Owners","Level","Foundational practices not fully met","Others"],n.map(({service:a,broken:s,others:l})=>[p(a.name),hn[Ce(a)],a.owners.map(d=>o`${p(d)} `),Oe(a),s.map((d,c)=>o`${c>0&&", "}${i(d)}`),l===0?"":m(l,"practice")]))}
    ${r.length>0&&o`<p>Nothing of their own to mend: ${r.map(({name:a},s)=>o`${s>0&&", "}${p(a)}`)}</p>`}`}var ae=String.raw`
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
`;var gn=["page","panel","text","quiet","line","frame","link","bad","warn","good","note","mark"],dt={page:"#ffffff",panel:"#f6f8fa",text:"#1f2328",quiet:"#59636e",line:"#d1d9e0",frame:"#818b98",link:"#0860c4",bad:"#c4202b",warn:"#8a5a00",good:"#187233",note:"#0860c4",mark:"#fff3c4"},ct={page:"#0d1117",panel:"#161c24",text:"#f0f6fc",quiet:"#9aa3ad",line:"#3d444d",frame:"#6e7681",link:"#58a6ff",bad:"#ff7b72",warn:"#e3b341",good:"#56d364",note:"#58a6ff",mark:"#3a3000"};function mt(){return[`:root{color-scheme:light;${J(dt)}}`,`@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${J(ct)}}}`,`:root[data-theme=dark]{color-scheme:dark;${J(ct)}}`,`@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${J(dt)}}}`].join(`
`)}function J(e){return gn.map(t=>`--${t}:${e[t]}`).join(";")}var $n=`
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
`,yn=`
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
`,vn=`
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
`,bn=`
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
`,wn=`
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
`,se=`${mt()}${$n}${yn}${vn}${bn}${wn}`;function pt(e){let t=e.practices.filter(({verdict:r})=>r==="unknown").length,n=Fe(e);return t+n.length===0?o``:o`<p>${m(t,"practice")} cannot be decided.</p>
    ${xn(e)}
    ${n.length>0&&o`<h3>Settings that cannot be read</h3>
        ${f(n.map(({facts:r,reason:i,permission:a,remedy:s})=>o`${r.join(", ")}:
              ${i}${a!==void 0&&o` (needs ${p(a)})`}${s!==void 0&&`. ${s}`}`))}`}
    ${t>0&&kn(e)}`}function xn(e){let t=V(e);if(t.length===0)return o``;let n=x(e);return o`<h3>Permissions that would settle them</h3>
    ${f(t.map(({permission:r,practices:i})=>S(o`${p(r)}: ${m(i.length,"practice")}`,f(i.map(a=>n(a,!0))))))}`}function kn(e){let t=Ee(e).map(({reason:n,count:r})=>[n,r]);return o`<h3>Why</h3>
    ${S(m(t.length,"reason"),b("Why practices are unknown",["Reason","Practices"],t,[1]))}`}function ut(e){let{changes:t=[]}=e;if(t.length===0)return o``;let n=t.filter(({direction:i})=>i!=="open"),r=t.filter(({direction:i})=>i==="open");return o`<h3>Practices that this change moves (${n.length})</h3>
    ${n.length>0&&ft("Practices that this change moves",n,e)}
    ${r.length>0&&S(`${m(r.length,"practice")} that this change makes visible, or hides`,ft("Practices that this change makes visible, or hides",r,e))}`}function ft(e,t,n){let r=x(n);return b(e,["Practice","Before","Now","Why"],t.map(({id:i,from:a,to:s,because:l})=>[r(i,!0),D(a),D(s),l]))}function ht({trust:e=[],configChanges:t},n){return o`${e.length>0&&o`<h3>Changes to how changes are judged (${e.length})</h3>
      <p>They count for no practice and fail nothing. Have the owners look at them:</p>
      ${f(e.map(({message:r,at:i,owners:a})=>{let s=a.length===0?"CODEOWNERS names nobody for it":o`owned by ${a.map(p)}`;return o`${i!==void 0&&o`${v(i,n)}: `}${w(r)}${i!==void 0&&o` (${s})`}`}))}`}
  ${t.length>0&&o`<h3>Changes to the configuration of this linter</h3>
      <p>The configuration of the base branch judged this change. Once merged, these apply:</p>
      ${f(t)}`}`}var gt=3,Sn={pass:"\u2713",fail:"\u2717",error:"\u26A0"};function $t({subject:e,gate:t}){return o`<h1>${e.repository}</h1>
    <p class="gate gate-${t.verdict}">
      <span aria-hidden="true">${Sn[t.verdict]}</span> ${me[t.verdict]}
    </p>`}function yt(e,t){let{gate:n}=e,r=A(e);return o`<p class="lead">${Ln(e,r.length)}</p>
    ${r.length===0&&f(n.because)}
    ${r.length>0&&o`<h3>Fix ${r.length===1?"this":"these"} to pass</h3>
        ${Rn(r,t)}
        <details>
          <summary>${m(n.because.length,"reason")} of the gate</summary>
          ${f(n.because)}
        </details>`}
    ${ht(e,t)} ${ut(e)} ${Hn(e,t)}`}function Ln(e,t){let{gate:n,subject:r,fixed:i}=e;if(n.verdict==="error")return"Something went wrong in the linter itself, so its silence proves nothing.";if(n.verdict==="fail"){if(t===0)return"The gate fails for these reasons:";let d=r.pullRequest===null?"":" in this pull request";return`${m(t,"finding")} must be fixed${d}.`}let a=ge(e).length,s=n.failOn==="never"?" The gate is off.":"",l=i.length===0?"":` ${m(i.length,"finding")} fixed by this change.`;return a===0?`Nothing to report.${l}${s}`:`${m(a,"open finding")}, none of which fails the gate.${l}${s}`}function Rn(e,t){return o`<ol class="fix">
    ${z(e).map(n=>{let[r]=n,i=n.length-gt;return o`<li>
        <a href="#${j(r)}">${r.title}</a> ${R(r.check,t)}
        <ul>
          ${n.slice(0,gt).map(({at:a,message:s})=>o`<li>${v(a,t)}: ${w(s)}</li> `)}
          ${i>0&&o`<li>…and ${m(i,"more finding")}</li>`}
        </ul>
        <strong>Fix:</strong> ${w(r.remedy)}
      </li> `})}
  </ol>`}function Hn({subject:e,gate:t,tool:n,coverage:r},i){let{revision:a,baseRevision:s,pullRequest:l,kind:d}=e,c=i===void 0?void 0:he(i),g=y=>k(p(y.slice(0,12)),c&&`${c}/commit/${encodeURIComponent(y)}`),$=t.failOn==="never"?"off":`fails on ${t.failOn} practices; judges ${t.scope==="changes"?"what the change introduces":"the whole repository"}`,h=[["Judged",a===null?o`the work tree`:o`commit ${g(a)}`],...s===null?[]:[["Compared with",o`commit ${g(s)}`]],...l===null?[]:[["Pull request",k(`#${l}`,c&&`${c}/pull/${l}`)]],["Gate",o`${$}`],["Taken for",o`${d}`],["Read",o`${r.files.read} of ${m(r.files.seen,"file")}`],["By",o`${n.name} ${n.version}`]];return o`<dl class="facts">
    ${h.map(([y,F])=>o`<div>
          <dt>${y}</dt>
          <dd>${F}</dd>
        </div>`)}
  </dl>`}function Ao(e,{links:t}={}){let n=Fn(e,t).filter(({body:i})=>!(i instanceof C)||i.text.trim()!=="");return o`${W("<!doctype html>")}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${Cn()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${e.subject.repository}: Pillarlint report</title>
        ${W(`<style>${se}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <header>${$t(e)}<button type="button" id="theme" hidden>Theme: auto</button></header>
        <div class="columns">
          <nav aria-label="Contents">
            <ul>
              ${n.map(({id:i,title:a})=>o`<li><a href="#${i}">${a}</a></li>`)}
            </ul>
          </nav>
          <main id="main">
            ${n.map(({id:i,title:a,body:s})=>o`<section id="${i}" aria-labelledby="${i}-title">
                  <h2 id="${i}-title">${a}</h2>
                  ${s}
                </section> `)}
          </main>
        </div>
        <footer>${e.tool.name} ${e.tool.version}</footer>
        ${W(`<script>${ae}</script>`)}
      </body>
    </html> `.text}function Cn(){return["default-src 'none'",`style-src 'sha256-${vt(se)}'`,`script-src 'sha256-${vt(ae)}'`,"base-uri 'none'","form-action 'none'"].join("; ")}function vt(e){return On("sha256").update(e).digest("base64")}function Fn(e,t){return[{id:"verdict",title:"Verdict",body:yt(e,t)},{id:"score",title:"At a glance",body:tt(e)},{id:"maturity",title:"Maturity and next steps",body:st(e,t)},{id:"services",title:"Services",body:lt(e)},{id:"findings",title:"Findings",body:it(e,t)},{id:"delivery",title:"Delivery",body:Ge(e,t)},{id:"history",title:"Delivery in figures",body:at(e)},{id:"practices",title:"Practices",body:Ze(e,t)},{id:"unknowns",title:"Unknown",body:pt(e)},{id:"other-tools",title:"Other tools",body:Me(e,t)},{id:"coverage",title:"Coverage",body:Ae(e,t)}]}export{Ao as renderHtml};
