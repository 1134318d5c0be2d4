import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function t(r){return r.replace(/(?<!\/)\/+$/,"")}export{t as a};
