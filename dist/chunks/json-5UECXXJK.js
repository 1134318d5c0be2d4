import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-ZEQQL422.js";import"./chunk-45WOZZQ6.js";import"./chunk-6G7CKFX6.js";export{d as findingData,c as practiceData,a as renderJson,b as withoutCommandsInJson};
