import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b}from"./chunk-BPVMYYWD.js";import"./chunk-J2PTIQJS.js";import"./chunk-D5L4CQ3V.js";import"./chunk-XL5HU3UN.js";import"./chunk-6G7CKFX6.js";export{a as list,b as table};
