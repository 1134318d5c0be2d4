import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-NS5KJXHZ.js";import"./chunk-TBUDYXHA.js";import"./chunk-VIJI3WZA.js";import"./chunk-CME4PM4P.js";import"./chunk-RIC6553K.js";import"./chunk-VPWS7QGP.js";import"./chunk-EULSWHR3.js";import"./chunk-IF4G2J5D.js";import"./chunk-6G7CKFX6.js";export{a as renderSummary};
