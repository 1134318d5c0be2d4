import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var e=class extends Error{name="UserError"};function r(n){return n instanceof Error?n.message:String(n)}export{e as a,r as b};
