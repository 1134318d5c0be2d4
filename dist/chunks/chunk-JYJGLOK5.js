import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{readFileSync as o}from"node:fs";import{join as i}from"node:path";function s(n){let r=JSON.parse(o(i(n,"package.json"),"utf8"));return String(r.version)}export{s as a};
