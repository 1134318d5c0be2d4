import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as p}from"./chunk-EPPGF5ZI.js";import{g as u}from"./chunk-ZZN25MSN.js";import"./chunk-PNBVVMKY.js";import"./chunk-FZD5EQ3Z.js";import"./chunk-MR7ZWTD5.js";import"./chunk-D5L4CQ3V.js";import"./chunk-45WOZZQ6.js";import"./chunk-6G7CKFX6.js";var M=40;async function j(t){let f=({inChange:e})=>e===!0,{applied:i}=await p({...t,wanted:f,rounds:1});return i.flatMap(e=>O(t.files,e)??[])}function O(t,{finding:f,fix:{edits:i}}){let e=i[0]?.file,s=e===void 0?void 0:t.text(e);if(e===void 0||s===void 0||s.includes("\r")||i.some(n=>n.file!==e))return;let o=s.lastIndexOf(`
`,Math.min(...i.map(({from:n})=>n))-1)+1,m=Math.max(...i.map(({to:n,from:d})=>n>d?n-1:n)),a=s.indexOf(`
`,m),x=a<0?s.length:a+1,l=s.slice(o,x),c=u(l,i.map(({from:n,to:d,text:b})=>({from:n-o,to:d-o,text:b}))),g=s.slice(0,o).split(`
`).length,r=h(l).split(`
`);if(r.length>M)return;let{check:y,title:C,message:F,fingerprint:S}=f;return{finding:{check:y,title:C,message:F,fingerprint:S},file:e,from:g,to:g+r.length-1,before:r,text:c===""?void 0:h(c)}}function h(t){return t.endsWith(`
`)?t.slice(0,-1):t}export{j as suggestedChanges};
