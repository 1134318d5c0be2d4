import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-4OO2OCNZ.js";import"./chunk-26I75CP5.js";import"./chunk-RMFD2OSF.js";import"./chunk-XEWXQMMC.js";import"./chunk-6G7CKFX6.js";export{a as checks};
