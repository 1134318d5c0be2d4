import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function u(e,n){let t=new Map;for(let o of e){let r=n(o);r!==void 0&&i(t,r,o)}return t}function i(e,n,t){let o=e.get(n);o===void 0?e.set(n,[t]):o.push(t)}function p(e,n){return e<n?-1:e>n?1:0}export{u as a,i as b,p as c};
