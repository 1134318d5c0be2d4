import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-5SIRDCTU.js";import"./chunk-JHNZUHBX.js";import"./chunk-RKBOK5T5.js";import"./chunk-WMWPRSP7.js";import"./chunk-6G7CKFX6.js";export{a as checks};
