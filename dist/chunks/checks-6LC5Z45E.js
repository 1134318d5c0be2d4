import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-BQWBRALP.js";import"./chunk-YMVZAHRY.js";import"./chunk-2ETMYTU6.js";import"./chunk-WMWPRSP7.js";import"./chunk-OMYYHMBZ.js";import"./chunk-W6LUNC6K.js";import"./chunk-6G7CKFX6.js";export{a as checks};
