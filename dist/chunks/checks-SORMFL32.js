import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-4YIX6TI2.js";import"./chunk-EPQ3BDBT.js";import"./chunk-FTCNQVD5.js";import"./chunk-UZKRQHDO.js";import"./chunk-OMYYHMBZ.js";import"./chunk-W6LUNC6K.js";import"./chunk-6G7CKFX6.js";export{a as checks};
