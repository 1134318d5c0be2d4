import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{readFileSync as e}from"node:fs";function f(t){try{return t===void 0?void 0:JSON.parse(e(t,"utf8"))}catch{return}}var r=/[\s\u0085\u00ad\u061c\u180e\u200b-\u200f\u2060\ufeff]/;function a(t){return t.replace(/\r\n?/g,`
`).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g,"\uFFFD").replaceAll("##[","# #[").split(`
`).map(u).join(`
`)}function u(t){let n=0;for(;n<t.length&&r.test(t.charAt(n));)n+=1;return t.startsWith("::",n)?`${t.slice(0,n)}: :${t.slice(n+2)}`:t}export{f as a,a as b};
