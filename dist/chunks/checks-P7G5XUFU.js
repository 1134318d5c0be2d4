import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-UX6C2T4X.js";import"./chunk-4HMJ5NRV.js";import"./chunk-RKBOK5T5.js";import"./chunk-WMWPRSP7.js";import"./chunk-6G7CKFX6.js";export{a as checks};
