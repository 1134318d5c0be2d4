import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b}from"./chunk-BE2LGB53.js";import"./chunk-45WOZZQ6.js";import"./chunk-6G7CKFX6.js";export{a as renderJson,b as withoutCommandsInJson};
