import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function e(r,t){return Math.round((Date.parse(`${t}T00:00:00Z`)-Date.parse(`${r}T00:00:00Z`))/864e5)}var o=30;function s(r,t){let n=e(r,t);if(n>=0&&n<=o)return n===0?"today":n===1?"tomorrow":`on ${t}, in ${n} days`}export{s as a};
