import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function i(o,t){let e=new Map;for(let n of o){let d=t(n);d!==void 0&&f(e,d,n)}return e}function f(o,t,e){let n=o.get(t);n===void 0?o.set(t,[e]):n.push(e)}export{i as a,f as b};
