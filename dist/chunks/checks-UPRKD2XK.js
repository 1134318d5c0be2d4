import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-J7WJQEAA.js";import"./chunk-NIBHGNBQ.js";import"./chunk-4HWA7CMP.js";import"./chunk-WMWPRSP7.js";import"./chunk-2V2Y7KPZ.js";import"./chunk-OMYYHMBZ.js";import"./chunk-W6LUNC6K.js";import"./chunk-XL5HU3UN.js";import"./chunk-6G7CKFX6.js";export{a as checks};
