import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-YKHRIFDU.js";import"./chunk-TBUDYXHA.js";import"./chunk-DFSOG36D.js";import"./chunk-RIC6553K.js";import"./chunk-VPWS7QGP.js";import"./chunk-EULSWHR3.js";import"./chunk-6G7CKFX6.js";export{a as renderSummary};
