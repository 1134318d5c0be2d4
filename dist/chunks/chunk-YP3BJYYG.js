import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as t,c as r}from"./chunk-RIC6553K.js";function o(i){return r(t(i))}function s(i,n){i.write(`pillarlint: ${o(n)}
`)}export{o as a,s as b};
