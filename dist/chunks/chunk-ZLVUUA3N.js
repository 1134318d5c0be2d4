import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function e(n){return{known:!0,value:n}}function o(n,r={}){return{known:!1,reason:n,...r}}export{e as a,o as b};
