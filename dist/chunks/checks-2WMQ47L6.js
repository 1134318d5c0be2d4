import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-2OLRBLHH.js";import"./chunk-HJQN2ZZX.js";import"./chunk-5Z233RBT.js";import"./chunk-WMWPRSP7.js";import"./chunk-OMYYHMBZ.js";import"./chunk-32FXKCBM.js";import"./chunk-6G7CKFX6.js";export{a as checks};
