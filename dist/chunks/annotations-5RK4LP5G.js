import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b,c,d,e,f}from"./chunk-5MB3OIFM.js";import"./chunk-QHWODYPV.js";import"./chunk-VPWS7QGP.js";import"./chunk-45WOZZQ6.js";import"./chunk-6G7CKFX6.js";export{a as LEVEL_LIMIT,e as changesRemark,d as remark,f as renderAnnotations,b as toAnnotations,c as withinLimits};
