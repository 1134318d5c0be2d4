import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b}from"./chunk-QWHA7S27.js";import"./chunk-3V5S4BVC.js";import"./chunk-53J5FQFY.js";import"./chunk-6G7CKFX6.js";export{a as list,b as table};
