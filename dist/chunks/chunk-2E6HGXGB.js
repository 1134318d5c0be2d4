import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var t="it is a folder that cannot be looked into",o="it is left out of the sparse checkout",e="unreadable-file";export{t as a,o as b,e as c};
