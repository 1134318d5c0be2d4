import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-4KSI5R5Q.js";import"./chunk-EDDGHHJM.js";import"./chunk-UQWRMX2S.js";import"./chunk-CUW3MA5H.js";import"./chunk-6G7CKFX6.js";export{a as checks};
